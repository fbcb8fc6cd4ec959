import type { BrowseRefusal } from '../../../shared/file-transfer/browse';
import type { FolderPath, SafeRelativePath } from '../../../shared/file-transfer/relative-path';
import type { Outcome } from '../../../shared/file-transfer/transfer';
import type { FileAccess } from '../../../shared/session/file-access';

/** One line of the Files tab. */
export interface ListedEntry {
  readonly id: string;
  readonly kind: 'file' | 'folder';
  readonly name: string;
  readonly path: SafeRelativePath;
  /** In bytes; for a folder the number of things in it. */
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly addedAt: number;
  readonly from: 'customer' | 'representative';
}

/** A part of a folder, in the order it is shown. */
export interface ListedFolder {
  readonly entries: readonly ListedEntry[];
  /** How many there are in all. */
  readonly total: number;
}

/** One transfer as the Files tab shows it. */
export interface TransferView {
  readonly transferId: string;
  readonly name: string;
  readonly direction: 'to-customer' | 'to-representative';
  /** In bytes; `done` are on the receiver's disk. */
  readonly size: number;
  readonly done: number;
  readonly status:
    | { readonly kind: 'waiting' | 'active' | 'verifying' }
    | { readonly kind: 'paused' }
    | { readonly kind: 'ended'; readonly outcome: Outcome };
}

/** Bytes used and bytes the browser grants this page. */
export interface StorageRoom {
  readonly usage: number;
  readonly quota: number;
}

/** What the page asks of the worker, and what each answers with. */
export interface FilesRequests {
  readonly 'list-folder': {
    readonly asked: { readonly path: FolderPath; readonly from: number; readonly count: number };
    readonly answer: ListedFolder;
  };
  readonly 'create-folder': { readonly asked: { readonly path: SafeRelativePath }; readonly answer: null };
  readonly rename: {
    readonly asked: { readonly path: SafeRelativePath; readonly name: string };
    readonly answer: { readonly name: string };
  };
  readonly delete: {
    readonly asked: { readonly paths: readonly SafeRelativePath[] };
    readonly answer: null;
  };
  /** Copies a file of the phone; told of under way by `import-progress`. */
  readonly import: {
    readonly asked: { readonly folder: FolderPath; readonly file: File };
    readonly answer: { readonly name: string };
  };
  readonly open: { readonly asked: { readonly path: SafeRelativePath }; readonly answer: Blob };
  readonly 'act-on-transfer': {
    readonly asked: { readonly transferId: string; readonly act: 'pause' | 'unpause' | 'cancel' };
    readonly answer: null;
  };
}
export type FilesRequestKind = keyof FilesRequests;

/** One request of the page, by kind. */
export type FilesRequest = {
  readonly [Kind in FilesRequestKind]: { readonly kind: Kind } & FilesRequests[Kind]['asked'];
}[FilesRequestKind];

/** Why the worker did not do it. */
export type FilesProblem = BrowseRefusal | 'name-refused' | 'cannot-read' | 'stopped';

/** What the page tells the worker. */
export type ToFilesWorker =
  | { readonly kind: 'request'; readonly id: number; readonly request: FilesRequest }
  | { readonly kind: 'stop-request'; readonly id: number }
  /** Which session there is, and what it allows; null for none. `isOver` says that what is under way is of no use any more. */
  | {
      readonly kind: 'set-session';
      readonly session: { readonly sessionId: string; readonly files: FileAccess } | null;
      readonly isOver: boolean;
    }
  | { readonly kind: 'road-granted'; readonly path: string }
  | { readonly kind: 'road-refused' };

/** What the worker tells the page. */
export type FromFilesWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly problem: FilesProblem }
  /** Another tab of this browser has the files open; this one goes on once that is closed. */
  | { readonly kind: 'open-elsewhere' }
  | { readonly kind: 'ready' }
  /** This browser keeps no files. */
  | { readonly kind: 'not-supported' }
  | { readonly kind: 'folders-changed'; readonly paths: readonly FolderPath[] }
  | { readonly kind: 'storage'; readonly room: StorageRoom; readonly files: number }
  | { readonly kind: 'transfers'; readonly transfers: readonly TransferView[] }
  | { readonly kind: 'import-progress'; readonly id: number; readonly done: number }
  /** Asks for a way to open the file road. */
  | { readonly kind: 'road-wanted' };
