import type { IncomingMessage } from 'node:http';
import type { Clock } from '../shared/clock';
import type { Connection } from '../shared/wire/connection';
import type { Budgets } from './budgets';
import { EventStreamConnection } from './event-stream-connection';
import type { Exchange } from './exchange';
import { newIdentifier } from './identifiers';
import { isFromThisSite } from './request-checks';

/** Bytes of one post's body. */
export const postBytes = 1024 * 1024;
const contentTypes: ReadonlySet<string> = new Set(['application/json', 'application/x-ndjson']);

/** The phones connected by event stream: `GET /session/stream` opens one, `POST /session/messages` sends on it. */
export class EventStreams {
  readonly #clock: Clock;
  readonly #budgets: Budgets;
  readonly #open = new Map<string, EventStreamConnection>();
  readonly #onConnection: (connection: Connection, request: IncomingMessage) => void;

  constructor(
    clock: Clock,
    budgets: Budgets,
    onConnection: (connection: Connection, request: IncomingMessage) => void,
  ) {
    this.#clock = clock;
    this.#budgets = budgets;
    this.#onConnection = onConnection;
  }

  /** Answers `GET /session/stream` with a stream that stays open. */
  openStream(exchange: Exchange): void {
    const { request, response } = exchange;
    if (request.method !== 'GET') {
      exchange.refuse(405, 'Use GET to open an event stream.', { Allow: 'GET' });
      return;
    }
    if (!isFromThisSite(request)) {
      exchange.refuse(403, 'Only pages of this site may open an event stream.');
      return;
    }
    exchange.stayOpen();
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Content-Type-Options': 'nosniff',
      // Asks a proxy in front of the site to pass each event on at once.
      'X-Accel-Buffering': 'no',
    });
    const streamId = newIdentifier();
    const room = this.#budgets.bodies.open(exchange.address);
    const connection = new EventStreamConnection(exchange, streamId, this.#clock, room);
    this.#open.set(streamId, connection);
    connection.onClose(() => this.#open.delete(streamId));
    this.#onConnection(connection, request);
  }

  /** Answers `POST /session/messages`, whose `Sightline-Stream` header names the stream. */
  async takePost(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    if (request.method !== 'POST') {
      return exchange.refuse(405, 'Use POST to send messages.', { Allow: 'POST' });
    }
    if (!isFromThisSite(request)) {
      return exchange.refuse(403, 'Only pages of this site may send messages.');
    }
    const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (!contentTypes.has(contentType)) {
      return exchange.refuse(415, 'The content type of messages is application/json.');
    }
    const sequence = sequenceOf(request);
    if (sequence === undefined) {
      return exchange.refuse(400, 'The Sightline-Sequence header must be an integer from 1.');
    }
    const streamId = request.headers['sightline-stream'];
    const notOpen = 'No event stream of this name is open.';
    if (typeof streamId !== 'string' || !this.#open.has(streamId)) return exchange.refuse(404, notOpen);
    const body = await exchange.readBody(postBytes);
    switch (body.kind) {
      case 'gone':
        return exchange.destroy();
      case 'too-large':
        return exchange.refuse(413, `A post may have at most ${postBytes} bytes.`);
      case 'no-room':
        return exchange.refuse(503, 'Too much is being sent here. Send it again in a moment.', {
          'Retry-After': '1',
        });
      case 'text':
        break;
    }
    const messages = body.text.split(/\r?\n/).filter((line) => line.trim() !== '');
    switch (this.#open.get(streamId)?.post(sequence, messages)) {
      case undefined:
        return exchange.refuse(404, notOpen);
      case 'taken':
        response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
        return;
      case 'too-far-ahead':
        return exchange.refuse(409, 'Posts before this one are missing. Send it again after them.');
    }
  }
}

function sequenceOf(request: IncomingMessage): number | undefined {
  const text = request.headers['sightline-sequence'];
  if (typeof text !== 'string' || !/^[1-9]\d{0,14}$/.test(text)) return undefined;
  return Number(text);
}
