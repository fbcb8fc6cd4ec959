import type { Clock } from '../shared/clock';
import { ConnectionBase } from '../shared/wire/connection-base';
import type { Share } from './shares';

/** A comment is sent when nothing else was for this long, so that proxies keep the stream open. */
export const keepAliveMs = 15_000;
/** How many posts may wait for one that comes before them. */
export const postsAhead = 16;
/** Characters in all posts that wait. */
const waitingCharactersLimit = 1024 * 1024;

export type PostOutcome =
  /** Taken: received now, or as soon as the posts before it came; or received before. */
  | 'taken'
  /** Too far ahead of what came; to be sent again later. */
  | 'too-far-ahead';

/** An answer that stays open. */
export interface LongAnswer {
  /** Bytes that wait to be taken. */
  readonly bufferedBytes: number;
  write(text: string): void;
  /** Ends it with a last word. */
  close(last: string): void;
  onClose(done: () => void): void;
}

/** The site's end of a phone's event stream, with the posts that belong to it. */
export class EventStreamConnection extends ConnectionBase {
  readonly #answer: LongAnswer;
  readonly #clock: Clock;
  #nextSequence = 1;
  readonly #waiting = new Map<number, readonly string[]>();
  readonly #room: Share;
  #waitingCharacters = 0;
  #cancelKeepAlive: () => void;

  /** `streamId` names the stream in posts; whoever knows it may send as this phone. Posts that wait are kept in `room`. */
  constructor(answer: LongAnswer, streamId: string, clock: Clock, room: Share) {
    super();
    this.#answer = answer;
    this.#room = room;
    this.#clock = clock;
    this.#cancelKeepAlive = clock.setTimer(() => this.#keepAlive(), keepAliveMs);
    answer.onClose(() => {
      this.#cancelKeepAlive();
      this.#room.release();
      this.closed('event-stream-closed');
    });
    this.#write(`event: open\ndata: ${streamId}\n\n`);
  }

  get bufferedBytes(): number {
    return this.#answer.bufferedBytes;
  }

  send(text: string): boolean {
    if (!this.isOpen) return false;
    this.#write(`${dataLines(text)}\n\n`);
    return true;
  }

  /** Takes one post; posts are received in the order of their numbers (from 1), each once. */
  post(sequence: number, messages: readonly string[]): PostOutcome {
    if (sequence < this.#nextSequence || this.#waiting.has(sequence)) return 'taken';
    const characters = messages.reduce((sum, message) => sum + message.length, 0);
    const isNext = sequence === this.#nextSequence;
    const isTooFar =
      sequence >= this.#nextSequence + postsAhead ||
      this.#waitingCharacters + characters > waitingCharactersLimit;
    if (!isNext && (isTooFar || !this.#room.more(characters))) return 'too-far-ahead';
    if (isNext) {
      this.#receive(messages);
      this.#receiveWaiting();
      return 'taken';
    }
    this.#waiting.set(sequence, messages);
    this.#waitingCharacters += characters;
    return 'taken';
  }

  protected closeCarrier(reason: string): void {
    this.#cancelKeepAlive();
    this.#answer.close(`event: close\n${dataLines(reason)}\n\n`);
  }

  #receiveWaiting(): void {
    for (;;) {
      const messages = this.#waiting.get(this.#nextSequence);
      if (messages === undefined) return;
      this.#waiting.delete(this.#nextSequence);
      const characters = messages.reduce((sum, message) => sum + message.length, 0);
      this.#waitingCharacters -= characters;
      this.#room.less(characters);
      this.#receive(messages);
    }
  }

  #receive(messages: readonly string[]): void {
    this.#nextSequence += 1;
    for (const message of messages) this.received(message);
  }

  #keepAlive(): void {
    this.#write(':\n\n');
  }

  #write(text: string): void {
    this.#cancelKeepAlive();
    this.#cancelKeepAlive = this.#clock.setTimer(() => this.#keepAlive(), keepAliveMs);
    this.#answer.write(text);
  }
}

/** Returns `text` as the data of one event; a line break in it (white space in JSON) arrives as a line feed. */
function dataLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}`)
    .join('\n');
}
