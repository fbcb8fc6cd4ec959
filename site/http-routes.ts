import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock';
import type { EventStreams } from './event-streams';
import { type FileRoadRoutes, isFileRoadPath } from './file-road';
import { givePicture, isPicturePath, type Pictures } from './pictures';
import { answerPlainly } from './plain-answer';
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
  readonly log: SiteLog;
}

/** Answers every HTTPS request: the phone's event stream, posts and uploads, pictures for it, a broadcaster, else a file of the customer client. */
export function makeHttpRoutes(
  parts: HttpParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { files, eventStreams, log } = parts;
  const fail =
    (response: ServerResponse, message: string) =>
    (error: unknown): void => {
      log({ level: 'error', message, code: errorCode(error) });
      response.destroy();
    };
  return (request, response) => {
    const host = validHost(request);
    const url = requestUrl(request);
    if (host === undefined || url === undefined) {
      answerPlainly(response, 400, 'The address cannot be read.', { Connection: 'close' });
      return;
    }
    if (!parts.names.includes(host, request.socket.localAddress)) {
      answerPlainly(response, 421, otherName, { Connection: 'close' });
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
        eventStreams.takePost(request, response);
        return;
      default:
        if (isUploadPath(url.pathname)) {
          takeUpload(parts, url.pathname, request, response).catch(fail(response, 'An upload failed'));
        } else if (isFileRoadPath(url.pathname)) {
          parts.fileRoads.answer(url.pathname, request, response).catch(fail(response, 'A file road failed'));
        } else if (isPicturePath(url.pathname)) {
          givePicture(parts.pictures, url.pathname, request, response).catch(
            fail(response, 'A picture could not be given'),
          );
        } else if (isWhipPath(url.pathname)) {
          answerWhip(parts.whip, url.pathname, request, response).catch(fail(response, 'A broadcast failed'));
        } else {
          serveStaticFile(files, url.pathname, host, request, response).catch(
            fail(response, 'A file could not be served'),
          );
        }
    }
  };
}
