import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock';
import { fileLimits } from '../shared/file-transfer/file-limits';
import { answerPlainly } from './plain-answer';
import { isFromThisSite } from './request-checks';
import { whileItComes } from './uploads';

/** Where the bytes of files go: what the console hands to its site. */
export interface FileRoads {
  /** Takes a phone that opens its road; undefined for a token that is unknown, used, replaced or over. */
  open(token: string, carrier: RoadCarrier): RoadTraffic | undefined;
}

/** The site's end of an open road, towards the phone. */
export interface RoadCarrier {
  /** Bytes that wait to be sent. */
  readonly bufferedBytes: number;
  write(bytes: Uint8Array): void;
  close(): void;
}

/** The console's end of an open road. */
export interface RoadTraffic {
  /** Takes the phone's bytes, in order. Throws if they make no sense; then the road is closed. */
  received(bytes: Uint8Array): void;
  /** Called once when the road is closed, by either side. */
  closed(): void;
}

const pathPattern = /^\/files\/([A-Za-z0-9_-]{22})\/(?:down|up\/(0|[1-9]\d{0,9}))$/;

/** Returns whether a path belongs to the file road. */
export function isFileRoadPath(path: string): boolean {
  return path.startsWith('/files/');
}

/** Returns the path of a granted road, without `/down` or `/up/<n>`. */
export function fileRoadPath(token: string): string {
  return `/files/${token}`;
}

/** The open file roads: `GET <path>/down` opens one and streams to the phone, `PUT <path>/up/<n>` brings what the phone sends. */
export class FileRoadRoutes {
  readonly #roads: FileRoads | undefined;
  readonly #clock: Clock;
  readonly #open = new Map<string, OpenRoad>();

  constructor(roads: FileRoads | undefined, clock: Clock) {
    this.#roads = roads;
    this.#clock = clock;
  }

  /** Answers one request of a file road. */
  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token = '', number] = pathPattern.exec(path) ?? [];
    if (token === '') return this.#refuse(request, response, 404, notKnown);
    if (!isFromThisSite(request)) {
      return this.#refuse(request, response, 403, 'Only pages of this site may open a file road.');
    }
    if (number === undefined) this.#openDown(token, request, response);
    else await this.#takeUp(token, Number(number), request, response);
  }

  /** Closes every road. */
  clear(): void {
    for (const road of [...this.#open.values()]) road.close();
  }

  #openDown(token: string, request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET') {
      this.#refuse(request, response, 405, 'Use GET here.', { Allow: 'GET' });
      return;
    }
    const road = new OpenRoad(response);
    const traffic = this.#roads?.open(token, road);
    if (traffic === undefined) {
      this.#refuse(request, response, 404, notKnown);
      return;
    }
    this.#open.set(token, road);
    response.on('error', () => undefined);
    response.on('close', () => {
      if (this.#open.get(token) === road) this.#open.delete(token);
      road.ended();
    });
    response.writeHead(200, {
      'Content-Type': 'application/octet-stream',
      'Cache-Control': 'no-store, no-transform',
      'X-Content-Type-Options': 'nosniff',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    road.begin(traffic);
  }

  async #takeUp(
    token: string,
    number: number,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (request.method !== 'PUT')
      return this.#refuse(request, response, 405, 'Use PUT here.', { Allow: 'PUT' });
    const road = this.#open.get(token);
    if (road === undefined) return this.#refuse(request, response, 404, notKnown);
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    if (Number.isNaN(length)) return this.#refuse(request, response, 411, 'A body says its length.');
    if (length > fileLimits.upBodyBytes) {
      return this.#refuse(request, response, 413, `A body may have at most ${fileLimits.upBodyBytes} bytes.`);
    }
    const turn = road.turnOf(number);
    if (turn === 'out-of-order') {
      return this.#refuse(
        request,
        response,
        409,
        'Bodies before this one are missing, or it was sent before.',
      );
    }
    if (turn === 'closed') return this.#refuse(request, response, 404, notKnown);
    // What comes before its turn waits here, so that two bodies flow at once; their length is limited.
    const early: Uint8Array[] = [];
    let isMine = false;
    const begun = turn.then(() => {
      isMine = true;
      for (const piece of early.splice(0)) road.received(piece);
    });
    begun.catch(() => road.close());
    try {
      for await (const piece of whileItComes(request, this.#clock)) {
        if (isMine) road.received(piece);
        else early.push(piece);
      }
      await begun;
      if (!request.complete) throw new Error('the body is cut off');
    } catch {
      // What came of the body was taken already, so the road cannot go on behind it.
      road.close();
      if (!request.destroyed) this.#refuse(request, response, isMine ? 400 : 404, notKnown);
      return;
    }
    road.bodyTaken();
    response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
  }

  #refuse(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    text: string,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    // A body that is not read blocks its socket, so the socket goes with it.
    const hasBody = !request.complete && request.method === 'PUT';
    answerPlainly(response, status, text, { ...headers, ...(hasBody ? { Connection: 'close' } : {}) });
  }
}

const notKnown = 'This file road is not known, was opened before, or is over.';

/** One open road: its long answer, and the bodies that come in their order. */
class OpenRoad implements RoadCarrier {
  readonly #response: ServerResponse;
  readonly #waiting = new Map<number, (turn: 'mine' | 'closed') => void>();
  #traffic: RoadTraffic | undefined;
  /** What the console sent before the answer had its head. */
  readonly #early: Uint8Array[] = [];
  #next = 0;
  #isBusy = false;
  #isOver = false;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get bufferedBytes(): number {
    return this.#response.writableLength;
  }

  begin(traffic: RoadTraffic): void {
    this.#traffic = traffic;
    for (const bytes of this.#early.splice(0)) this.write(bytes);
    if (this.#isOver) traffic.closed();
  }

  write(bytes: Uint8Array): void {
    if (this.#isOver) return;
    if (this.#traffic === undefined) this.#early.push(bytes);
    else this.#response.write(bytes);
  }

  close(): void {
    this.#response.end();
    // A phone that does not read would keep the answer open for ever.
    this.#response.socket?.destroySoon();
    this.ended();
  }

  ended(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const settle of this.#waiting.values()) settle('closed');
    this.#waiting.clear();
    this.#traffic?.closed();
  }

  /** Resolves when the bodies before this one are taken; rejects when the road is over before that. */
  turnOf(number: number): Promise<void> | 'out-of-order' | 'closed' {
    if (this.#isOver) return 'closed';
    if (number === this.#next && !this.#isBusy) {
      this.#isBusy = true;
      return Promise.resolve();
    }
    const isAhead = number > this.#next && number < this.#next + fileLimits.upBodiesAtOnce;
    if (!isAhead || this.#waiting.has(number)) return 'out-of-order';
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, (turn) => {
        if (turn === 'mine') resolve();
        else reject(new Error('the road is over'));
      });
    });
  }

  received(bytes: Uint8Array): void {
    if (this.#isOver) throw new Error('the road is over');
    this.#traffic?.received(bytes);
  }

  bodyTaken(): void {
    this.#next += 1;
    const next = this.#waiting.get(this.#next);
    this.#waiting.delete(this.#next);
    this.#isBusy = next !== undefined;
    next?.('mine');
  }
}
