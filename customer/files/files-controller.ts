import type { FolderPath } from '../../shared/file-transfer/relative-path';
import { Listeners } from '../../shared/listeners';
import type { FileAccess } from '../../shared/session/file-access';
import type { SessionClient } from '../session/session-client';
import type {
  FilesProblem,
  FilesRequest,
  FilesRequestKind,
  FilesRequests,
  FromFilesWorker,
  StorageRoom,
  ToFilesWorker,
  TransferView,
} from './worker/worker-messages';

/** A file of the phone that is being copied here. */
export interface Import {
  readonly id: number;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly done: number;
}

/** What the customer's files are doing. */
export interface FilesState {
  readonly kind: 'opening' | 'open-elsewhere' | 'ready' | 'not-supported';
  readonly room: StorageRoom | null;
  /** How many files there are, in all folders; null until it is known. */
  readonly count: number | null;
  readonly transfers: readonly TransferView[];
  readonly imports: readonly Import[];
}

/** The worker did not do it. */
export class FilesProblemError extends Error {
  constructor(readonly problem: FilesProblem) {
    super(`Not done: ${problem}`);
    this.name = 'FilesProblemError';
  }
}

/** The worker as the controller uses it; tests hand in their own. */
export interface FilesWorker {
  readonly post: (message: ToFilesWorker) => void;
  readonly onMessage: (listener: (message: FromFilesWorker) => void) => void;
  readonly onFailure: (listener: () => void) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: FilesProblemError) => void;
}

/** The customer's files as the page sees them: asks the worker, and keeps it in step with the session. */
export class FilesController {
  readonly #client: SessionClient;
  readonly #worker: FilesWorker;
  readonly #listeners = new Listeners<[]>();
  readonly #folderListeners = new Listeners<[paths: readonly FolderPath[]]>();
  readonly #waiting = new Map<number, Waiting>();
  #state: FilesState = { kind: 'opening', room: null, count: null, transfers: [], imports: [] };
  #lastId = 0;
  #told: { readonly sessionId: string; readonly files: FileAccess; readonly isOver: boolean } | undefined;

  constructor(client: SessionClient, worker: FilesWorker) {
    this.#client = client;
    this.#worker = worker;
    worker.onMessage((message) => this.#receive(message));
    worker.onFailure(() => this.#set({ kind: 'not-supported' }));
    client.subscribe(() => this.#followSession());
    this.#followSession();
  }

  readonly getState = (): FilesState => this.#state;

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Calls `listener` with the folders in which something changed. Returns its unsubscribe. */
  onFoldersChanged(listener: (paths: readonly FolderPath[]) => void): () => void {
    return this.#folderListeners.add(listener);
  }

  /** Has the worker do something. Rejects with a FilesProblemError. */
  ask<Kind extends FilesRequestKind>(
    request: Extract<FilesRequest, { readonly kind: Kind }>,
  ): Promise<FilesRequests[Kind]['answer']> {
    return this.#ask<Kind>(request).answer;
  }

  /** Copies files the customer picked, one after another; resolves with those that could not be. */
  async import(
    folder: FolderPath,
    files: readonly File[],
  ): Promise<readonly { readonly name: string; readonly problem: FilesProblem }[]> {
    const failed: { readonly name: string; readonly problem: FilesProblem }[] = [];
    for (const file of files) {
      const { name, size } = file;
      const { id, answer } = this.#ask<'import'>({ kind: 'import', folder, file });
      this.#set({ imports: [...this.#state.imports, { id, name, size, done: 0 }] });
      try {
        await answer;
      } catch (error) {
        const problem = error instanceof FilesProblemError ? error.problem : 'disk-failed';
        if (problem !== 'stopped') failed.push({ name, problem });
      } finally {
        this.#set({ imports: this.#state.imports.filter((running) => running.id !== id) });
      }
    }
    return failed;
  }

  stopImport(id: number): void {
    this.#worker.post({ kind: 'stop-request', id });
  }

  #ask<Kind extends FilesRequestKind>(
    request: Extract<FilesRequest, { readonly kind: Kind }>,
  ): { readonly id: number; readonly answer: Promise<FilesRequests[Kind]['answer']> } {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<FilesRequests[Kind]['answer']>((resolve, reject) => {
      if (this.#state.kind === 'not-supported') {
        reject(new FilesProblemError('not-supported'));
        return;
      }
      // The worker is this page's own code and answers a request with the answer of its kind.
      this.#waiting.set(id, { resolve: (value) => resolve(value as FilesRequests[Kind]['answer']), reject });
      this.#worker.post({ kind: 'request', id, request });
    });
    return { id, answer };
  }

  #receive(message: FromFilesWorker): void {
    switch (message.kind) {
      case 'answer':
        this.#take(message.id)?.resolve(message.value);
        return;
      case 'refusal':
        this.#take(message.id)?.reject(new FilesProblemError(message.problem));
        return;
      case 'open-elsewhere':
      case 'ready':
        this.#set({ kind: message.kind });
        return;
      case 'not-supported':
        this.#set({ kind: 'not-supported' });
        for (const id of [...this.#waiting.keys()])
          this.#take(id)?.reject(new FilesProblemError('not-supported'));
        return;
      case 'folders-changed':
        this.#folderListeners.tell(message.paths);
        return;
      case 'storage':
        this.#set({ room: message.room, count: message.files });
        return;
      case 'transfers':
        this.#set({ transfers: message.transfers });
        return;
      case 'import-progress': {
        const { id, done } = message;
        this.#set({
          imports: this.#state.imports.map((running) => (running.id === id ? { ...running, done } : running)),
        });
        return;
      }
      case 'road-wanted':
        this.#client.ask('request-file-road', {}).then(
          ({ path }) => this.#worker.post({ kind: 'road-granted', path: ownPath(path) }),
          () => this.#worker.post({ kind: 'road-refused' }),
        );
        return;
    }
  }

  /** Tells the worker which session there is and what it allows, whenever that changes. */
  #followSession(): void {
    const client = this.#client.getState();
    const session = client.kind === 'in-session' ? client.state : null;
    if (client.kind !== 'in-session' || session === null) return;
    if (session.phase === 'waiting' || session.phase === 'turned-away') return;
    const told = { sessionId: client.sessionId, files: session.files, isOver: session.phase === 'ended' };
    const before = this.#told;
    if (
      before?.sessionId === told.sessionId &&
      before.files === told.files &&
      before.isOver === told.isOver
    ) {
      return;
    }
    this.#told = told;
    const { sessionId, files, isOver } = told;
    this.#worker.post({ kind: 'set-session', session: { sessionId, files }, isOver });
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #set(change: Partial<FilesState>): void {
    this.#state = { ...this.#state, ...change };
    this.#listeners.tell();
  }
}

/** A path of this site alone: files go nowhere else. */
function ownPath(path: string): string {
  return new URL(path, window.location.origin).pathname;
}
