import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock';
import type { Connection } from '../shared/wire/connection';
import { EventStreamConnection } from './event-stream-connection';
import { newIdentifier } from './identifiers';
import { answerPlainly } from './plain-answer';
import { isFromThisSite } from './request-checks';

/** Bytes of one post's body. */
export const postBytes = 1024 * 1024;
const bodyTimeoutMs = 15_000;
const contentTypes: ReadonlySet<string> = new Set(['application/json', 'application/x-ndjson']);

/** The phones connected by event stream: `GET /session/stream` opens one, `POST /session/messages` sends on it. */
export class EventStreams {
  readonly #clock: Clock;
  readonly #open = new Map<string, EventStreamConnection>();
  readonly #onConnection: (connection: Connection, request: IncomingMessage) => void;

  constructor(clock: Clock, onConnection: (connection: Connection, request: IncomingMessage) => void) {
    this.#clock = clock;
    this.#onConnection = onConnection;
  }

  /** Answers `GET /session/stream` with a stream that stays open. */
  openStream(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET') {
      answerPlainly(response, 405, 'Use GET to open an event stream.', { Allow: 'GET' });
      return;
    }
    if (!isFromThisSite(request)) {
      answerPlainly(response, 403, 'Only pages of this site may open an event stream.');
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Content-Type-Options': 'nosniff',
      // Asks a proxy in front of the site to pass each event on at once.
      'X-Accel-Buffering': 'no',
    });
    const streamId = newIdentifier();
    const connection = new EventStreamConnection(response, streamId, this.#clock);
    this.#open.set(streamId, connection);
    connection.onClose(() => this.#open.delete(streamId));
    this.#onConnection(connection, request);
  }

  /** Answers `POST /session/messages`, whose `Sightline-Stream` header names the stream. */
  takePost(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'POST') {
      answerPlainly(response, 405, 'Use POST to send messages.', { Allow: 'POST' });
      return;
    }
    if (!isFromThisSite(request)) {
      answerPlainly(response, 403, 'Only pages of this site may send messages.');
      return;
    }
    const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (!contentTypes.has(contentType)) {
      answerPlainly(response, 415, 'The content type of messages is application/json.');
      return;
    }
    const sequence = sequenceOf(request);
    if (sequence === undefined) {
      answerPlainly(response, 400, 'The Sightline-Sequence header must be an integer from 1.');
      return;
    }
    const streamId = request.headers['sightline-stream'];
    if (typeof streamId !== 'string' || !this.#open.has(streamId)) {
      answerPlainly(response, 404, 'No event stream of this name is open.');
      return;
    }
    this.#readBody(request, response, (body) => {
      const connection = this.#open.get(streamId);
      if (connection === undefined) {
        answerPlainly(response, 404, 'No event stream of this name is open.');
        return;
      }
      const messages = body.split(/\r?\n/).filter((line) => line.trim() !== '');
      switch (connection.post(sequence, messages)) {
        case 'taken':
          response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
          return;
        case 'too-far-ahead':
          answerPlainly(response, 409, 'Posts before this one are missing. Send it again after them.');
          return;
      }
    });
  }

  #readBody(request: IncomingMessage, response: ServerResponse, done: (body: string) => void): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const cancelTimeout = this.#clock.setTimer(() => request.destroy(), bodyTimeoutMs);
    request.on('close', cancelTimeout);
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= postBytes) chunks.push(chunk);
      else if (!response.headersSent) {
        chunks.length = 0;
        // The rest of the body is not read, so the socket cannot be used again.
        answerPlainly(response, 413, `A post may have at most ${postBytes} bytes.`, { Connection: 'close' });
      }
    });
    request.on('end', () => {
      cancelTimeout();
      if (bytes <= postBytes) done(Buffer.concat(chunks).toString('utf8'));
    });
  }
}

function sequenceOf(request: IncomingMessage): number | undefined {
  const text = request.headers['sightline-sequence'];
  if (typeof text !== 'string' || !/^[1-9]\d{0,14}$/.test(text)) return undefined;
  return Number(text);
}
