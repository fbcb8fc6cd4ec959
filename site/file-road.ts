import { fileLimits } from '../shared/file-transfer/file-limits';
import type { Exchange } from './exchange';
import { isFromThisSite } from './request-checks';

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
  readonly #open = new Map<string, OpenRoad>();

  constructor(roads: FileRoads | undefined) {
    this.#roads = roads;
  }

  /** Answers one request of a file road. */
  async answer(path: string, exchange: Exchange): Promise<void> {
    const [, token = '', number] = pathPattern.exec(path) ?? [];
    if (token === '') return exchange.refuse(404, notKnown);
    if (!isFromThisSite(exchange.request)) {
      return exchange.refuse(403, 'Only pages of this site may open a file road.');
    }
    if (number === undefined) this.#openDown(token, exchange);
    else await this.#takeUp(token, Number(number), exchange);
  }

  /** Closes every road. */
  clear(): void {
    for (const road of [...this.#open.values()]) road.close();
  }

  #openDown(token: string, exchange: Exchange): void {
    const { request, response } = exchange;
    if (request.method !== 'GET') {
      exchange.refuse(405, 'Use GET here.', { Allow: 'GET' });
      return;
    }
    const road = new OpenRoad(exchange);
    const traffic = this.#roads?.open(token, road);
    if (traffic === undefined) {
      exchange.refuse(404, notKnown);
      return;
    }
    this.#open.set(token, road);
    exchange.stayOpen();
    exchange.onClose(() => {
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

  async #takeUp(token: string, number: number, exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    if (request.method !== 'PUT') return exchange.refuse(405, 'Use PUT here.', { Allow: 'PUT' });
    const road = this.#open.get(token);
    if (road === undefined) return exchange.refuse(404, notKnown);
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    if (Number.isNaN(length)) return exchange.refuse(411, 'A body says its length.');
    if (length > fileLimits.upBodyBytes) {
      return exchange.refuse(413, `A body may have at most ${fileLimits.upBodyBytes} bytes.`);
    }
    const turn = road.turnOf(number);
    if (turn === 'out-of-order') {
      return exchange.refuse(409, 'Bodies before this one are missing, or it was sent before.');
    }
    if (turn === 'closed') return exchange.refuse(404, notKnown);
    // What comes before its turn waits here, so that two bodies flow at once; their length is limited.
    const early = exchange.buffer();
    let isMine = false;
    const begun = turn.then(() => {
      isMine = true;
      if (early.length > 0) road.received(early.view());
      early.release();
    });
    begun.catch(() => road.close());
    try {
      for await (const piece of exchange.pieces(length)) {
        if (isMine) road.received(piece);
        // Where the memory for bodies is used up, the body waits in its socket.
        else if (!early.add(piece)) {
          await begun;
          road.received(piece);
        }
      }
      await begun;
      if (!request.complete) throw new Error('the body is cut off');
    } catch {
      // What came of the body was taken already, so the road cannot go on behind it.
      road.close();
      if (!request.destroyed) exchange.refuse(isMine ? 400 : 404, notKnown);
      return;
    }
    road.bodyTaken();
    response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
  }
}

const notKnown = 'This file road is not known, was opened before, or is over.';

/** One open road: its long answer, and the bodies that come in their order. */
class OpenRoad implements RoadCarrier {
  readonly #exchange: Exchange;
  readonly #waiting = new Map<number, (turn: 'mine' | 'closed') => void>();
  #traffic: RoadTraffic | undefined;
  /** What the console sent before the answer had its head. */
  readonly #early: Uint8Array[] = [];
  #next = 0;
  #isBusy = false;
  #isOver = false;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  get bufferedBytes(): number {
    return this.#exchange.bufferedBytes;
  }

  begin(traffic: RoadTraffic): void {
    this.#traffic = traffic;
    for (const bytes of this.#early.splice(0)) this.write(bytes);
    if (this.#isOver) traffic.closed();
  }

  write(bytes: Uint8Array): void {
    if (this.#isOver) return;
    if (this.#traffic === undefined) this.#early.push(bytes);
    else this.#exchange.write(bytes);
  }

  close(): void {
    this.#exchange.close();
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
