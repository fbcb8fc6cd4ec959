import '../../../shared/without-eval';

import { newIdentifier } from '../../kit/identifiers';
import { FilesDesk } from './files-desk';
import { openOpfsDisk } from './opfs-disk';
import { Sandbox } from './sandbox';
import type { FromFilesWorker, ToFilesWorker } from './worker-messages';

const lockName = 'sightline-files';

/** Keeps what the page asks until the files are open, then passes it on. */
class EarlyMessages {
  #early: ToFilesWorker[] = [];
  #desk: FilesDesk | undefined;

  readonly receive = (message: ToFilesWorker): void => {
    if (this.#desk === undefined) this.#early.push(message);
    else this.#desk.receive(message);
  };

  /** Passes on to `desk` all that came, and all that comes from now on. */
  passTo(desk: FilesDesk): void {
    this.#desk = desk;
    for (const message of this.#early.splice(0)) desk.receive(message);
  }
}

const messages = new EarlyMessages();
self.addEventListener('message', ({ data }: MessageEvent<ToFilesWorker>) => messages.receive(data));

const post = (message: FromFilesWorker): void => self.postMessage(message);

/** Opens the files, which one tab of a browser has at a time, and keeps them until the worker ends. */
async function open(): Promise<void> {
  const sandbox = await Sandbox.open({ disk: await openOpfsDisk(), newIdentifier, now: Date.now });
  const desk = new FilesDesk({
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
  messages.passTo(desk);
  await new Promise(() => undefined);
}

async function begin(): Promise<void> {
  const isFree = await navigator.locks.request(lockName, { ifAvailable: true }, (lock) => lock !== null);
  if (!isFree) post({ kind: 'open-elsewhere' });
  await navigator.locks.request(lockName, open);
}

begin().catch(() => post({ kind: 'not-supported' }));
