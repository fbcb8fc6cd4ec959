import type { PictureType } from '../../shared/blob';
import type { CustomerCommand, CustomerMessage } from '../../shared/wire/customer-message';
import { ClientMachine, type StrokeMessage } from './client-machine';

import {
  type BroadcastAddress,
  type FileRoadGrant,
  type PictureGrant,
  RequestRefusedError,
  type UploadGrant,
} from './client-requests';
import type { ClientState } from './client-state';
import type { ClientSurroundings, IceServers } from './client-surroundings';
import type { Submission } from './joining';

type WithoutId<Command> = Command extends CustomerCommand ? Omit<Command, 'id'> : never;
/** A command before it has its identifier. */
export type CommandBody = WithoutId<CustomerCommand>;

/** The phone's end of a session: joins, keeps the log, sends each command until it is done, and comes back after a loss. */
export class SessionClient {
  readonly #newIdentifier: () => string;
  readonly #machine: ClientMachine;

  constructor(surroundings: ClientSurroundings) {
    this.#newIdentifier = surroundings.newIdentifier;
    this.#machine = new ClientMachine(surroundings);
  }

  readonly getState = (): ClientState => this.#machine.state;

  /** Calls `listener` after each change of state. Returns its unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => this.#machine.changed.add(listener);

  /** Calls `listener` with each WebRTC signal of the console. Returns its unsubscribe. */
  onSignal(listener: (peerId: string, data: string) => void): () => void {
    return this.#machine.signalled.add(listener);
  }

  /** Calls `listener` with what the representative draws at this moment. Returns its unsubscribe. */
  onStroke(listener: (message: StrokeMessage) => void): () => void {
    return this.#machine.stroked.add(listener);
  }

  /** Calls `listener` each time the session was taken up again. Returns its unsubscribe. */
  onResumed(listener: () => void): () => void {
    return this.#machine.resumed.add(listener);
  }

  /** The servers for this session's peer connections; none until the site has told them. */
  readonly iceServers = (): IceServers => this.#machine.iceServers;

  /** Connects to the site, now and whenever the connection is lost; does nothing once the session is over. */
  start(): void {
    this.#machine.line.start();
  }

  /** Asks to join with a session key. */
  submit(submission: Submission): void {
    this.#machine.submit(submission);
  }

  /** Takes away what the last refusal said, e.g. when the customer corrects the key. */
  clearProblem(): void {
    this.#machine.clearProblem();
  }

  /** Carries out a command: now, or once the connection is back. Returns its identifier. */
  command(body: CommandBody): string {
    const id = this.#newIdentifier();
    this.#machine.command({ ...body, id });
    return id;
  }

  /** Whether a command of this kind has not been carried out yet. */
  isPending(kind: CustomerCommand['kind']): boolean {
    const state = this.getState();
    return state.kind === 'in-session' && state.pending.some((command) => command.kind === kind);
  }

  /** Carries out a command and resolves once it is done; rejects with a RequestRefusedError where it cannot be. */
  carryOut(body: CommandBody): Promise<void> {
    if (this.getState().kind !== 'in-session') return Promise.reject(new RequestRefusedError('session-left'));
    return this.#machine.requests.command(this.command(body));
  }

  /** Asks for a way to upload a picture of `size` bytes. Rejects with a RequestRefusedError. */
  requestUpload(type: PictureType, size: number): Promise<UploadGrant> {
    const id = this.#newIdentifier();
    const { line, requests, isInTouch } = this.#machine;
    if (!isInTouch) return Promise.reject(new RequestRefusedError('no-connection'));
    const granted = requests.upload(id);
    line.send({ kind: 'request-upload', id, type, size });
    return granted;
  }

  /** Asks for a way to fetch the frozen picture that the log names. Rejects with a RequestRefusedError. */
  requestPicture(hash: string): Promise<PictureGrant> {
    const id = this.#newIdentifier();
    const { line, requests, isInTouch } = this.#machine;
    if (!isInTouch) return Promise.reject(new RequestRefusedError('no-connection'));
    const granted = requests.picture(id);
    line.send({ kind: 'request-picture', id, hash });
    return granted;
  }

  /** Asks for an address with which a broadcaster app can share the screen. Rejects with a RequestRefusedError. */
  openBroadcast(): Promise<BroadcastAddress> {
    const id = this.#newIdentifier();
    const { line, requests, isInTouch } = this.#machine;
    if (!isInTouch) return Promise.reject(new RequestRefusedError('no-connection'));
    const opened = requests.broadcast(id);
    line.send({ kind: 'open-broadcast', id });
    return opened;
  }

  /** Asks for a way to open the file road. Rejects with a RequestRefusedError. */
  requestFileRoad(): Promise<FileRoadGrant> {
    const id = this.#newIdentifier();
    const { line, requests, isInTouch } = this.#machine;
    if (!isInTouch) return Promise.reject(new RequestRefusedError('no-connection'));
    const granted = requests.fileRoad(id);
    line.send({ kind: 'request-file-road', id });
    return granted;
  }

  /** Sends what is worth nothing later: a signal or that the customer writes. */
  sendNow(message: Extract<CustomerMessage, { kind: 'signal' | 'report-typing' }>): void {
    if (this.#machine.isInTouch) this.#machine.line.send(message);
  }

  /** Forgets the session that has ended, or is no longer open, and begins at the join page. */
  startAnother(): void {
    this.#machine.startAnother();
  }

  /** Closes the connection for good; nothing runs afterwards. */
  close(): void {
    this.#machine.close();
  }
}
