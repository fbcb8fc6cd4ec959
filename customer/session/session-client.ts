import { Listeners } from '../../shared/listeners';
import type { CustomerEvent } from '../../shared/session/session-event';
import type { CustomerCommand, CustomerMessage } from '../../shared/wire/customer-message';
import { type AnswerTo, type QuestionBody, type QuestionKind, questionOf } from '../../shared/wire/questions';
import {
  afterLoss,
  type ClientState,
  type IceServers,
  type InSession,
  isInTouch,
  isOver,
  keptSession,
  meansNotAttached,
  needsConnection,
  newSession,
  resumption,
  type StrokeMessage,
  type Told,
  withEvents,
} from './client-state';
import { Joining, type Submission } from './joining';
import type { KeptSessionStore } from './kept-session';
import { type CommandBody, Outbox } from './outbox';
import { PendingRequests, RequestRefusedError } from './pending-requests';
import { type Received, SiteConnection, type SiteConnectionSurroundings } from './site-connection';

/** What the client needs of its surroundings; tests hand in their own. */
export interface ClientSurroundings extends SiteConnectionSurroundings {
  readonly kept: KeptSessionStore;
  readonly newIdentifier: () => string;
}

/** The phone's end of a session: joins, keeps the log, sends each command until it is done, and comes back after a loss. */
export class SessionClient {
  readonly #surroundings: ClientSurroundings;
  readonly #changed = new Listeners<[]>();
  readonly #signalled = new Listeners<[peerId: string, data: string]>();
  readonly #stroked = new Listeners<[message: StrokeMessage]>();
  readonly #resumed = new Listeners<[]>();
  readonly #requests = new PendingRequests();
  readonly #connection: SiteConnection;
  readonly #outbox: Outbox;
  readonly #joining: Joining;
  /** Proves to the console that a new connection is this very page's; a reload makes another, and nothing keeps it. */
  readonly #instance: string;
  #iceServers: IceServers = { iceServers: [] };
  #state: ClientState = { kind: 'connecting', failedAttempts: 0 };
  #isClosed = false;
  #token: string | undefined;

  constructor(surroundings: ClientSurroundings) {
    this.#surroundings = surroundings;
    this.#instance = surroundings.newIdentifier();
    this.#connection = new SiteConnection(surroundings, {
      needsConnection: () => !this.#isClosed && needsConnection(this.#state),
      receive: (message) => this.#receive(message),
      failed: () => this.#setState(afterLoss(this.#state, surroundings.now())),
      lost: (since) => this.#lost(since),
    });
    this.#outbox = new Outbox((command) => this.#connection.send(command), surroundings.after);
    this.#joining = new Joining(surroundings.newIdentifier, this.#instance);
    const kept = surroundings.kept.read();
    if (kept !== undefined) {
      this.#token = kept.token;
      this.#outbox.begin(kept.pending);
      this.#state = keptSession(kept, surroundings.now());
    }
  }

  readonly getState = (): ClientState => this.#state;

  /** Calls a listener after each change of state. Returns its unsubscribe. */
  readonly subscribe = this.#changed.add;

  /** Calls a listener with each WebRTC signal of the console. Returns its unsubscribe. */
  readonly onSignal = this.#signalled.add;

  /** Calls a listener with what the representative draws at this moment. Returns its unsubscribe. */
  readonly onStroke = this.#stroked.add;

  /** Calls a listener each time the session was taken up again. Returns its unsubscribe. */
  readonly onResumed = this.#resumed.add;

  /** Returns the servers for this session's peer connections; none until the site has named them. */
  readonly iceServers = (): IceServers => this.#iceServers;

  /** Connects to the site, now and whenever the connection is lost; does nothing once the session is over. */
  start(): void {
    this.#connection.start();
  }

  /** Asks to join with a session key. */
  submit(submission: Submission): void {
    // A second submission with an identifier of its own would be refused: the first uses the key up.
    if (this.#state.kind !== 'joining' || this.#state.isSubmitting) return;
    const message = this.#joining.submit(submission);
    this.#setState({ ...this.#state, isSubmitting: true, problem: null });
    this.#connection.send(message);
  }

  /** Takes away what the last refusal said, e.g. when the customer corrects the key. */
  clearProblem(): void {
    if (this.#state.kind === 'joining' && this.#state.problem !== null) {
      this.#setState({ ...this.#state, problem: null });
    }
  }

  /** Carries out a command: now, or once the connection is back; after the end it is nothing. Returns its identifier. */
  command(body: CommandBody): string {
    const command: CustomerCommand = { ...body, id: this.#surroundings.newIdentifier() };
    if (this.#state.kind !== 'in-session' || isOver(this.#state)) return command.id;
    const inTouch = isInTouch(this.#state);
    this.#outbox.add(command, inTouch);
    this.#changeSession({ pending: this.#outbox.pending });
    this.#keep();
    if (inTouch) this.#outbox.sendNew(command);
    return command.id;
  }

  /** Returns whether a command of this kind has not been carried out yet. */
  isPending(kind: CustomerCommand['kind']): boolean {
    return this.#state.kind === 'in-session' && this.#state.pending.some((command) => command.kind === kind);
  }

  /** Carries out a command and resolves once it is done. Rejects with a RequestRefusedError where it cannot be. */
  carryOut(body: CommandBody): Promise<void> {
    if (this.#state.kind !== 'in-session') return Promise.reject(new RequestRefusedError('session-left'));
    return this.#requests.command(this.command(body));
  }

  /** Asks the site a question, once. Rejects with a RequestRefusedError where it is refused, or the connection is lost. */
  ask<Kind extends QuestionKind>(kind: Kind, body: QuestionBody<Kind>): Promise<AnswerTo<Kind>> {
    if (!isInTouch(this.#state)) return Promise.reject(new RequestRefusedError('no-connection'));
    const id = this.#surroundings.newIdentifier();
    const question = questionOf(kind, id, body);
    if (question === undefined) return Promise.reject(new RequestRefusedError('invalid-message'));
    const answer = this.#requests.question(kind, id);
    this.#connection.send(question);
    return answer;
  }

  /** Sends what is worth nothing later: a signal or that the customer writes. */
  sendNow(message: Extract<CustomerMessage, { kind: 'signal' | 'report-typing' }>): void {
    if (isInTouch(this.#state)) this.#connection.send(message);
  }

  /** Forgets the session that has ended, or is no longer open, and begins at the join page. */
  startAnother(): void {
    this.#forget();
    this.#drop('another session begins');
    this.#connection.proven();
    this.#setState({ kind: 'connecting', failedAttempts: 0 });
    this.#connection.start();
  }

  /** Closes the connection for good; nothing runs afterwards. */
  close(): void {
    this.#isClosed = true;
    this.#outbox.stopResending();
    this.#connection.close();
  }

  #lost(since: number): void {
    this.#outbox.stopResending();
    this.#requests.connectionLost();
    this.#setState(afterLoss(this.#state, since));
  }

  #drop(reason: string): void {
    this.#outbox.stopResending();
    this.#connection.drop(reason);
  }

  #receive(message: Received): void {
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
        this.#takenUp(message.token);
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
        this.#requests.done(message.id);
        return;
      case 'stroke-batch':
      case 'stroke-cancelled':
        this.#stroked.tell(message);
        return;
      case 'ice-servers':
        this.#iceServers = message;
        return;
      case 'refusal':
        this.#refused(message);
        return;
      case 'signal':
        this.#signalled.tell(message.peerId, message.data);
        return;
      case 'representative-typing':
        this.#changeSession({ typingAt: this.#surroundings.now() });
        return;
      default:
        this.#requests.answered(message);
    }
  }

  #welcomed(welcome: Told<'welcome'>): void {
    const before = this.#state;
    if (before.kind === 'in-session') {
      if (isOver(before) || this.#token === undefined) return;
      this.#setState({ ...before, siteName: welcome.siteName });
      this.#connection.send(resumption(before, this.#token, this.#instance));
      return;
    }
    if (before.kind === 'resume-refused') return;
    this.#connection.proven();
    this.#setState(this.#joining.welcomed(before, welcome));
    const unanswered = this.#joining.unanswered(before);
    if (unanswered !== undefined) this.#connection.send(unanswered);
  }

  #joined({ sessionId, token }: Told<'session-joined'>): void {
    const siteName = this.#state.kind === 'joining' ? this.#state.siteName : '';
    this.#token = token;
    this.#joining.forget();
    this.#connection.proven();
    this.#outbox.begin([]);
    this.#setState(newSession(sessionId, siteName));
    this.#keep();
  }

  #takenUp(token: string): void {
    if (this.#state.kind !== 'in-session') return;
    this.#token = token;
    this.#connection.proven();
    this.#changeSession({ lostSince: null });
    this.#keep();
    this.#outbox.sendAll();
    this.#resumed.tell();
  }

  #append(events: readonly CustomerEvent[]): void {
    if (this.#state.kind !== 'in-session') return;
    const appended = withEvents(this.#state, events);
    if (appended === null) {
      // A gap: what was missed is asked for by resuming from the last entry held.
      this.#connection.lost();
      return;
    }
    const { session, added } = appended;
    if (added.length === 0) return;
    const done = new Set(added.map(({ commandId }) => commandId));
    this.#outbox.settle(done);
    this.#setState({ ...session, pending: this.#outbox.pending });
    for (const id of done) this.#requests.done(id);
    if (isOver(session)) {
      this.#forget();
      this.#drop('the session is over');
    } else this.#keep();
  }

  #refused(refusal: Told<'refusal'>): void {
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
          this.#connection.lost();
        } else if (refusal.commandId !== undefined) this.#commandRefused(refusal, refusal.commandId);
        else if (refusal.code === 'too-many-messages') this.#outbox.resendAfter(refusal.retryAfterMs);
        return;
      case 'connecting':
      case 'resume-refused':
        return;
    }
  }

  #commandRefused({ code, retryAfterMs }: Told<'refusal'>, id: string): void {
    if (code === 'could-not-save' || code === 'too-many-messages') {
      this.#outbox.resendAfter(retryAfterMs);
      this.#requests.questionRefused(id, code);
    } else {
      this.#settle(id);
      this.#requests.refused(id, code);
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
    this.#requests.giveUp();
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
    this.#changed.tell();
  }
}
