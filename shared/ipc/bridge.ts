/** The bridge the preload script puts on `window.sightline`; nothing else reaches the renderer. */
export interface SightlineBridge {
  /** Sends one request to main; resolves to a `Reply` (see requests.ts), still to be decoded. */
  readonly request: (name: string, args: unknown) => Promise<unknown>;
  /**
   * Grants files and folders that the person dropped on the page (`File` objects of a drop; anything else is left out).
   * Resolves to a `Reply` whose value is `{dropped}` (see file-requests.ts).
   */
  readonly grantDropped: (files: readonly unknown[]) => Promise<unknown>;
  /** Calls `listener` with each published `ConsoleEvent`, still to be decoded. Returns its unsubscribe. */
  readonly onEvent: (listener: (event: unknown) => void) => () => void;
}
