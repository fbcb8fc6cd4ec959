import '../../../shared/without-eval';

import { newIdentifier } from '../../kit/identifiers';
import { FilesDesk } from './files-desk';
import { openOpfsDisk } from './opfs-disk';
import { Sandbox } from './sandbox';
import type { FromFilesWorker, ToFilesWorker } from './worker-messages';

const lockName = 'sightline-files';

const early: ToFilesWorker[] = [];
let desk: FilesDesk | undefined;

self.addEventListener('message', ({ data }: MessageEvent<ToFilesWorker>) => {
  if (desk === undefined) early.push(data);
  else desk.receive(data);
});

const post = (message: FromFilesWorker): void => self.postMessage(message);

/** Opens the files, which one tab of a browser has at a time, and keeps them until the worker ends. */
async function open(): Promise<void> {
  const sandbox = await Sandbox.open({ disk: await openOpfsDisk(), newIdentifier, now: Date.now });
  desk = new FilesDesk({
    sandbox,
    newIdentifier,
    post,
    now: Date.now,
    clock: () => performance.now(),
    fetch: (address, options) => fetch(address, options),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  for (const message of early.splice(0)) desk.receive(message);
  await new Promise(() => undefined);
}

async function begin(): Promise<void> {
  const isFree = await navigator.locks.request(lockName, { ifAvailable: true }, (lock) => lock !== null);
  if (!isFree) post({ kind: 'open-elsewhere' });
  await navigator.locks.request(lockName, open);
}

begin().catch(() => post({ kind: 'not-supported' }));
