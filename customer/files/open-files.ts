import { keepPageForOffline } from '../offline/keep-page';
import type { SessionClient } from '../session/session-client';
import { FilesController } from './files-controller';
import type { FromFilesWorker } from './worker/worker-messages';

/** Starts the worker that keeps the customer's files. */
export function openFiles(client: SessionClient): FilesController {
  keepPageForOffline();
  const worker = new Worker(new URL('./worker/files-worker.ts', import.meta.url), { type: 'module' });
  return new FilesController(client, {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) =>
      worker.addEventListener('message', ({ data }: MessageEvent<FromFilesWorker>) => listener(data)),
    onFailure: (listener) => worker.addEventListener('error', listener),
  });
}
