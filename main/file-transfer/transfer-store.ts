import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isPartialName, partialKeptMs } from '../../shared/file-transfer/partial-name';
import {
  type ReceiverJournal,
  receiverJournalSchema,
  type SenderJournal,
  senderJournalSchema,
} from '../../shared/file-transfer/transfer';
import { identifierSchema } from '../../shared/names';
import { parseJson } from '../../shared/read-text';
import { readableJson } from '../../shared/readable-json';
import { type QueueItem, queueItemSchema } from './queue-item';

const journalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sender'), journal: senderJournalSchema }),
  z.object({ kind: z.literal('receiver'), journal: receiverJournalSchema, partialPath: z.string() }),
]);
/** What is kept of one transfer that has begun. */
export type KeptJournal =
  | { readonly kind: 'sender'; readonly journal: SenderJournal }
  | { readonly kind: 'receiver'; readonly journal: ReceiverJournal; readonly partialPath: string };

const queueName = 'queue.json';

/** The queues and journals of unfinished transfers, on disk: a folder for each session. */
export class TransferStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Keeps a session's queue. @throws when the disk refuses. */
  keepQueue(sessionId: string, items: readonly QueueItem[]): void {
    const folder = this.#folder(sessionId);
    if (items.length === 0 && !existsSync(join(folder, queueName))) return;
    mkdirSync(folder, { recursive: true });
    const path = join(folder, queueName);
    writeFileSync(`${path}.new`, readableJson(z.array(queueItemSchema), [...items]), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  /** The queue of a session as it was kept; what cannot be read is left out. */
  queue(sessionId: string): QueueItem[] {
    const items = z.array(z.unknown()).safeParse(this.#read(join(this.#folder(sessionId), queueName)));
    if (!items.success) return [];
    return items.data.flatMap((item) => {
      const decoded = queueItemSchema.safeParse(item);
      return decoded.success ? [decoded.data] : [];
    });
  }

  /** Keeps what a transfer needs to be taken up again; replaced as a whole. */
  async keepJournal(sessionId: string, roadId: string, kept: KeptJournal): Promise<void> {
    const folder = this.#folder(sessionId);
    mkdirSync(folder, { recursive: true });
    const path = this.#journalPath(sessionId, roadId);
    await writeFile(`${path}.new`, readableJson(journalSchema, kept), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  journal(sessionId: string, roadId: string): KeptJournal | undefined {
    const decoded = journalSchema.safeParse(this.#read(this.#journalPath(sessionId, roadId)));
    return decoded.success ? decoded.data : undefined;
  }

  /** Forgets a transfer that is over. */
  async forgetJournal(sessionId: string, roadId: string): Promise<void> {
    await rm(this.#journalPath(sessionId, roadId), { force: true });
  }

  /** Forgets a session, and throws away the unfinished files that its journals name. */
  forgetSession(sessionId: string): void {
    const folder = this.#folder(sessionId);
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) {
      if (name !== queueName) this.#removePartialOf(join(folder, name));
    }
    rmSync(folder, { recursive: true, force: true });
  }

  /** After a start: forgets the sessions that are not open, and what is older than seven days. */
  clean(isOpen: (sessionId: string) => boolean, now: number): void {
    if (!existsSync(this.#root)) return;
    for (const sessionId of readdirSync(this.#root)) {
      if (!identifierSchema.safeParse(sessionId).success) continue;
      const age = now - statSync(join(this.#root, sessionId)).mtimeMs;
      if (!isOpen(sessionId) || age > partialKeptMs) this.forgetSession(sessionId);
    }
  }

  #removePartialOf(path: string): void {
    const decoded = journalSchema.safeParse(this.#read(path));
    if (!decoded.success || decoded.data.kind !== 'receiver') return;
    if (isPartialName(decoded.data.partialPath)) rmSync(decoded.data.partialPath, { force: true });
  }

  #folder(sessionId: string): string {
    return join(this.#root, identifierSchema.parse(sessionId));
  }

  #journalPath(sessionId: string, roadId: string): string {
    return join(this.#folder(sessionId), `${identifierSchema.parse(roadId)}.json`);
  }

  #read(path: string): unknown {
    try {
      return parseJson(readFileSync(path, 'utf8'));
    } catch {
      return undefined;
    }
  }
}

/** Removes unfinished files of a folder whose last byte came more than seven days ago. */
export async function cleanPartials(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.startsWith('.') && isPartialName(one))) {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isFile() && now - stats.mtimeMs > partialKeptMs) await rm(path, { force: true });
  }
}
