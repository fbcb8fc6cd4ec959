import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock';
import type { Budgets } from './budgets';
import { GrowingBuffer } from './growing-buffer';
import { answerPlainly } from './plain-answer';
import { limitedAddress } from './remote-address';

/** How long a request and its answer may take. */
export interface ExchangeDeadlines {
  /** Milliseconds for all of it, but for what `leastBytesPerSecond` allows on top. */
  readonly totalMs: number;
  /** Milliseconds without a byte after which a body is given up. */
  readonly idleMs: number;
  /** Milliseconds in which an answer that stays open must move what waits, or as much as the rate asks. */
  readonly stallMs: number;
  /** Milliseconds from the end of an answer, or from a refusal whose body is not read, to the end of its socket. */
  readonly closeMs: number;
  readonly leastBytesPerSecond: number;
}

/** A body that brings nothing for this long is given up; in milliseconds. */
export const uploadIdleMs = 15_000;

export const exchangeDeadlines: ExchangeDeadlines = {
  totalMs: 30_000,
  idleMs: uploadIdleMs,
  stallMs: 30_000,
  closeMs: 2_000,
  leastBytesPerSecond: 8 * 1024,
};

export type RequestBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  /** The memory for bodies is used up; worth another try in a moment. */
  | { readonly kind: 'no-room' }
  /** The sender went away, or took longer than it may. */
  | { readonly kind: 'gone' };

const methodsWithBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
const sentAtOnce = 64 * 1024;
/** Pieces a body may come in: any network sends larger ones than this, but for the first few. */
const piecesForNothing = 1024;
const smallPieceBytes = 256;

/** What every request is answered through: neither its body nor its answer outlives its deadlines, whatever the other end does. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The address limits are counted by. */
  readonly address: string;
  readonly #clock: Clock;
  readonly #deadlines: ExchangeDeadlines;
  readonly #budgets: Budgets;
  readonly #hasBody: boolean;
  readonly #mayGoOn: boolean;
  readonly #beganAt: number;
  readonly #cleanUps: (() => void)[] = [];
  #cancelTotal: () => void;
  #cancelStall: (() => void) | undefined;
  #written = 0;
  #isClosing = false;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    context: { readonly clock: Clock; readonly deadlines: ExchangeDeadlines; readonly budgets: Budgets },
  ) {
    this.request = request;
    this.response = response;
    this.address = limitedAddress(request.socket.remoteAddress);
    this.#clock = context.clock;
    this.#deadlines = context.deadlines;
    this.#budgets = context.budgets;
    const { 'transfer-encoding': coding, 'content-length': length } = request.headers;
    this.#hasBody = coding !== undefined || Number(length ?? 0) > 0;
    this.#beganAt = this.#clock.now();
    this.#cancelTotal = this.#clock.setTimer(() => this.destroy(), this.#deadlines.totalMs);
    this.#mayGoOn = response.shouldKeepAlive;
    // Where a body was not read, the socket cannot be used again.
    if (this.#hasBody) response.shouldKeepAlive = false;
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    response.on('close', () => {
      this.#cancelTotal();
      this.#cancelStall?.();
      for (const cleanUp of this.#cleanUps.splice(0)) cleanUp();
    });
  }

  /** Whether a body comes where none belongs. */
  get hasStrayBody(): boolean {
    return this.#hasBody && !methodsWithBody.has(this.request.method ?? '');
  }

  get bufferedBytes(): number {
    return this.response.writableLength;
  }

  /** Calls back when the answer is over, for whatever reason. */
  onClose(done: () => void): void {
    if (this.response.closed) done();
    else this.#cleanUps.push(done);
  }

  /** Gives up on whoever does not take what waits. */
  shed(): void {
    this.destroy();
  }

  /** Ends the socket at once. */
  destroy(): void {
    this.request.socket.destroy();
  }

  /** Answers with one line of text. What was not read of the body is never read. */
  refuse(status: number, text: string, headers: Readonly<Record<string, string>> = {}): void {
    const { response } = this;
    if (response.headersSent || response.destroyed) return;
    if (this.#hasBody && !this.request.complete) {
      // Kept open for a moment, for a socket closed with bytes unread may take the answer with it.
      answerPlainly(response, status, text, { ...headers, Connection: 'close' }, 'write');
      // Else Node would take in a body of crumbs, one buffer for each.
      this.request.socket.pause();
      this.#endSoon();
    } else {
      answerPlainly(response, status, text, headers);
    }
  }

  /** The pieces of a body of at most `bytes`, which were granted to the sender; the socket goes when they come too slowly or in crumbs. */
  async *pieces(bytes: number): AsyncGenerator<Uint8Array> {
    this.#allow(bytes);
    let pieces = 0;
    let cancel = this.#clock.setTimer(() => this.destroy(), this.#deadlines.idleMs);
    try {
      for await (const piece of this.request.iterator({ destroyOnReturn: false })) {
        cancel();
        if (!(piece instanceof Uint8Array)) throw new TypeError('The body is no bytes.');
        pieces += 1;
        if (pieces > piecesForNothing + bytes / smallPieceBytes) {
          this.destroy();
          throw new Error('The body comes in crumbs.');
        }
        yield piece;
        cancel = this.#clock.setTimer(() => this.destroy(), this.#deadlines.idleMs);
      }
      if (this.request.complete) this.response.shouldKeepAlive = this.#mayGoOn;
    } finally {
      cancel();
    }
  }

  /** A buffer out of the memory for bodies, given back when the exchange is over. */
  buffer(): GrowingBuffer {
    const buffer = new GrowingBuffer(this.#budgets.bodies.open(this.address));
    this.onClose(() => buffer.release());
    return buffer;
  }

  /** Reads a body of UTF-8 of at most `maxBytes`; a larger one is read no further than that. */
  async readBody(maxBytes: number): Promise<RequestBody> {
    const buffer = this.buffer();
    try {
      for await (const piece of this.pieces(maxBytes)) {
        if (buffer.length + piece.length > maxBytes) return { kind: 'too-large' };
        if (!buffer.add(piece)) return { kind: 'no-room' };
      }
      return this.request.complete
        ? { kind: 'text', text: buffer.view().toString('utf8') }
        : { kind: 'gone' };
    } catch {
      return { kind: 'gone' };
    } finally {
      buffer.release();
    }
  }

  /** Sends the rest of an answer whose head is written, no faster than it is taken. */
  async send(body: Buffer): Promise<void> {
    const { response } = this;
    this.#allow(body.length);
    const gone = new AbortController();
    this.onClose(() => gone.abort());
    for (let from = 0; from < body.length && !response.destroyed; from += sentAtOnce) {
      const isTaken = response.write(body.subarray(from, from + sentAtOnce));
      if (!isTaken) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
    }
    response.end();
  }

  /** Makes room for an answer of so many bytes, whose head is written by somebody else. */
  willSend(bytes: number): void {
    this.#allow(bytes);
  }

  /** From now on the answer stays open for as long as what is written to it is taken. */
  stayOpen(): void {
    this.#cancelTotal();
    this.onClose(this.#budgets.queued.add(this));
  }

  /** Writes to an answer that stays open. */
  write(data: string | Uint8Array): void {
    if (this.#isClosing || this.response.destroyed) return;
    this.#written += Buffer.byteLength(data);
    this.response.write(data);
    this.#watch();
    this.#budgets.queued.grew(this.bufferedBytes);
  }

  /** Ends an answer that stays open, with a last word; the socket is gone soon after, also where nobody reads. */
  close(last = ''): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#cancelStall?.();
    this.response.end(last);
    this.#endSoon();
  }

  #allow(bytes: number): void {
    const passedMs = this.#clock.now() - this.#beganAt;
    const { totalMs, leastBytesPerSecond } = this.#deadlines;
    this.#cancelTotal();
    const leftMs = totalMs + (bytes / leastBytesPerSecond) * 1_000 - passedMs;
    if (!this.response.closed) this.#cancelTotal = this.#clock.setTimer(() => this.destroy(), leftMs);
  }

  #endSoon(): void {
    this.#cancelTotal();
    if (!this.response.closed)
      this.#cancelTotal = this.#clock.setTimer(() => this.destroy(), this.#deadlines.closeMs);
  }

  get #flushed(): number {
    return this.#written - this.bufferedBytes;
  }

  #watch(): void {
    if (this.#cancelStall !== undefined || this.bufferedBytes === 0) return;
    const { stallMs, leastBytesPerSecond } = this.#deadlines;
    const wanted = Math.min(this.#written, this.#flushed + (leastBytesPerSecond * stallMs) / 1_000);
    this.#cancelStall = this.#clock.setTimer(() => {
      this.#cancelStall = undefined;
      if (this.#flushed < wanted) this.destroy();
      else this.#watch();
    }, stallMs);
  }
}
