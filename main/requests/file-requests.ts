import type { BrowseRefusal } from '../../shared/file-transfer/browse';
import { displayName } from '../../shared/file-transfer/display-name';
import { deletedPathsNamed } from '../../shared/file-transfer/file-transfer-event';
import { namesOf } from '../../shared/file-transfer/relative-path';
import type { fileRequests as schemas } from '../../shared/ipc/file-requests';
import type { IpcRefusalCode } from '../../shared/ipc/requests';
import { BrowseError } from '../file-transfer/browse-client';
import { collectDownloads, collectUploads } from '../file-transfer/collect';
import type { FileTransfers } from '../file-transfer/file-transfers';
import type { GrantedFolders } from '../file-transfer/granted-folders';
import {
  createLocalFolder,
  type LocalWatch,
  listLocalFolder,
  renameLocal,
} from '../file-transfer/local-folder';
import { endingOf, opensAtOnce } from '../file-transfer/opens-at-once';
import { NameTakenError } from '../file-transfer/partial-file';
import { PlaceError, type PlaceProblem } from '../file-transfer/place';
import type { SessionTransfers } from '../file-transfer/session-transfers';
import { type RequestHandlers, RequestRefusal } from '../ipc/request-server';
import type { SessionCommands } from './carry-out';

export interface FileRequestParts {
  readonly files: FileTransfers;
  readonly granted: GrantedFolders;
  readonly watch: LocalWatch;
  /** Asks the person for a folder; undefined where they choose none. */
  readonly chooseFolder: () => Promise<string | undefined>;
  /** Opens with the system's program; rejects where it cannot. */
  readonly openPath: (path: string) => Promise<void>;
  readonly showInFolder: (path: string) => void;
  readonly moveToTrash: (path: string) => Promise<void>;
}

type FileRequestName = keyof typeof schemas;

/** What main does for the requests about files. */
export function fileRequests(
  commands: SessionCommands,
  { files, granted, watch, ...system }: FileRequestParts,
): Pick<RequestHandlers, FileRequestName> {
  const transfersOf = (sessionId: string): SessionTransfers => {
    const session = commands.session(sessionId);
    if (session.state.phase !== 'active') {
      throw new RequestRefusal(
        'session-not-open',
        `The session with ${session.state.customer.name} is not open.`,
      );
    }
    return files.transfersOf(session);
  };
  const customerName = (sessionId: string): string => commands.session(sessionId).state.customer.name;
  /** Turns what a disk or the phone answered into a sentence. */
  const said = async <Result>(sessionId: string | null, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PlaceError) throw new RequestRefusal(...placeWords[error.problem]);
      if (error instanceof NameTakenError) throw nameTaken();
      if (error instanceof BrowseError) {
        throw browseRefusal(error, sessionId === null ? 'The customer' : customerName(sessionId));
      }
      throw error;
    }
  };

  return {
    'list-granted-folders': async () => ({ folders: await granted.list() }),
    'grant-folder': () =>
      said(null, async () => {
        const path = await system.chooseFolder();
        return path === undefined
          ? ({ kind: 'cancelled' } as const)
          : ({ kind: 'granted', folder: await granted.grant(path) } as const);
      }),
    'forget-folder': ({ folderId }) => {
      granted.forget(folderId);
      return null;
    },
    'list-local-folder': ({ folderId, path }) =>
      said(null, async () => {
        const listed = await listLocalFolder(granted, folderId, path);
        watch.follow(await granted.folder(folderId, path === '' ? [] : namesOf(path)), folderId, path);
        return listed;
      }),
    'create-local-folder': ({ folderId, path }) =>
      said(null, async () => {
        await createLocalFolder(granted, folderId, path);
        return null;
      }),
    'rename-local': ({ folderId, path, name }) =>
      said(null, async () => {
        await renameLocal(granted, folderId, path, name);
        return null;
      }),
    'delete-local': ({ folderId, paths }) =>
      said(null, async () => {
        for (const path of paths) {
          const place = await granted.find(folderId, namesOf(path));
          await system.moveToTrash(place.path).catch(() => {
            throw new RequestRefusal(
              'file-not-possible',
              `${namesOf(path).at(-1) ?? 'The file'} could not be moved to the trash. Another program may use it.`,
            );
          });
        }
        return null;
      }),
    'open-local': ({ folderId, path, confirmed }) =>
      said(null, async () => {
        const place = await granted.find(folderId, namesOf(path));
        const name = namesOf(path).at(-1) ?? '';
        if (!confirmed && !opensAtOnce(name, place.stats)) {
          const ending = displayName(endingOf(name));
          return { kind: 'needs-confirmation', ending, from: files.fetchedFrom(folderId, path) } as const;
        }
        await system.openPath(place.path).catch(() => {
          throw new RequestRefusal('file-not-possible', 'No program of this computer opened the file.');
        });
        return { kind: 'opened' } as const;
      }),
    'show-in-folder': ({ folderId, path }) =>
      said(null, async () => {
        system.showInFolder((await granted.find(folderId, namesOf(path))).path);
        return null;
      }),
    'list-customer-folder': ({ sessionId, path }) =>
      said(sessionId, async () => {
        const transfers = transfersOf(sessionId);
        return { entries: await transfers.browse.list(path), storage: transfers.storage };
      }),
    'create-customer-folder': ({ sessionId, id, path }) =>
      said(sessionId, async () => {
        if (commands.before(sessionId, id) !== undefined) return null;
        await transfersOf(sessionId).browse.carryOut({ kind: 'create-folder', path });
        commands.record(sessionId, id, { kind: 'customer-folder-created', path });
        return null;
      }),
    'rename-customer-file': ({ sessionId, id, path, name }) =>
      said(sessionId, async () => {
        if (commands.before(sessionId, id) !== undefined) return null;
        await transfersOf(sessionId).browse.carryOut({ kind: 'rename-entry', path, name });
        commands.record(sessionId, id, { kind: 'customer-file-renamed', path, name });
        return null;
      }),
    'delete-customer-files': ({ sessionId, id, paths }) =>
      said(sessionId, async () => {
        if (commands.before(sessionId, id) !== undefined) return null;
        await transfersOf(sessionId).browse.carryOut({ kind: 'delete-entries', paths });
        const named = paths.slice(0, deletedPathsNamed);
        commands.record(sessionId, id, { kind: 'customer-files-deleted', paths: named, count: paths.length });
        return null;
      }),
    'get-transfers': ({ sessionId }) => {
      const { state } = commands.session(sessionId);
      if (state.phase !== 'active') return { transfers: [], totals: noTotals, road: 'closed' };
      const transfers = transfersOf(sessionId);
      transfers.board.applyProgress();
      return {
        transfers: transfers.board.queue.files.flatMap((file) => transfers.board.view(file)),
        totals: transfers.board.totals,
        road: transfers.isRoadOpen ? 'open' : 'closed',
      };
    },
    'queue-uploads': ({ sessionId, sources, folder, onCollision }) =>
      said(sessionId, async () => {
        const transfers = transfersOf(sessionId);
        const { items, folders, leftOut } = await collectUploads(granted, sources, folder);
        for (const path of folders) {
          await transfers.browse.carryOut({ kind: 'create-folder', path }).catch((error: unknown) => {
            const isThere = error instanceof BrowseError && error.reason === 'name-taken';
            if (!isThere) throw error;
          });
        }
        return { queued: transfers.add(items, onCollision), leftOut };
      }),
    'queue-downloads': ({ sessionId, paths, folderId, folder, onCollision }) =>
      said(sessionId, async () => {
        const transfers = transfersOf(sessionId);
        const { items, leftOut } = await collectDownloads(transfers.browse, granted, paths, folderId, folder);
        return { queued: transfers.add(items, onCollision), leftOut };
      }),
    'pause-transfer': ({ sessionId, transferId }) => {
      transfersOf(sessionId).pause(transferId);
      return null;
    },
    'resume-transfer': ({ sessionId, transferId }) => {
      transfersOf(sessionId).unpause(transferId);
      return null;
    },
    'cancel-transfer': ({ sessionId, transferId }) => {
      transfersOf(sessionId).cancel(transferId);
      return null;
    },
    'retry-transfer': ({ sessionId, transferId }) => {
      transfersOf(sessionId).retry(transferId);
      return null;
    },
    'move-transfer': ({ sessionId, transferId, index }) => {
      transfersOf(sessionId).move(transferId, index);
      return null;
    },
    'choose-collision': ({ sessionId, transferId, choice, forAll }) => {
      transfersOf(sessionId).choose(transferId, choice, forAll);
      return null;
    },
    'clear-ended-transfers': ({ sessionId }) => {
      transfersOf(sessionId).clearEnded();
      return null;
    },
  };
}

const noTotals = { files: 0, filesDone: 0, bytes: 0, bytesDone: 0, speed: null, timeLeftMs: null };

const placeWords: Readonly<Record<PlaceProblem, readonly [IpcRefusalCode, string]>> = {
  'not-granted': ['file-not-found', 'Sightline may not use this folder any more. Grant it again.'],
  'not-found': ['file-not-found', 'It is not there any more. The list is read again.'],
  'not-plain': [
    'file-not-possible',
    'It is a link or a device. Sightline uses plain files and folders only.',
  ],
  'not-a-folder': ['file-not-found', 'There is no folder of this name any more.'],
  'not-readable': ['file-not-possible', 'The system does not let Sightline read it. Check its permissions.'],
};

function nameTaken(): RequestRefusal {
  return new RequestRefusal(
    'file-name-taken',
    'There is another file or folder of this name. Choose another name.',
  );
}

function browseRefusal({ reason }: BrowseError, name: string): RequestRefusal {
  switch (reason) {
    case 'name-taken':
      return nameTaken();
    case 'road-closed':
    case 'no-answer':
      return new RequestRefusal(
        'files-closed',
        `${name}’s phone cannot be reached for files now. Try again in a moment.`,
      );
    default:
      return new RequestRefusal('file-not-possible', phoneWords[reason]);
  }
}

const phoneWords: Readonly<Record<Exclude<BrowseRefusal, 'name-taken'>, string>> = {
  'not-found': 'It is not on the phone any more. The list is read again.',
  'not-a-folder': 'It is no folder.',
  'not-a-file': 'It is no file.',
  'not-allowed': 'The phone does not allow it now. Ask for access to files again.',
  'no-space': 'The phone has no space left for it.',
  busy: 'The file is in use on the phone. Try again when its transfer is over.',
  'not-supported': 'The phone’s browser cannot do this.',
  'disk-failed': 'The phone could not do it. Try again.',
};
