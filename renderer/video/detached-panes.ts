import { z } from 'zod';
import { Listeners } from '../../shared/listeners';
import { partContext } from '../kit/part-context';

/** The part of a BroadcastChannel that windows of one console talk over. */
export type PaneChannel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;

const messageSchema = z.discriminatedUnion('kind', [
  /** The main window has begun and wants to know. */
  z.object({ kind: z.literal('which-panes') }),
  z.object({ kind: z.literal('pane-shown'), sessionId: z.string() }),
]);
type Message = z.infer<typeof messageSchema>;

/** The session whose pane alone this window shows, by its address's hash (`#pane=<sessionId>`); null in the main window. */
export function paneOfHash(hash: string): string | null {
  return /^#pane=([A-Za-z0-9_-]{1,64})$/.exec(hash)?.[1] ?? null;
}

/** Which panes are shown in windows of their own; exactly one window receives a session's video. */
export class DetachedPanes {
  readonly #own: string | null;
  readonly #listeners = new Listeners<[]>();
  #detached: ReadonlySet<string> = new Set();

  /** `own` is the session of a detached window, null for the main window. */
  constructor(own: string | null) {
    this.#own = own;
  }

  /** Learns of panes that were detached before this window began, and answers those that ask. */
  connect(channel: PaneChannel): void {
    const say = (message: Message) => channel.postMessage(message);
    channel.addEventListener('message', ({ data }) => {
      const decoded = messageSchema.safeParse(data);
      if (!decoded.success) return;
      if (decoded.data.kind === 'which-panes') {
        if (this.#own !== null) say({ kind: 'pane-shown', sessionId: this.#own });
      } else if (this.#own === null) this.add(decoded.data.sessionId);
    });
    say(this.#own === null ? { kind: 'which-panes' } : { kind: 'pane-shown', sessionId: this.#own });
  }

  /** Whether this window receives and shows the session's video. */
  readonly isHere = (sessionId: string): boolean =>
    this.#own === null ? !this.#detached.has(sessionId) : this.#own === sessionId;

  /** The session whose detached pane this window is; null in the main window. */
  get detachedSessionId(): string | null {
    return this.#own;
  }

  /** Whether this is the window of one detached pane. */
  get isDetachedWindow(): boolean {
    return this.#own !== null;
  }

  /** The session's pane is in a window of its own from now on. */
  add(sessionId: string): void {
    if (this.#detached.has(sessionId)) return;
    this.#set(new Set([...this.#detached, sessionId]));
  }

  /** The session's pane is back in the main window. */
  remove(sessionId: string): void {
    if (!this.#detached.has(sessionId)) return;
    this.#set(new Set([...this.#detached].filter((id) => id !== sessionId)));
  }

  /** Calls `listener` when panes are detached or come back. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  #set(detached: ReadonlySet<string>): void {
    this.#detached = detached;
    this.#listeners.tell();
  }
}

export const [DetachedPanesContext, useDetachedPanes] = partContext<DetachedPanes>('The detached panes');
