import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shareCredit } from '../../shared/file-transfer/credit';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import { partialName } from '../../shared/file-transfer/partial-name';
import type { CollisionChoice } from '../../shared/file-transfer/queue';
import { checkRelativePath, namesOf } from '../../shared/file-transfer/relative-path';
import { isTaken, keepBothName, type NameRules, takenNames } from '../../shared/file-transfer/same-file';
import type { Outcome, ReceiverJournal, SenderJournal, Target } from '../../shared/file-transfer/transfer';
import { type BrowseClient, BrowseError } from './browse-client';
import { makeFolders } from './collect';
import { diskFailureOf } from './disk-refusal';
import { Download } from './download';
import type { GrantedFolders } from './granted-folders';
import { PlaceError } from './place';
import type { QueueItem } from './queue-item';
import type { TransferOutside } from './transfer-outside';
import type { TransferStore } from './transfer-store';
import { Upload } from './upload';

export interface RunningContext {
  readonly sessionId: string;
  readonly store: TransferStore;
  readonly granted: GrantedFolders;
  readonly browse: BrowseClient;
  /** What a transfer tells; its journal is kept here. */
  readonly outside: Omit<TransferOutside<unknown>, 'remember'>;
}

type Transfer = Upload | Download;

const rules: NameRules =
  process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'linux';

/** The transfers that have begun, each taken up where it stands. */
export class RunningTransfers {
  readonly #transfers = new Map<string, Transfer>();
  readonly #byRoadId = new Map<string, string>();
  readonly #dropping = new Set<Promise<void>>();

  get(transferId: string): Transfer | undefined {
    return this.#transfers.get(transferId);
  }

  byRoadId(roadId: string): Transfer | undefined {
    return this.#transfers.get(this.#byRoadId.get(roadId) ?? '');
  }

  all(): IterableIterator<Transfer> {
    return this.#transfers.values();
  }

  /** Lets go of a transfer; its files are closed once what it does on the disk is done. */
  drop(item: QueueItem): void {
    const transfer = this.#transfers.get(item.transferId);
    this.#transfers.delete(item.transferId);
    this.#byRoadId.delete(item.roadId);
    if (transfer === undefined) return;
    const dropping = transfer.settled
      .then(() => transfer.dispose())
      .finally(() => this.#dropping.delete(dropping));
    this.#dropping.add(dropping);
  }

  /** Lets go of every transfer, to be taken up from its journal; resolves when all files are closed. */
  async dispose(): Promise<void> {
    await Promise.all([...[...this.all()].map((transfer) => transfer.dispose()), ...this.#dropping]);
  }

  /** Divides the credit among the uploads that send. */
  shareCredit(): void {
    const uploads = [...this.all()].flatMap((transfer) => {
      const { state } = transfer;
      return transfer instanceof Upload && state?.phase === 'sending' && !state.pausedHere
        ? [{ transfer, left: state.source.size - ('onDisk' in state ? state.onDisk : 0) }]
        : [];
    });
    const shares = shareCredit(
      fileLimits.creditBytes,
      uploads.map(({ left }) => left),
    );
    uploads.forEach(({ transfer }, index) => {
      transfer.share(shares[index] ?? 0);
    });
  }

  /** Begins a transfer, or lets it go on: after a pause, a lost road, a failure or a restart. */
  go(item: QueueItem, choice: CollisionChoice | null, context: RunningContext): void {
    this.#byRoadId.set(item.roadId, item.transferId);
    const transfer = this.#transfers.get(item.transferId);
    if (item.direction === 'to-customer') {
      this.#goUpload(transfer instanceof Upload ? transfer : undefined, item, choice, context);
      return;
    }
    this.#goDownload(transfer instanceof Download ? transfer : undefined, item, choice, context).catch(
      (error: unknown) => context.outside.report({ kind: 'ended', outcome: outcomeOf(error) }),
    );
  }

  #goUpload(
    before: Upload | undefined,
    item: QueueItem,
    choice: CollisionChoice | null,
    { sessionId, store, granted, outside }: RunningContext,
  ): void {
    if (before !== undefined && (before.state === undefined || before.state.phase === 'ended')) {
      before.retry();
      before.connect();
      return;
    }
    if (before !== undefined) {
      before.connect();
      return;
    }
    const { transferId, roadId, folderId, sourceNames, folder } = item;
    const upload = new Upload(
      {
        transferId: roadId,
        name: sourceNames.at(-1) ?? item.name,
        offer: {
          ...(folder === '' ? {} : { folder }),
          onCollision: choice === 'replace' || choice === 'keep-both' ? choice : 'refuse',
        },
        find: () => granted.find(folderId, sourceNames),
      },
      {
        ...outside,
        remember: (journal: SenderJournal) => keep(store, sessionId, roadId, { kind: 'sender', journal }),
      },
    );
    this.#transfers.set(transferId, upload);
    const kept = store.journal(sessionId, roadId);
    upload.begin(kept?.kind === 'sender' && kept.journal.outcome === null ? kept.journal : undefined);
    upload.connect();
  }

  async #goDownload(
    before: Download | undefined,
    item: QueueItem,
    choice: CollisionChoice | null,
    context: RunningContext,
  ): Promise<void> {
    const { transferId, roadId, customerPath } = item;
    const { outside, browse, store, sessionId } = context;
    const kept = before === undefined ? store.journal(sessionId, roadId) : undefined;
    if (kept?.kind === 'receiver' && kept.journal.stage.kind === 'ended') {
      const { outcome } = kept.journal.stage;
      // It was in its place when the console was killed, and the log does not say so yet.
      if (outcome.kind === 'completed') return outside.report({ kind: 'ended', outcome });
    }
    let download = before;
    if (download === undefined) {
      const place = this.#placeInJournal(item, context) ?? (await this.#placeFor(item, choice, context));
      if (place === undefined) {
        outside.report({ kind: 'name-taken', name: item.name });
        return;
      }
      download = this.#makeDownload(item, place, context);
      this.#transfers.set(transferId, download);
    } else if (download.state?.phase === 'placing' && download.state.nameTaken) {
      const place = await this.#placeFor(item, choice, context);
      if (place === undefined) outside.report({ kind: 'name-taken', name: item.name });
      else download.chooseName(place.target);
      return;
    } else if (download.state?.phase === 'ended') download.retry();
    download.connect();
    const path = checkRelativePath(customerPath);
    if (path.kind !== 'safe') throw new BrowseError('not-found');
    try {
      await browse.carryOut({ kind: 'fetch-file', transferId: roadId, path: path.path });
    } catch (error) {
      // A road that closed meanwhile opens again, and the file is asked for again.
      if (error instanceof BrowseError && error.reason === 'road-closed') return;
      throw error;
    }
  }

  #makeDownload(
    { roadId, folderId, folder }: QueueItem,
    { path, target }: { readonly path: string; readonly target: Target },
    { sessionId, store, granted, outside }: RunningContext,
  ): Download {
    const partialPath = join(path, partialName(roadId));
    const download = new Download(
      {
        partialPath,
        target,
        checkFolder: async () => {
          await granted.folder(folderId, folder === '' ? [] : namesOf(folder));
        },
      },
      {
        ...outside,
        remember: (journal: ReceiverJournal) =>
          keep(store, sessionId, roadId, { kind: 'receiver', journal, partialPath }),
      },
    );
    const kept = store.journal(sessionId, roadId);
    if (kept?.kind === 'receiver' && kept.partialPath === partialPath) download.restart(kept.journal);
    return download;
  }

  /** Where a download was going when the console ended; one that was being placed may be there already. */
  #placeInJournal(
    { roadId }: QueueItem,
    { sessionId, store }: RunningContext,
  ): { readonly path: string; readonly target: Target } | undefined {
    const kept = store.journal(sessionId, roadId);
    if (kept?.kind !== 'receiver' || kept.journal.target === null) return undefined;
    return { path: dirname(kept.partialPath), target: kept.journal.target };
  }

  /** Where a download goes, and under which name; undefined where a person has to choose. */
  async #placeFor(
    { folderId, folder, name }: QueueItem,
    choice: CollisionChoice | null,
    { granted }: RunningContext,
  ): Promise<{ readonly path: string; readonly target: Target } | undefined> {
    const root = await granted.folder(folderId, []);
    const path = await makeFolders(root, folder === '' ? [] : namesOf(folder));
    const taken = takenNames(await readdir(path), rules);
    if (!isTaken(name, taken)) return { path, target: { name, replace: choice === 'replace' } };
    switch (choice) {
      case 'replace':
        return { path, target: { name, replace: true } };
      case 'keep-both':
        return { path, target: { name: keepBothName(name, taken), replace: false } };
      case 'skip':
      case null:
        return undefined;
    }
  }
}

/** A transfer that is over in a way nobody can take up needs no journal; that of a download that arrived stays until the log says so. */
async function keep(
  store: TransferStore,
  sessionId: string,
  roadId: string,
  kept: Parameters<TransferStore['keepJournal']>[2],
): Promise<void> {
  const outcome =
    kept.kind === 'sender'
      ? kept.journal.outcome
      : kept.journal.stage.kind === 'ended'
        ? kept.journal.stage.outcome
        : null;
  const isToBeLogged = kept.kind === 'receiver' && outcome?.kind === 'completed';
  if (outcome === null || outcome.kind === 'failed' || isToBeLogged)
    await store.keepJournal(sessionId, roadId, kept);
  else await store.forgetJournal(sessionId, roadId);
}

/** How a download ends that could not begin. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof BrowseError) {
    switch (error.reason) {
      case 'not-allowed':
      case 'not-supported':
        return { kind: 'refused', reason: error.reason };
      case 'not-found':
      case 'not-a-file':
        return { kind: 'failed', failure: 'source-gone', by: 'there' };
      case 'no-answer':
      case 'road-closed':
        return { kind: 'failed', failure: 'no-answer', by: 'there' };
      default:
        return { kind: 'failed', failure: 'source-unreadable', by: 'there' };
    }
  }
  if (error instanceof PlaceError) {
    const failure = error.problem === 'not-readable' ? 'permission-denied' : 'folder-gone';
    return { kind: 'failed', failure, by: 'here' };
  }
  return { kind: 'failed', failure: diskFailureOf(error), by: 'here' };
}
