/** What the preload script puts on `window.sightline`; nothing else reaches the renderer. */
export interface SightlineBridge {
  /** Sends one request to main; resolves to a `Reply` (see requests.ts), still to be decoded. */
  readonly request: (name: string, args: unknown) => Promise<unknown>;
  /** Calls `listener` with each published `ConsoleEvent`, still to be decoded. Returns its unsubscribe. */
  readonly onEvent: (listener: (event: unknown) => void) => () => void;
}
