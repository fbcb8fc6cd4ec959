import { randomBytes } from 'node:crypto';
import { request } from 'node:https';
import { WebSocket } from 'ws';
import type { CustomerEvent } from '../../../shared/session/session-event';
import type { CustomerCommand, CustomerMessage } from '../../../shared/wire/customer-message';
import { decodeSiteMessage } from '../../../shared/wire/decode';
import type { SiteMessage } from '../../../shared/wire/site-message';
import { wireVersion } from '../../../shared/wire/version';
import { bytesOfType, sha256, sidesOfBytes } from '../pictures';
import { PlayedFiles } from '../played/played-files';
import { submissionOf } from '../wire/customer-messages';
import { PlayedRoad } from '../wire/file-road-client';

/** An identifier of 128 random bits, as phones make them. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}

/** A phone as docs/protocol.md describes one, over a real WebSocket: it keeps its token, its log and its unanswered commands. */
export class SocketPhone {
  /** Every entry it was ever sent, by `seq`. */
  readonly seen = new Map<number, CustomerEvent>();
  /** Texts in the order they were typed; each must come to stand in the log once. */
  readonly typed: string[] = [];
  /** How often two entries of one `seq` differed; there must be none. */
  contradictions = 0;
  sessionId = '';
  /** The codes of all refusals, for a test that fails. */
  readonly refusals: string[] = [];
  /** The customer's files on it, which outlive every connection. */
  readonly files = new PlayedFiles();
  readonly #name: string;
  readonly #instance = randomId();
  readonly #pending = new Map<string, CustomerCommand>();
  readonly #waiters = new Set<(message: SiteMessage) => void>();
  #token = '';
  #isInSession = false;
  #socket: WebSocket | undefined;
  #pictures = 0;
  #port = 0;
  #sharesFiles = false;
  #road: PlayedRoad | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** Whether it is in its session, over a connection that is open. */
  get isConnected(): boolean {
    return this.#isInSession;
  }

  get lastSeq(): number {
    return Math.max(0, ...this.seen.keys());
  }

  get unanswered(): number {
    return this.#pending.size;
  }

  /** Joins with a key; resolves once it is in the queue. */
  async join(port: number, sessionKey: string): Promise<void> {
    const joined = this.#next('session-joined');
    this.#open(port, () =>
      this.#send({
        ...submissionOf({ id: randomId(), sessionKey, name: this.#name, instance: this.#instance }),
      }),
    );
    this.sessionId = (await joined).sessionId;
  }

  /** Takes its session up again. */
  resume(port: number): void {
    // What was asked of the console that was killed gets no answer.
    this.#waiters.clear();
    this.#open(port, () =>
      this.#send({
        kind: 'resume-session',
        version: wireVersion,
        sessionId: this.sessionId,
        token: this.#token,
        lastSeq: this.lastSeq,
        instance: this.#instance,
      }),
    );
  }

  /** Closes the connection for good. */
  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isInSession = false;
    this.#closeRoad();
    socket?.removeAllListeners();
    socket?.on('error', () => undefined);
    socket?.terminate();
  }

  /** Allows access to its files, and opens the road for them whenever it is connected. */
  shareFiles(): void {
    this.#sharesFiles = true;
    this.command({ kind: 'allow-file-access', id: randomId() });
    this.#requestRoad();
  }

  /** Types a message. */
  type(text: string): void {
    this.typed.push(text);
    this.command({ kind: 'send-chat-message', id: randomId(), text });
  }

  /** Gives a command, which is kept until it is answered. */
  command(command: CustomerCommand): void {
    this.#pending.set(command.id, command);
    // Until the session is taken up, a command waits for its turn among the unanswered ones.
    if (this.#isInSession) this.#send(command);
  }

  /** Uploads a picture of its own and shows it; gives up silently where the console goes away meanwhile. */
  async showPicture(port: number): Promise<void> {
    this.#pictures += 1;
    const bytes = bytesOfType('image/png', 20_000, this.#pictures);
    const id = randomId();
    const granted = new Promise<string>((resolve) => {
      const waiter = (message: SiteMessage): void => {
        if (message.kind === 'upload-granted' && message.id === id) resolve(message.path);
      };
      this.#waiters.add(waiter);
    });
    this.#send({ kind: 'request-upload', id, type: 'image/png', size: bytes.length });
    const path = await granted;
    if (!(await put(port, path, bytes))) return;
    this.command({
      kind: 'show-photo',
      id: randomId(),
      hash: sha256(bytes),
      ...sidesOfBytes,
      name: `${this.#name} ${this.#pictures}.png`,
      origin: 'photo',
    });
  }

  #open(port: number, greeted: () => void): void {
    this.close();
    this.#port = port;
    const socket = new WebSocket(`wss://127.0.0.1:${port}/session`, { rejectUnauthorized: false });
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#isInSession = false;
    });
    socket.on('message', (data: Buffer) => {
      const message = decodeSiteMessage(data.toString('utf8'));
      if (message === undefined || this.#socket !== socket) return;
      if (message.kind === 'welcome') greeted();
      this.#take(message);
    });
  }

  #take(message: SiteMessage): void {
    switch (message.kind) {
      case 'session-joined':
      case 'session-resumed':
        this.#token = message.token;
        this.#isInSession = true;
        for (const command of this.#pending.values()) this.#send(command);
        if (this.#sharesFiles) this.#requestRoad();
        break;
      case 'events':
        for (const event of message.events) {
          const known = this.seen.get(event.seq);
          if (known !== undefined && JSON.stringify(known) !== JSON.stringify(event))
            this.contradictions += 1;
          this.seen.set(event.seq, event);
          this.#pending.delete(event.commandId);
        }
        break;
      case 'command-done':
        this.#pending.delete(message.id);
        break;
      case 'refusal':
        this.refusals.push(message.code);
        // Refused for good; what the console could not take at this moment stays and is sent again.
        if (message.commandId !== undefined && message.retryAfterMs === undefined) {
          this.#pending.delete(message.commandId);
        }
        break;
      case 'file-road-granted':
        void this.#openRoad(message.path);
        break;
      case 'ping':
        this.#send({ kind: 'pong' });
        break;
      default:
        break;
    }
    for (const waiter of [...this.#waiters]) waiter(message);
  }

  #send(message: CustomerMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #requestRoad(): void {
    this.#send({ kind: 'request-file-road', id: randomId() });
  }

  /** Opens a granted road; where the console goes away meanwhile, the next road is asked for with the next resumption. */
  async #openRoad(path: string): Promise<void> {
    this.#closeRoad();
    const road = new PlayedRoad(`https://127.0.0.1:${this.#port}`, path, () => this.#closeRoad(road));
    this.#road = road;
    const status = await road.open((bytes) => this.files.take(bytes)).catch(() => 0);
    if (status === 200 && this.#road === road) this.files.open((bytes) => road.send(bytes));
  }

  #closeRoad(road = this.#road): void {
    if (road === undefined || this.#road !== road) return;
    this.#road = undefined;
    this.files.send = undefined;
    road.abort();
  }

  #next<Kind extends SiteMessage['kind']>(kind: Kind): Promise<Extract<SiteMessage, { kind: Kind }>> {
    return new Promise((resolve) => {
      const waiter = (message: SiteMessage): void => {
        if (message.kind !== kind) return;
        this.#waiters.delete(waiter);
        resolve(message as Extract<SiteMessage, { kind: Kind }>);
      };
      this.#waiters.add(waiter);
    });
  }
}

/** Whether the site took the bytes. */
function put(port: number, path: string, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const sending = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'PUT',
        rejectUnauthorized: false,
        agent: false,
        headers: { 'Content-Type': 'image/png', 'Content-Length': bytes.length },
      },
      (response) => {
        response.resume();
        response.on('close', () => resolve(response.statusCode === 201));
      },
    );
    sending.on('error', () => resolve(false));
    sending.end(bytes);
  });
}
