import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventStreams } from './event-streams';
import { answerPlainly } from './plain-answer';
import { requestUrl, validHost } from './request-checks';
import { errorCode, type SiteLog } from './site-log';
import { type StaticFiles, serveStaticFile } from './static-files';

/** Answers every HTTPS request: the phone's event stream and posts, else a file of the customer client. */
export function makeHttpRoutes(
  files: StaticFiles,
  eventStreams: EventStreams,
  log: SiteLog,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const host = validHost(request);
    const url = requestUrl(request);
    if (host === undefined || url === undefined) {
      answerPlainly(response, 400, 'The address cannot be read.', { Connection: 'close' });
      return;
    }
    switch (url.pathname) {
      case '/session':
        answerPlainly(response, 426, 'Open a WebSocket here.', {
          Upgrade: 'websocket',
          Connection: 'Upgrade',
        });
        return;
      case '/session/stream':
        eventStreams.openStream(request, response);
        return;
      case '/session/messages':
        eventStreams.takePost(request, response, url.searchParams.get('connection'));
        return;
      default:
        serveStaticFile(files, url.pathname, host, request, response).catch((error: unknown) => {
          log({ level: 'error', message: 'A file could not be served', code: errorCode(error) });
          response.destroy();
        });
    }
  };
}
