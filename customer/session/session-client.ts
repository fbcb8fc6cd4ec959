import { reduce } from '../../shared/session/reduce';
import type { CustomerEvent } from '../../shared/session/session-event';
import type { Connection } from '../../shared/wire/connection';
import type { CustomerCommand, CustomerMessage, SubmitSessionKey } from '../../shared/wire/customer-message';
import { decodeSiteMessage } from '../../shared/wire/decode';
import { pingIntervalMs, silenceLimitMs } from '../../shared/wire/limits';
import type { SiteMessage } from '../../shared/wire/site-message';
import { wireVersion } from '../../shared/wire/version';
import {
  type BroadcastAddress,
  ClientRequests,
  type FileRoadGrant,
  type PictureGrant,
  type PictureType,
  RequestRefusedError,
  type UploadGrant,
} from './client-requests';
import type { ClientState, InSession } from './client-state';
import type { KeptSessionStore } from './kept-session';

/** What the client needs of its surroundings; tests hand in their own. */
export interface ClientSurroundings {
  readonly connect: () => Promise<Connection>;
  readonly kept: KeptSessionStore;
  readonly newIdentifier: () => string;
  readonly now: () => number;
  /** Calls `action` once after `milliseconds`. Returns a function that cancels it. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

/** The servers through which video may find its way, and whether it must go through one. */
export type IceServers = Pick<Extract<SiteMessage, { kind: 'ice-servers' }>, 'iceServers' | 'relayOnly'>;

type WithoutId<Command> = Command extends CustomerCommand ? Omit<Command, 'id'> : never;
/** A command before it has its identifier. */
export type CommandBody = WithoutId<CustomerCommand>;

/** How a stroke that the representative draws goes on, or that it is taken back. */
export type StrokeMessage = Extract<SiteMessage, { kind: 'stroke-batch' | 'stroke-cancelled' }>;

const firstRetryMs = 300;
const longestRetryMs = 2_000;

/** The phone's end of a session: joins, keeps the log, sends each command until it is done, and comes back after a loss. */
export class SessionClient {
  readonly #surroundings: ClientSurroundings;
  readonly #listeners = new Set<() => void>();
  readonly #signalListeners = new Set<(peerId: string, data: string) => void>();
  readonly #strokeListeners = new Set<(message: StrokeMessage) => void>();
  readonly #resumeListeners = new Set<() => void>();
  readonly #requests = new ClientRequests();
  #iceServers: IceServers = { iceServers: [] };
  #state: ClientState = { kind: 'connecting', failedAttempts: 0 };
  #connection: Connection | undefined;
  #isConnecting = false;
  #isClosed = false;
  #submission: SubmitSessionKey | undefined;
  #token: string | undefined;
  #retryMs = firstRetryMs;
  #heardAt = 0;
  #cancelRetry: (() => void) | undefined;
  #cancelPing: (() => void) | undefined;
  /** Set while the site has asked to wait: commands are kept meanwhile, so that they stay in order. */
  #cancelResend: (() => void) | undefined;

  constructor(surroundings: ClientSurroundings) {
    this.#surroundings = surroundings;
    const kept = surroundings.kept.read();
    if (kept !== undefined) {
      this.#token = kept.token;
      this.#state = {
        ...newSession(kept.sessionId, ''),
        pending: kept.pending,
        lostSince: surroundings.now(),
      };
    }
  }

  readonly getState = (): ClientState => this.#state;

  /** Calls `listener` after each change of state. Returns its unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls `listener` with each WebRTC signal of the console. Returns its unsubscribe. */
  onSignal(listener: (peerId: string, data: string) => void): () => void {
    this.#signalListeners.add(listener);
    return () => this.#signalListeners.delete(listener);
  }

  /** Calls `listener` with what the representative draws at this moment. Returns its unsubscribe. */
  onStroke(listener: (message: StrokeMessage) => void): () => void {
    this.#strokeListeners.add(listener);
    return () => this.#strokeListeners.delete(listener);
  }

  /** Calls `listener` each time the session was taken up again. Returns its unsubscribe. */
  onResumed(listener: () => void): () => void {
    this.#resumeListeners.add(listener);
    return () => this.#resumeListeners.delete(listener);
  }

  /** The servers for this session's peer connections; none until the site has told them. */
  readonly iceServers = (): IceServers => this.#iceServers;

  /** Connects to the site, now and whenever the connection is lost; does nothing once the session is over. */
  start(): void {
    // A page that slept finds a dead connection before its own timers do.
    if (this.#connection !== undefined && this.#isSilent()) this.#lost();
    if (this.#connection !== undefined || this.#isConnecting || !this.#needsConnection()) return;
    this.#stopRetrying();
    this.#isConnecting = true;
    this.#surroundings.connect().then(
      (connection) => {
        this.#isConnecting = false;
        if (this.#needsConnection()) this.#connected(connection);
        else connection.close('the page is done');
      },
      () => {
        this.#isConnecting = false;
        this.#failed();
        this.#retryLater();
      },
    );
  }

  /** Asks to join with a session key. */
  submit(submission: Pick<SubmitSessionKey, 'sessionKey' | 'name' | 'description' | 'device'>): void {
    // A second submission with an identifier of its own would be refused: the first uses the key up.
    if (this.#state.kind !== 'joining' || this.#state.isSubmitting) return;
    this.#submission = {
      kind: 'submit-session-key',
      version: wireVersion,
      id: this.#submissionId(submission),
      ...submission,
    };
    this.#setState({ ...this.#state, isSubmitting: true, problem: null });
    this.#send(this.#submission);
  }

  /** Takes away what the last refusal said, e.g. when the customer corrects the key. */
  clearProblem(): void {
    if (this.#state.kind === 'joining' && this.#state.problem !== null) {
      this.#setState({ ...this.#state, problem: null });
    }
  }

  /** Carries out a command: now, or once the connection is back. Returns its identifier. */
  command(body: CommandBody): string {
    const id = this.#surroundings.newIdentifier();
    const command: CustomerCommand = { ...body, id };
    if (this.#state.kind !== 'in-session' || isOver(this.#state)) return id;
    const { pending, lostSince } = this.#state;
    const kept = lostSince === null ? pending : pending.filter((before) => !isReplacedBy(before, command));
    this.#setState({ ...this.#state, pending: [...kept, command] });
    this.#keep();
    if (lostSince === null && this.#cancelResend === undefined) this.#send(command);
    return id;
  }

  /** Whether a command of this kind has not been carried out yet. */
  isPending(kind: CustomerCommand['kind']): boolean {
    return this.#state.kind === 'in-session' && this.#state.pending.some((command) => command.kind === kind);
  }

  /** Carries out a command and resolves once it is done; rejects with a RequestRefusedError where it cannot be. */
  carryOut(body: CommandBody): Promise<void> {
    if (this.#state.kind !== 'in-session') return Promise.reject(new RequestRefusedError('session-left'));
    return this.#requests.command(this.command(body));
  }

  /** Asks for a way to upload a picture of `size` bytes. Rejects with a RequestRefusedError. */
  requestUpload(type: PictureType, size: number): Promise<UploadGrant> {
    const id = this.#surroundings.newIdentifier();
    if (!this.#isInTouch()) return Promise.reject(new RequestRefusedError('no-connection'));
    const granted = this.#requests.upload(id);
    this.#send({ kind: 'request-upload', id, type, size });
    return granted;
  }

  /** Asks for a way to fetch the frozen picture that the log names. Rejects with a RequestRefusedError. */
  requestPicture(hash: string): Promise<PictureGrant> {
    const id = this.#surroundings.newIdentifier();
    if (!this.#isInTouch()) return Promise.reject(new RequestRefusedError('no-connection'));
    const granted = this.#requests.picture(id);
    this.#send({ kind: 'request-picture', id, hash });
    return granted;
  }

  /** Asks for an address with which a broadcaster app can share the screen. Rejects with a RequestRefusedError. */
  openBroadcast(): Promise<BroadcastAddress> {
    const id = this.#surroundings.newIdentifier();
    if (!this.#isInTouch()) return Promise.reject(new RequestRefusedError('no-connection'));
    const opened = this.#requests.broadcast(id);
    this.#send({ kind: 'open-broadcast', id });
    return opened;
  }

  /** Asks for a way to open the file road. Rejects with a RequestRefusedError. */
  requestFileRoad(): Promise<FileRoadGrant> {
    const id = this.#surroundings.newIdentifier();
    if (!this.#isInTouch()) return Promise.reject(new RequestRefusedError('no-connection'));
    const granted = this.#requests.fileRoad(id);
    this.#send({ kind: 'request-file-road', id });
    return granted;
  }

  /** Sends what is worth nothing later: a signal or that the customer writes. */
  sendNow(message: Extract<CustomerMessage, { kind: 'signal' | 'report-typing' }>): void {
    if (this.#isInTouch()) this.#send(message);
  }

  /** Forgets the session that has ended, or is no longer open, and begins at the join page. */
  startAnother(): void {
    this.#forget();
    this.#drop('another session begins');
    this.#retryMs = firstRetryMs;
    this.#setState({ kind: 'connecting', failedAttempts: 0 });
    this.start();
  }

  /** Closes the connection for good; nothing runs afterwards. */
  close(): void {
    this.#isClosed = true;
    this.#stopRetrying();
    this.#drop('the page is done');
  }

  #isInTouch(): boolean {
    return this.#state.kind === 'in-session' && this.#state.lostSince === null;
  }

  #needsConnection(): boolean {
    if (this.#isClosed || this.#state.kind === 'resume-refused') return false;
    return this.#state.kind !== 'in-session' || !isOver(this.#state);
  }

  #isSilent(): boolean {
    return this.#surroundings.now() - this.#heardAt > silenceLimitMs;
  }

  #stopRetrying(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  #failed(): void {
    if (this.#state.kind === 'connecting') {
      this.#setState({ kind: 'connecting', failedAttempts: this.#state.failedAttempts + 1 });
    }
  }

  #connected(connection: Connection): void {
    this.#connection = connection;
    this.#heardAt = this.#surroundings.now();
    connection.onReceive((text) => {
      if (this.#connection !== connection) return;
      this.#heardAt = this.#surroundings.now();
      const message = decodeSiteMessage(text);
      if (message !== undefined) this.#receive(message);
    });
    connection.onClose(() => {
      if (this.#connection === connection) this.#lost();
    });
    this.#ping();
  }

  #ping(): void {
    this.#cancelPing = this.#surroundings.after(pingIntervalMs, () => {
      if (this.#isSilent()) {
        this.#lost();
        return;
      }
      this.#send({ kind: 'ping' });
      this.#ping();
    });
  }

  #lost(): void {
    this.#drop('lost');
    this.#requests.connectionLost();
    const { now } = this.#surroundings;
    if (this.#state.kind === 'in-session' && this.#state.lostSince === null && !isOver(this.#state)) {
      this.#setState({ ...this.#state, lostSince: now(), typingAt: null });
    } else if (this.#state.kind === 'joining') {
      this.#setState({ ...this.#state, isConnected: false });
    } else this.#failed();
    this.#retryLater();
  }

  #drop(reason: string): void {
    this.#cancelPing?.();
    this.#cancelPing = undefined;
    this.#cancelResend?.();
    this.#cancelResend = undefined;
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.close(reason);
  }

  #retryLater(): void {
    if (!this.#needsConnection() || this.#cancelRetry !== undefined) return;
    this.#cancelRetry = this.#surroundings.after(this.#retryMs, () => {
      this.#cancelRetry = undefined;
      this.start();
    });
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
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
      case 'session-joined': {
        const siteName = this.#state.kind === 'joining' ? this.#state.siteName : '';
        this.#token = message.token;
        this.#submission = undefined;
        this.#retryMs = firstRetryMs;
        this.#setState(newSession(message.sessionId, siteName));
        this.#keep();
        return;
      }
      case 'session-resumed':
        this.#resumed(message.token);
        return;
      case 'queue-position-changed':
        if (this.#state.kind === 'in-session') {
          this.#setState({ ...this.#state, position: message.position });
        }
        return;
      case 'events':
        this.#append(message.events);
        return;
      case 'command-done':
        this.#done(message.id);
        this.#requests.commandDone(message.id);
        return;
      case 'upload-granted':
        this.#requests.uploadGranted(message);
        return;
      case 'picture-granted':
        this.#requests.pictureGranted(message);
        return;
      case 'broadcast-opened':
        this.#requests.broadcastOpened(message);
        return;
      case 'file-road-granted':
        this.#requests.fileRoadGranted(message);
        return;
      case 'ice-servers':
        this.#iceServers = message;
        return;
      case 'refusal':
        this.#refused(message);
        return;
      case 'signal':
        for (const listener of [...this.#signalListeners]) listener(message.peerId, message.data);
        return;
      case 'stroke-batch':
      case 'stroke-cancelled':
        for (const listener of [...this.#strokeListeners]) listener(message);
        return;
      case 'representative-typing':
        if (this.#state.kind === 'in-session') {
          this.#setState({ ...this.#state, typingAt: this.#surroundings.now() });
        }
        return;
      case 'ping':
        this.#send({ kind: 'pong' });
        return;
      case 'pong':
        return;
    }
  }

  #welcomed({ siteName, availability }: Extract<SiteMessage, { kind: 'welcome' }>): void {
    if (this.#state.kind === 'in-session') {
      if (isOver(this.#state) || this.#token === undefined) return;
      this.#setState({ ...this.#state, siteName });
      this.#send({
        kind: 'resume-session',
        version: wireVersion,
        sessionId: this.#state.sessionId,
        token: this.#token,
        lastSeq: this.#state.state?.lastSeq ?? 0,
      });
      return;
    }
    if (this.#state.kind === 'resume-refused') return;
    this.#retryMs = firstRetryMs;
    const before = this.#state.kind === 'joining' ? this.#state : undefined;
    this.#setState({
      kind: 'joining',
      siteName,
      availability,
      isConnected: true,
      isSubmitting: before?.isSubmitting ?? false,
      problem: before?.problem ?? null,
    });
    // The answer to a submission may have been lost with the connection: the same one again is answered again.
    if (this.#submission !== undefined && before?.isSubmitting === true) this.#send(this.#submission);
  }

  #resumed(token: string): void {
    if (this.#state.kind !== 'in-session') return;
    this.#token = token;
    this.#retryMs = firstRetryMs;
    this.#setState({ ...this.#state, lostSince: null });
    this.#keep();
    this.#sendPending();
    for (const listener of [...this.#resumeListeners]) listener();
  }

  #append(events: readonly CustomerEvent[]): void {
    if (this.#state.kind !== 'in-session') return;
    let { state } = this.#state;
    const added: CustomerEvent[] = [];
    try {
      for (const event of events) {
        if (event.seq <= (state?.lastSeq ?? 0)) continue;
        state = reduce(state ?? undefined, event);
        added.push(event);
      }
    } catch {
      // A gap: what was missed is asked for by resuming from the last entry held.
      this.#drop('the log has a gap');
      this.#lost();
      return;
    }
    if (added.length === 0) return;
    const done = new Set(added.map(({ commandId }) => commandId));
    this.#setState({
      ...this.#state,
      state,
      events: [...this.#state.events, ...added],
      pending: this.#state.pending.filter(({ id }) => !done.has(id)),
      typingAt: added.some(({ by, kind }) => by === 'representative' && kind === 'chat-message-sent')
        ? null
        : this.#state.typingAt,
    });
    for (const id of done) this.#requests.commandDone(id);
    if (isOver(this.#state)) this.#finish();
    else this.#keep();
  }

  #refused(refusal: Extract<SiteMessage, { kind: 'refusal' }>): void {
    switch (this.#state.kind) {
      case 'joining':
        this.#submissionRefused(refusal);
        return;
      case 'in-session':
        if (refusal.code === 'resume-refused') this.#resumeRefused(this.#state.siteName);
        else if (meansNotAttached(refusal) || this.#state.lostSince !== null) {
          // The session cannot be taken up at this moment, e.g. while the console restarts; it will be.
          this.#lost();
        } else if (refusal.commandId !== undefined) this.#commandRefused(refusal, refusal.commandId);
        else if (refusal.code === 'too-many-messages') this.#resendAfter(refusal.retryAfterMs);
        return;
      case 'connecting':
      case 'resume-refused':
        return;
    }
  }

  /** The same again keeps its identifier: the site may have used the key up before it refused for another reason. */
  #submissionId({
    sessionKey,
    name,
    description,
  }: Omit<SubmitSessionKey, 'kind' | 'version' | 'id'>): string {
    const before = this.#submission;
    const isSame =
      before?.sessionKey === sessionKey && before.name === name && before.description === description;
    return isSame ? before.id : this.#surroundings.newIdentifier();
  }

  #submissionRefused({ code, commandId, retryAfterMs }: Extract<SiteMessage, { kind: 'refusal' }>): void {
    if (this.#state.kind !== 'joining') return;
    if (commandId !== undefined && commandId !== this.#submission?.id) return;
    const until = retryAfterMs === undefined ? null : this.#surroundings.now() + retryAfterMs;
    this.#setState({ ...this.#state, isSubmitting: false, problem: { code, until } });
  }

  #resumeRefused(siteName: string): void {
    this.#forget();
    this.#setState({ kind: 'resume-refused', siteName });
    this.#drop('the session is no longer open');
  }

  #commandRefused({ code, retryAfterMs }: Extract<SiteMessage, { kind: 'refusal' }>, id: string): void {
    if (code === 'could-not-save' || code === 'too-many-messages') {
      this.#resendAfter(retryAfterMs);
      this.#requests.questionRefused(id, code);
    } else {
      this.#settle(id);
      this.#requests.refused(id, code);
    }
  }

  /** Sends everything pending again later; what has been carried out meanwhile is only answered again. */
  #resendAfter(milliseconds = 2_000): void {
    this.#cancelResend ??= this.#surroundings.after(milliseconds, () => {
      this.#cancelResend = undefined;
      this.#sendPending();
    });
  }

  #sendPending(): void {
    if (this.#state.kind !== 'in-session' || this.#state.lostSince !== null) return;
    for (const command of this.#state.pending) this.#send(command);
  }

  #done(id: string): void {
    if (this.#state.kind !== 'in-session') return;
    const command = this.#state.pending.find((pending) => pending.id === id);
    // A message stays on screen as on its way until its entry in the log comes.
    if (command?.kind !== 'send-chat-message') this.#settle(id);
  }

  #settle(id: string): void {
    if (this.#state.kind !== 'in-session') return;
    const pending = this.#state.pending.filter((command) => command.id !== id);
    if (pending.length === this.#state.pending.length) return;
    this.#setState({ ...this.#state, pending });
    this.#keep();
  }

  #finish(): void {
    this.#forget();
    this.#drop('the session is over');
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
    this.#submission = undefined;
    this.#surroundings.kept.clear();
  }

  #send(message: CustomerMessage): void {
    this.#connection?.send(JSON.stringify(message));
  }

  #setState(state: ClientState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether the session has ended or the customer was turned away. */
export function isOver({ state }: InSession): boolean {
  return state?.phase === 'ended' || state?.phase === 'turned-away';
}

/** Whether a refusal says that this connection is in no session, so that nothing sent on it counts. */
function meansNotAttached({ code, commandId }: Extract<SiteMessage, { kind: 'refusal' }>): boolean {
  if (code === 'could-not-save') return commandId === undefined;
  return code === 'nobody-available' || code === 'not-in-session';
}

/** Whether `before`, not yet sent, says nothing that `command` does not say anew. */
function isReplacedBy(before: CustomerCommand, command: CustomerCommand): boolean {
  return (
    before.kind === command.kind &&
    (command.kind === 'report-visibility' ||
      command.kind === 'mark-delivered' ||
      command.kind === 'mark-seen' ||
      command.kind === 'open-tab')
  );
}

function newSession(sessionId: string, siteName: string): InSession {
  return {
    kind: 'in-session',
    siteName,
    sessionId,
    state: null,
    events: [],
    position: null,
    pending: [],
    lostSince: null,
    typingAt: null,
  };
}
