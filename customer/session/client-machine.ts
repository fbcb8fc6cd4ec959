import type { CustomerEvent } from '../../shared/session/session-event';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import type { SiteMessage } from '../../shared/wire/site-message';
import { ClientRequests } from './client-requests';
import type { ClientState, InSession } from './client-state';
import type { ClientSurroundings, IceServers } from './client-surroundings';
import {
  afterLoss,
  isOver,
  keptSession,
  meansNotAttached,
  newSession,
  resumption,
  withEvents,
} from './in-session';
import { Joining, type Submission } from './joining';
import { Line } from './line';
import { Listeners } from './listeners';
import { Outbox } from './outbox';

/** How a stroke that the representative draws goes on, or that it is taken back. */
export type StrokeMessage = Extract<SiteMessage, { kind: 'stroke-batch' | 'stroke-cancelled' }>;

type Refused = Extract<SiteMessage, { kind: 'refusal' }>;

/** What the client knows, and what each message of the site and each loss of the connection makes of it. */
export class ClientMachine {
  readonly changed = new Listeners<[]>();
  readonly signalled = new Listeners<[peerId: string, data: string]>();
  readonly stroked = new Listeners<[message: StrokeMessage]>();
  readonly resumed = new Listeners<[]>();
  readonly requests = new ClientRequests();
  readonly line: Line;
  readonly #surroundings: ClientSurroundings;
  readonly #outbox: Outbox;
  readonly #joining: Joining;
  #iceServers: IceServers = { iceServers: [] };
  #state: ClientState = { kind: 'connecting', failedAttempts: 0 };
  #isClosed = false;
  /** Proves to the console that a new connection is this very page's; a reload makes another, and nothing keeps it. */
  readonly #instance: string;
  #token: string | undefined;

  constructor(surroundings: ClientSurroundings) {
    this.#surroundings = surroundings;
    this.#instance = surroundings.newIdentifier();
    this.line = new Line(surroundings, {
      needsConnection: () => this.#needsConnection(),
      receive: (message) => this.#receive(message),
      failed: () => this.#setState(afterLoss(this.#state, surroundings.now())),
      lost: (since) => this.#lost(since),
    });
    this.#outbox = new Outbox((command) => this.line.send(command), surroundings.after);
    this.#joining = new Joining(surroundings.newIdentifier, this.#instance);
    const kept = surroundings.kept.read();
    if (kept !== undefined) {
      this.#token = kept.token;
      this.#outbox.begin(kept.pending);
      this.#state = keptSession(kept, surroundings.now());
    }
  }

  get state(): ClientState {
    return this.#state;
  }

  get iceServers(): IceServers {
    return this.#iceServers;
  }

  /** Whether messages reach the session now. */
  get isInTouch(): boolean {
    return this.#state.kind === 'in-session' && this.#state.lostSince === null;
  }

  submit(submission: Submission): void {
    // A second submission with an identifier of its own would be refused: the first uses the key up.
    if (this.#state.kind !== 'joining' || this.#state.isSubmitting) return;
    const message = this.#joining.submit(submission);
    this.#setState({ ...this.#state, isSubmitting: true, problem: null });
    this.line.send(message);
  }

  /** Takes away what the last refusal said, e.g. when the customer corrects the key. */
  clearProblem(): void {
    if (this.#state.kind === 'joining' && this.#state.problem !== null) {
      this.#setState({ ...this.#state, problem: null });
    }
  }

  /** Keeps a command until it is done, and sends it while in touch; after the end it is nothing. */
  command(command: CustomerCommand): void {
    if (this.#state.kind !== 'in-session' || isOver(this.#state)) return;
    const { isInTouch } = this;
    this.#outbox.add(command, isInTouch);
    this.#changeSession({ pending: this.#outbox.pending });
    this.#keep();
    if (isInTouch) this.#outbox.sendNew(command);
  }

  /** Forgets the session that has ended, or is no longer open, and begins at the join page. */
  startAnother(): void {
    this.#forget();
    this.#drop('another session begins');
    this.line.proven();
    this.#setState({ kind: 'connecting', failedAttempts: 0 });
    this.line.start();
  }

  /** Closes the connection for good; nothing runs afterwards. */
  close(): void {
    this.#isClosed = true;
    this.#outbox.stopResending();
    this.line.close();
  }

  #needsConnection(): boolean {
    if (this.#isClosed || this.#state.kind === 'resume-refused') return false;
    return this.#state.kind !== 'in-session' || !isOver(this.#state);
  }

  #lost(since: number): void {
    this.#outbox.stopResending();
    this.requests.connectionLost();
    this.#setState(afterLoss(this.#state, since));
  }

  #drop(reason: string): void {
    this.#outbox.stopResending();
    this.line.drop(reason);
  }

  #receive(message: SiteMessage): void {
    switch (message.kind) {
      case 'welcome':
        this.#welcomed(message);
        return;
      case 'availability-changed':
        if (this.#state.kind === 'joining') {
          this.#setState({ ...this.#state, availability: message.availability });
        }
        return;
      case 'session-joined':
        this.#joined(message);
        return;
      case 'session-resumed':
        this.#resumed(message.token);
        return;
      case 'queue-position-changed':
        this.#changeSession({ position: message.position });
        return;
      case 'events':
        this.#append(message.events);
        return;
      case 'command-done':
        // A message stays on screen as on its way until its entry in the log comes.
        if (this.#outbox.find(message.id)?.kind !== 'send-chat-message') this.#settle(message.id);
        this.requests.commandDone(message.id);
        return;
      case 'upload-granted':
        this.requests.uploadGranted(message);
        return;
      case 'picture-granted':
        this.requests.pictureGranted(message);
        return;
      case 'file-road-granted':
        this.requests.fileRoadGranted(message);
        return;
      case 'stroke-batch':
      case 'stroke-cancelled':
        this.stroked.tell(message);
        return;
      case 'broadcast-opened':
        this.requests.broadcastOpened(message);
        return;
      case 'ice-servers':
        this.#iceServers = message;
        return;
      case 'refusal':
        this.#refused(message);
        return;
      case 'signal':
        this.signalled.tell(message.peerId, message.data);
        return;
      case 'representative-typing':
        this.#changeSession({ typingAt: this.#surroundings.now() });
        return;
      case 'ping':
      case 'pong':
        // The line itself sees to these.
        return;
    }
  }

  #welcomed(welcome: Extract<SiteMessage, { kind: 'welcome' }>): void {
    const before = this.#state;
    if (before.kind === 'in-session') {
      if (isOver(before) || this.#token === undefined) return;
      this.#setState({ ...before, siteName: welcome.siteName });
      this.line.send(resumption(before, this.#token, this.#instance));
      return;
    }
    if (before.kind === 'resume-refused') return;
    this.line.proven();
    this.#setState(this.#joining.welcomed(before, welcome));
    const unanswered = this.#joining.unanswered(before);
    if (unanswered !== undefined) this.line.send(unanswered);
  }

  #joined({ sessionId, token }: Extract<SiteMessage, { kind: 'session-joined' }>): void {
    const siteName = this.#state.kind === 'joining' ? this.#state.siteName : '';
    this.#token = token;
    this.#joining.forget();
    this.line.proven();
    this.#outbox.begin([]);
    this.#setState(newSession(sessionId, siteName));
    this.#keep();
  }

  #resumed(token: string): void {
    if (this.#state.kind !== 'in-session') return;
    this.#token = token;
    this.line.proven();
    this.#changeSession({ lostSince: null });
    this.#keep();
    this.#outbox.sendAll();
    this.resumed.tell();
  }

  #append(events: readonly CustomerEvent[]): void {
    if (this.#state.kind !== 'in-session') return;
    let appended: ReturnType<typeof withEvents>;
    try {
      appended = withEvents(this.#state, events);
    } catch {
      // A gap: what was missed is asked for by resuming from the last entry held.
      this.line.lost();
      return;
    }
    const { session, added } = appended;
    if (added.length === 0) return;
    const done = new Set(added.map(({ commandId }) => commandId));
    this.#outbox.settle(done);
    this.#setState({ ...session, pending: this.#outbox.pending });
    for (const id of done) this.requests.commandDone(id);
    if (isOver(session)) {
      this.#forget();
      this.#drop('the session is over');
    } else this.#keep();
  }

  #refused(refusal: Refused): void {
    switch (this.#state.kind) {
      case 'joining':
        this.#setState(this.#joining.refused(this.#state, refusal, this.#surroundings.now()));
        return;
      case 'in-session':
        if (refusal.code === 'resume-refused') {
          this.#forget();
          this.#setState({ kind: 'resume-refused', siteName: this.#state.siteName });
          this.#drop('the session is no longer open');
        } else if (meansNotAttached(refusal) || this.#state.lostSince !== null) {
          // The session cannot be taken up at this moment, e.g. while the console restarts; it will be.
          this.line.lost();
        } else if (refusal.commandId !== undefined) this.#commandRefused(refusal, refusal.commandId);
        else if (refusal.code === 'too-many-messages') this.#outbox.resendAfter(refusal.retryAfterMs);
        return;
      case 'connecting':
      case 'resume-refused':
        return;
    }
  }

  #commandRefused({ code, retryAfterMs }: Refused, id: string): void {
    if (code === 'could-not-save' || code === 'too-many-messages') {
      this.#outbox.resendAfter(retryAfterMs);
      this.requests.questionRefused(id, code);
    } else {
      this.#settle(id);
      this.requests.refused(id, code);
    }
  }

  #settle(id: string): void {
    if (!this.#outbox.settle(new Set([id]))) return;
    this.#changeSession({ pending: this.#outbox.pending });
    this.#keep();
  }

  #keep(): void {
    if (this.#state.kind !== 'in-session' || this.#token === undefined) return;
    const { sessionId, pending } = this.#state;
    this.#surroundings.kept.write({ sessionId, token: this.#token, pending: [...pending] });
  }

  #forget(): void {
    this.requests.giveUp();
    this.#iceServers = { iceServers: [] };
    this.#token = undefined;
    this.#joining.forget();
    this.#surroundings.kept.clear();
  }

  #changeSession(change: Partial<InSession>): void {
    if (this.#state.kind === 'in-session') this.#setState({ ...this.#state, ...change });
  }

  #setState(state: ClientState): void {
    this.#state = state;
    this.changed.tell();
  }
}
