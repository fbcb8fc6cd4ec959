import type { BrowseAnswer, BrowseRefusal, BrowseRequest } from '../../../shared/file-transfer/browse';
import { fileLimits } from '../../../shared/file-transfer/file-limits';
import { type FileAccess, filesAreOpen, mayTransfer } from '../../../shared/session/file-access';
import { diskFailureOf } from './disk';
import { type Sandbox, SandboxRefusal } from './sandbox';
import type { SandboxEntry, SandboxFile } from './sandbox-record';

/** An answer to the console, and the file it fetches now. */
export interface Answered {
  readonly answer: BrowseAnswer;
  readonly fetched: SandboxFile | null;
}

/** Does what the console asks of the customer's files, where the customer allows it. Never rejects. */
export async function answerBrowse(
  sandbox: Sandbox,
  files: FileAccess,
  request: BrowseRequest,
): Promise<Answered> {
  const { requestId } = request;
  const done: Answered = { answer: { kind: 'request-done', requestId }, fetched: null };
  const refused = (reason: BrowseRefusal): Answered => ({
    answer: { kind: 'request-refused', requestId, reason },
    fetched: null,
  });
  if (!filesAreOpen(files)) return refused('not-allowed');
  try {
    switch (request.kind) {
      case 'list-folder': {
        const folder = sandbox.folderIdAt(request.path);
        const { entries, hasMore } = sandbox.index.page(folder, request.after, fileLimits.entriesPerPage);
        const next = hasMore ? (entries.at(-1)?.name ?? null) : null;
        return {
          answer: { kind: 'folder-listed', requestId, entries: entries.map(listed), next },
          fetched: null,
        };
      }
      case 'create-folder':
        sandbox.createFolder(request.path, 'representative');
        return done;
      case 'rename-entry':
        sandbox.rename(request.path, request.name);
        return done;
      case 'delete-entries':
        await sandbox.remove(request.paths);
        return done;
      case 'fetch-file':
        if (!mayTransfer(files, 'to-representative')) return refused('not-allowed');
        return { ...done, fetched: sandbox.fileAt(request.path) };
    }
  } catch (error) {
    return refused(refusalOf(error));
  }
}

function listed(entry: SandboxEntry) {
  const { name, kind } = entry;
  return entry.kind === 'file'
    ? { name, kind, size: entry.size, modifiedAt: entry.modifiedAt }
    : { name, kind, size: 0, modifiedAt: entry.addedAt };
}

/** Why something was not done, in the words of the road. */
export function refusalOf(error: unknown): BrowseRefusal {
  if (error instanceof SandboxRefusal) return error.reason;
  switch (diskFailureOf(error)) {
    case 'disk-full':
    case 'quota-exceeded':
      return 'no-space';
    case 'permission-denied':
    case 'folder-gone':
    case 'disk-failed':
      return 'disk-failed';
  }
}
