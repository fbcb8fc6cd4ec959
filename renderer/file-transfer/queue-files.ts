import { notifications } from '@mantine/notifications';
import { displayName } from '../../shared/file-transfer/display-name';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import type { GrantDropped, LocalSource } from '../ipc/grant-dropped';
import { partContext } from '../kit/part-context';
import { useRequest } from '../kit/use-request';
import { itemsInWords } from './entry-words';

interface LeftOut {
  readonly name: string;
  readonly message: string;
}

export const [GrantDroppedContext, useGrantDropped] = partContext<GrantDropped>('The way to grant files');

/** What a session's queue takes. Each rejects with RequestRefusedError; what cannot go is said. */
export interface FileQueue {
  /** Queues files and folders of this computer for the customer's `folder`. */
  readonly upload: (sources: readonly LocalSource[], folder: string) => Promise<void>;
  /** Queues files and folders of the customer for a folder of this computer. */
  readonly download: (paths: readonly string[], to: LocalSource) => Promise<void>;
  /** Queues what was dropped from the desktop for the customer's `folder`. */
  readonly drop: (files: readonly File[], folder: string) => Promise<void>;
}

/** Returns a session's queue of transfers, to add to. */
export function useFileQueue(sessionId: string): FileQueue {
  const request = useRequest();
  const grantDropped = useGrantDropped();

  const upload = async (sources: readonly LocalSource[], folder: string): Promise<void> => {
    const leftOut: LeftOut[] = [];
    for (const some of inParts(sources)) {
      const answer = await request('queue-uploads', { sessionId, sources: some, folder, onCollision: 'ask' });
      leftOut.push(...answer.leftOut);
    }
    tellLeftOut(leftOut);
  };
  const download = async (paths: readonly string[], to: LocalSource): Promise<void> => {
    const leftOut: LeftOut[] = [];
    for (const some of inParts(paths)) {
      const answer = await request('queue-downloads', {
        sessionId,
        paths: some,
        folderId: to.folderId,
        folder: to.path,
        onCollision: 'ask',
      });
      leftOut.push(...answer.leftOut);
    }
    tellLeftOut(leftOut);
  };
  const drop = async (files: readonly File[], folder: string): Promise<void> => {
    const sources: LocalSource[] = [];
    for (const some of inParts(files)) sources.push(...(await grantDropped(some)));
    if (sources.length < files.length) tellNotDropped(files.length - sources.length);
    if (sources.length > 0) await upload(sources, folder);
  };
  return { upload, download, drop };
}

/** The paths one request may carry at most, at a time. */
export function inParts<Item>(all: readonly Item[], size: number = fileLimits.pathsPerRequest): Item[][] {
  const parts: Item[][] = [];
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size));
  return parts;
}

function tellNotDropped(count: number): void {
  notifications.show({
    title: `${itemsInWords(count)} left out`,
    message:
      'Only files and folders whose names every system can have are sent. Rename them, then drop them again.',
    autoClose: 15_000,
    role: 'alert',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}

function tellLeftOut(leftOut: readonly LeftOut[]): void {
  const [first] = leftOut;
  if (first === undefined) return;
  const one = leftOut.length === 1;
  notifications.show({
    title: one ? `${displayName(first.name)} was left out` : `${itemsInWords(leftOut.length)} were left out`,
    message: one
      ? first.message
      : leftOut
          .slice(0, 3)
          .map(({ name, message }) => `${displayName(name)}: ${message}`)
          .join('\n'),
    autoClose: 15_000,
    role: 'alert',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
