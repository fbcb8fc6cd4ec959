import { notifications } from '@mantine/notifications';
import { displayName } from '../../shared/file-transfer/display-name';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import { dropResultSchema } from '../../shared/ipc/file-requests';
import { replySchema } from '../../shared/ipc/requests';
import { bridge } from '../ipc/bridge';
import { RequestRefusedError, request } from '../ipc/request';
import { itemsInWords } from './entry-words';

interface LeftOut {
  readonly name: string;
  readonly message: string;
}

/** A file or folder of this computer: a folder main granted, and a path in it. */
export interface LocalSource {
  readonly folderId: string;
  readonly path: string;
}

/** Queues files and folders of this computer for the customer's `folder`; what cannot go is told. @throws RequestRefusedError */
export async function queueUploads(
  sessionId: string,
  sources: readonly LocalSource[],
  folder: string,
): Promise<void> {
  const leftOut: LeftOut[] = [];
  for (const some of inParts(sources)) {
    const answer = await request('queue-uploads', { sessionId, sources: some, folder, onCollision: 'ask' });
    leftOut.push(...answer.leftOut);
  }
  tellLeftOut(leftOut);
}

/** Queues files and folders of the customer for a folder of this computer; what cannot come is told. @throws RequestRefusedError */
export async function queueDownloads(
  sessionId: string,
  paths: readonly string[],
  to: LocalSource,
): Promise<void> {
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
}

/** Queues what was dropped from the desktop for the customer's `folder`. @throws RequestRefusedError */
export async function queueDropped(sessionId: string, files: readonly File[], folder: string): Promise<void> {
  const sources: LocalSource[] = [];
  for (const some of inParts(files)) {
    const reply = replySchema.parse(await bridge().grantDropped(some));
    if (!reply.ok) throw new RequestRefusedError(reply.refusal.code, reply.refusal.message);
    for (const { folderId, path } of dropResultSchema.parse(reply.value).dropped)
      sources.push({ folderId, path });
  }
  if (sources.length < files.length) tellNotDropped(files.length - sources.length);
  if (sources.length > 0) await queueUploads(sessionId, sources, folder);
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
