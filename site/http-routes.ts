import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock';
import type { Budgets } from './budgets';
import type { EventStreams } from './event-streams';
import { Exchange, type ExchangeDeadlines } from './exchange';
import { type FileRoadRoutes, isFileRoadPath } from './file-road';
import { givePicture, isPicturePath, type Pictures } from './pictures';
import { requestUrl, validHost } from './request-checks';
import { errorCode, type SiteLog } from './site-log';
import { otherName, type SiteNames } from './site-names';
import { type StaticFiles, serveStaticFile } from './static-files';
import { isUploadPath, takeUpload, type Uploads } from './uploads';
import { answerWhip, isWhipPath, type WhipContext } from './whip';

export interface HttpParts {
  readonly names: SiteNames;
  readonly files: StaticFiles;
  readonly eventStreams: EventStreams;
  /** Undefined where the console takes no pictures through this site. */
  readonly uploads: Uploads | undefined;
  readonly fileRoads: FileRoadRoutes;
  /** Undefined where the console gives no pictures through this site. */
  readonly pictures: Pictures | undefined;
  readonly whip: WhipContext;
  readonly clock: Clock;
  readonly deadlines: ExchangeDeadlines;
  readonly budgets: Budgets;
  readonly log: SiteLog;
}

interface Route {
  readonly name: string;
  /** What is logged where it fails. */
  readonly failed: string;
  matches(path: string): boolean;
  /** `host` is the request's own, checked. */
  answer(parts: HttpParts, exchange: Exchange, path: string, host: string): Promise<void> | void;
}

/** Every route of the site over HTTPS; the first that matches answers. */
export const routes: readonly Route[] = [
  {
    name: '/session',
    failed: 'A WebSocket failed',
    matches: (path) => path === '/session',
    answer: (_parts, exchange) =>
      exchange.refuse(426, 'Open a WebSocket here.', { Upgrade: 'websocket', Connection: 'Upgrade' }),
  },
  {
    name: '/session/stream',
    failed: 'An event stream failed',
    matches: (path) => path === '/session/stream',
    answer: ({ eventStreams }, exchange) => eventStreams.openStream(exchange),
  },
  {
    name: '/session/messages',
    failed: 'A post failed',
    matches: (path) => path === '/session/messages',
    answer: ({ eventStreams }, exchange) => eventStreams.takePost(exchange),
  },
  {
    name: '/uploads/',
    failed: 'An upload failed',
    matches: isUploadPath,
    answer: (parts, exchange, path) => takeUpload(parts, path, exchange),
  },
  {
    name: '/files/',
    failed: 'A file road failed',
    matches: isFileRoadPath,
    answer: ({ fileRoads }, exchange, path) => fileRoads.answer(path, exchange),
  },
  {
    name: '/pictures/',
    failed: 'A picture could not be given',
    matches: isPicturePath,
    answer: ({ pictures }, exchange, path) => givePicture(pictures, path, exchange),
  },
  {
    name: '/whip/',
    failed: 'A broadcast failed',
    matches: isWhipPath,
    answer: ({ whip }, exchange, path) => answerWhip(whip, path, exchange),
  },
  {
    name: '/',
    failed: 'A file could not be served',
    matches: () => true,
    answer: ({ files }, exchange, path, host) => serveStaticFile(files, path, host, exchange),
  },
];

/** Answers every HTTPS request: the phone's event stream, posts and uploads, pictures for it, a broadcaster, else a file of the customer client. */
export function makeHttpRoutes(
  parts: HttpParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const exchange = new Exchange(request, response, parts);
    const host = validHost(request);
    const url = requestUrl(request);
    if (host === undefined || url === undefined) {
      exchange.refuse(400, 'The address cannot be read.', { Connection: 'close' });
      return;
    }
    if (!parts.names.includes(host, request.socket.localAddress)) {
      exchange.refuse(421, otherName, { Connection: 'close' });
      return;
    }
    if (exchange.hasStrayBody) {
      exchange.refuse(400, 'A request of this method has no body.');
      return;
    }
    const route = routes.find(({ matches }) => matches(url.pathname));
    if (route !== undefined) void answer(route, parts, exchange, url.pathname, host);
  };
}

async function answer(
  route: Route,
  parts: HttpParts,
  exchange: Exchange,
  path: string,
  host: string,
): Promise<void> {
  try {
    await route.answer(parts, exchange, path, host);
  } catch (error) {
    parts.log({ level: 'error', message: route.failed, code: errorCode(error) });
    exchange.destroy();
  }
}
