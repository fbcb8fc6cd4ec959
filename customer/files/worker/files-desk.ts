import { checkFileName } from '../../../shared/file-transfer/file-name';
import type { FolderPath } from '../../../shared/file-transfer/relative-path';
import { filesAreOpen } from '../../../shared/session/file-access';
import { refusalOf } from './answer-browse';
import { FilesEngine } from './files-engine';
import { ImportError, importFile } from './import-file';
import type { FileRoadSurroundings } from './road';
import { RoadKeeper } from './road-keeper';
import { pathIn, type Sandbox, SandboxRefusal } from './sandbox';
import type { SandboxEntry } from './sandbox-record';
import type {
  FilesProblem,
  FilesRequest,
  FilesRequests,
  FromFilesWorker,
  ListedEntry,
  ToFilesWorker,
} from './worker-messages';

/** News of one kind come at most 4 times a second. */
const newsMs = 250;

export interface DeskSurroundings extends FileRoadSurroundings {
  readonly sandbox: Sandbox;
  readonly newIdentifier: () => string;
  readonly now: () => number;
  readonly clock: () => number;
  readonly post: (message: FromFilesWorker) => void;
}

/** The worker's side towards the page: does what the page asks and tells what happens. */
export class FilesDesk {
  readonly #surroundings: DeskSurroundings;
  readonly #keeper: RoadKeeper;
  readonly #running = new Map<number, AbortController>();
  readonly #changedFolders = new Set<FolderPath>();
  #engine: { readonly sessionId: string; readonly engine: FilesEngine } | undefined;
  #newsIsDue = false;
  #transfersChanged = false;
  #orders: Promise<void> = Promise.resolve();

  constructor(surroundings: DeskSurroundings) {
    this.#surroundings = surroundings;
    const { sandbox, post } = surroundings;
    this.#keeper = new RoadKeeper(surroundings, () => post({ kind: 'road-wanted' }));
    sandbox.onChanged((folder) => {
      this.#changedFolders.add(sandbox.pathOf(folder));
      this.#tellSoon();
    });
    post({ kind: 'ready' });
    void this.#tellRoom();
  }

  /** Takes a message of the page; never throws. */
  receive(message: ToFilesWorker): void {
    switch (message.kind) {
      case 'request':
        void this.#answer(message.id, message.request);
        return;
      case 'stop-request':
        this.#running.get(message.id)?.abort();
        return;
      case 'set-session':
        // One after another: an engine lets go of the disk before the next takes it.
        this.#orders = this.#orders.then(() => this.#setSession(message));
        return;
      case 'road-granted':
        this.#keeper.granted(message.path, () => void this.#tellRoom());
        return;
      case 'road-refused':
        this.#keeper.refused();
        return;
    }
  }

  async #setSession({ session, isOver }: Extract<ToFilesWorker, { kind: 'set-session' }>): Promise<void> {
    const { sandbox, newIdentifier, now, clock } = this.#surroundings;
    if (this.#engine?.sessionId !== session?.sessionId || isOver) {
      this.#keeper.serve(undefined);
      await this.#engine?.engine.close();
      this.#engine = undefined;
      if (session !== null || isOver) {
        const kept = isOver ? null : (session?.sessionId ?? null);
        await sandbox.forgetOtherSessions(kept).catch(() => undefined);
      }
    }
    if (session !== null && !isOver) {
      if (this.#engine === undefined) {
        const changed = (): void => {
          this.#transfersChanged = true;
          this.#tellSoon();
        };
        const surroundings = { sandbox, newIdentifier, now, clock, changed };
        const engine = new FilesEngine(surroundings, session.sessionId);
        this.#engine = { sessionId: session.sessionId, engine };
      }
      this.#engine.engine.setAccess(session.files);
      this.#keeper.serve(filesAreOpen(session.files) ? this.#engine.engine : undefined);
      if (session.files.access === 'revoked') await this.#engine.engine.cancelAll();
    }
    this.#transfersChanged = true;
    this.#tellSoon();
  }

  async #answer(id: number, request: FilesRequest): Promise<void> {
    const { post } = this.#surroundings;
    const running = new AbortController();
    this.#running.set(id, running);
    try {
      post({ kind: 'answer', id, value: await this.#carryOut(id, request, running.signal) });
    } catch (error) {
      post({ kind: 'refusal', id, problem: problemOf(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  async #carryOut(
    id: number,
    request: FilesRequest,
    signal: AbortSignal,
  ): Promise<FilesRequests[FilesRequest['kind']]['answer']> {
    const { sandbox, newIdentifier, post } = this.#surroundings;
    switch (request.kind) {
      case 'list-folder':
        return this.#list(request.path, request.from, request.count);
      case 'create-folder':
        sandbox.createFolder(request.path, 'customer');
        return null;
      case 'rename': {
        const checked = checkFileName(request.name.trim());
        if (checked.kind === 'refused') throw new NameRefused();
        const name = checked.kind === 'safe' ? checked.name : checked.to;
        sandbox.rename(request.path, name);
        return { name };
      }
      case 'delete':
        await sandbox.remove(request.paths);
        return null;
      case 'import': {
        const progress = limitRate(this.#surroundings.clock, newsMs, (done: number) =>
          post({ kind: 'import-progress', id, done }),
        );
        const name = await importFile(
          sandbox,
          request.folder,
          request.file,
          newIdentifier(),
          signal,
          progress,
        );
        return { name };
      }
      case 'open': {
        const blob = await sandbox.disk.blob(sandbox.fileAt(request.path).content);
        if (blob === null) throw new SandboxRefusal('not-found');
        return blob;
      }
      case 'act-on-transfer':
        await this.#engine?.engine.act(request.transferId, request.act);
        return null;
    }
  }

  #list(path: FolderPath, from: number, count: number): FilesRequests['list-folder']['answer'] {
    const { index } = this.#surroundings.sandbox;
    const all = index.children(this.#surroundings.sandbox.folderIdAt(path));
    const entries = all.slice(from, from + count).flatMap((entry) => this.#listed(path, entry));
    return { entries, total: all.length };
  }

  #listed(folder: FolderPath, entry: SandboxEntry): readonly ListedEntry[] {
    const path = pathIn(folder, entry.name);
    if (path === undefined) return [];
    const { id, kind, name, addedAt, from } = entry;
    const size = entry.kind === 'file' ? entry.size : this.#surroundings.sandbox.index.countIn(id);
    return [{ id, kind, name, path, size, addedAt, from }];
  }

  #tellSoon(): void {
    if (this.#newsIsDue) return;
    this.#newsIsDue = true;
    this.#surroundings.after(newsMs, () => {
      this.#newsIsDue = false;
      this.#tell();
    });
  }

  #tell(): void {
    const { post } = this.#surroundings;
    const paths = [...this.#changedFolders];
    this.#changedFolders.clear();
    if (paths.length > 0) {
      post({ kind: 'folders-changed', paths });
      for (const path of paths) this.#keeper.road?.send({ kind: 'folder-changed', path });
      void this.#tellRoom();
    }
    if (!this.#transfersChanged) return;
    this.#transfersChanged = false;
    post({ kind: 'transfers', transfers: this.#engine?.engine.transfers() ?? [] });
  }

  async #tellRoom(): Promise<void> {
    const room = await this.#surroundings.sandbox.disk.room().catch(() => null);
    if (room === null) return;
    this.#surroundings.post({ kind: 'storage', room, files: this.#surroundings.sandbox.index.files });
    this.#keeper.road?.send({ kind: 'storage-changed', ...room });
  }
}

class NameRefused extends Error {}

function problemOf(error: unknown): FilesProblem {
  if (error instanceof NameRefused) return 'name-refused';
  return error instanceof ImportError ? error.problem : refusalOf(error);
}

/** Calls `action` at most once in so many milliseconds; what comes between is left out. */
function limitRate<Value>(
  clock: () => number,
  milliseconds: number,
  action: (value: Value) => void,
): (value: Value) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (value) => {
    if (clock() - last < milliseconds) return;
    last = clock();
    action(value);
  };
}
