import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { makeSelfSignedCertificate, secureContextOptions } from '../../site/certificate';
import { downloadWorker, uploadWorker } from './raw-workers';

/** The least there is between a Node server and a browser's disk: bytes, a hash on the receiver's side, and a flush. */
export interface RawRoad {
  readonly address: string;
  /** Resolves with the milliseconds that the next worker's run took. */
  readonly finished: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const workers: Readonly<Record<string, () => Promise<void>>> = {
  '/down.js': downloadWorker,
  '/up.js': uploadWorker,
};

/** Serves `source` at `/bytes` and puts what comes to `/up/<offset>` into a file of `folder`. */
export async function startRawRoad(source: string, folder: string): Promise<RawRoad> {
  const certificate = await makeSelfSignedCertificate({ dns: ['localhost'], ip: ['127.0.0.1'] }, Date.now());
  const from = await open(source, 'r');
  const { size } = await from.stat();
  const into = await open(join(folder, 'raw.bin'), 'w');
  let report: (milliseconds: number) => void = () => undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const worker = workers[path];
    if (worker !== undefined) {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(`(${worker.toString()})();`);
    } else if (path === '/bytes') {
      response.setHeader('Content-Length', size);
      from.createReadStream({ start: 0, autoClose: false, highWaterMark: 512 * 1024 }).pipe(response);
    } else if (path.startsWith('/up/')) {
      await takeBody(request, into, Number(path.slice('/up/'.length)));
      response.writeHead(204).end();
    } else if (path === '/flush') {
      await into.sync();
      response.writeHead(204).end();
    } else if (path.startsWith('/finished/')) {
      response.writeHead(204).end();
      report(Number(path.slice('/finished/'.length)));
    } else {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>The raw road</title>');
    }
  };
  const server = createServer(secureContextOptions(certificate), (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return {
    address: `https://127.0.0.1:${address.port}/`,
    finished: () =>
      new Promise((resolve) => {
        report = resolve;
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([from.close(), into.close()]);
    },
  };
}

async function takeBody(request: IncomingMessage, into: FileHandle, offset: number): Promise<void> {
  const hash = createHash('sha256');
  const pieces: Buffer[] = [];
  for await (const piece of request) {
    hash.update(piece as Buffer);
    pieces.push(piece as Buffer);
  }
  hash.digest('hex');
  await into.writev(pieces, offset);
}
