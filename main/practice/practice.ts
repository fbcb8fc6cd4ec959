import type { OpenSessionKey, PracticeStatus, SiteStatus } from '../../shared/ipc/view';
import { RequestRefusal } from '../ipc/request-server';
import type { Session } from '../session/session';
import type { PracticeWindow } from '../window/practice-window';

/** What the practice sessions' reference says, in the header and in the log. */
export const practiceReference = 'Practice';

export interface PracticeOptions {
  /** Where the site stands once nothing about it is under way. */
  readonly settledSite: () => Promise<SiteStatus>;
  readonly generateSessionKey: (reference: string) => Promise<OpenSessionKey>;
  readonly revokeSessionKey: (sessionKey: string) => void;
  readonly sessionOfKey: (sessionKey: string) => Session | undefined;
  readonly openWindow: (closed: () => void) => PracticeWindow;
  readonly changed: (status: PracticeStatus) => void;
}

/** Practice with a simulated phone: a real session, with a customer who answers by herself. */
export class Practice {
  readonly #options: PracticeOptions;
  #status: PracticeStatus = { kind: 'closed' };
  #window: PracticeWindow | undefined;
  #starting: Promise<void> | undefined;

  constructor(options: PracticeOptions) {
    this.#options = options;
  }

  get status(): PracticeStatus {
    return this.#status;
  }

  /** Opens the simulated phone with a new session key; while its session goes on, only brings it to the front. @throws RequestRefusal */
  start(): Promise<void> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Lets the practice customer answer by herself, or leaves her to the representative. */
  setPlaysByItself(playsByItself: boolean): void {
    if (this.#status.kind !== 'open') return;
    this.#window?.setPlaying(playsByItself);
    this.#set({ ...this.#status, playsByItself });
  }

  close(): void {
    this.#window?.close();
  }

  async #start(): Promise<void> {
    if (this.#isUnderWay()) {
      this.#window?.show();
      return;
    }
    const site = await this.#options.settledSite();
    if (site.kind !== 'on') {
      throw new RequestRefusal('site-off', 'The site is off, so no phone can connect. See Settings, Site.');
    }
    const { sessionKey } = await this.#options.generateSessionKey(practiceReference);
    this.#window ??= this.#options.openWindow(() => this.#closed());
    this.#window.setPlaying(true);
    this.#set({ kind: 'open', sessionKey, playsByItself: true });
    // Closing the window while it loads is no failure.
    void this.#window.connect(sessionKey).catch(() => undefined);
  }

  #isUnderWay(): boolean {
    if (this.#status.kind !== 'open') return false;
    const state = this.#options.sessionOfKey(this.#status.sessionKey)?.state;
    return state === undefined || state.phase === 'waiting' || state.phase === 'active';
  }

  /** A simulated phone does not come back, so its session ends with it. */
  #closed(): void {
    this.#window = undefined;
    if (this.#status.kind !== 'open') return;
    const { sessionKey } = this.#status;
    this.#set({ kind: 'closed' });
    const session = this.#options.sessionOfKey(sessionKey);
    switch (session?.state.phase) {
      case undefined:
        this.#options.revokeSessionKey(sessionKey);
        return;
      case 'waiting':
        session.record('site', { kind: 'session-ended', reason: 'customer-left' });
        return;
      case 'active':
        session.record('site', { kind: 'session-ended', reason: 'customer-ended' });
        return;
      case 'ended':
      case 'turned-away':
        return;
    }
  }

  #set(status: PracticeStatus): void {
    this.#status = status;
    this.#options.changed(status);
  }
}
