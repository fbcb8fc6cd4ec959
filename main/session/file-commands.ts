import { safeFileName } from '../../shared/file-transfer/file-name';
import { checkRelativePath, type SafeRelativePath } from '../../shared/file-transfer/relative-path';
import type { ActiveSession } from '../../shared/session/session-state';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import { event, nothing, refused, type Verdict } from './verdict';

/** What a customer does about files. */
export type FileCommand = Extract<
  CustomerCommand,
  { kind: 'allow-file-access' | 'decline-file-access' | 'revoke-file-access' | 'report-file-change' }
>;

/** Decides what a command about files does; pure. */
export function verdictOnFileCommand({ files }: ActiveSession, command: FileCommand): Verdict {
  switch (command.kind) {
    case 'allow-file-access':
      if (files.access === 'allowed') return nothing;
      return files.policy === 'off'
        ? refused('The representative has turned file transfer off.')
        : event({ kind: 'file-access-allowed' });
    case 'decline-file-access':
      return files.access === 'asked' ? event({ kind: 'file-access-declined' }) : nothing;
    case 'revoke-file-access':
      return files.access === 'allowed' ? event({ kind: 'file-access-revoked' }) : nothing;
    case 'report-file-change':
      // What happens to files that the representative may not see is nobody's business.
      return files.access === 'allowed' ? changeOf(command.change) : nothing;
  }
}

function changeOf(change: Extract<FileCommand, { kind: 'report-file-change' }>['change']): Verdict {
  switch (change.kind) {
    case 'created-folder': {
      const path = safe(change.path);
      return path === undefined ? unsafe : event({ kind: 'customer-folder-created', path });
    }
    case 'renamed': {
      const path = safe(change.path);
      const name = safeFileName(change.name);
      return path === undefined || name === undefined
        ? unsafe
        : event({ kind: 'customer-file-renamed', path, name });
    }
    case 'deleted': {
      const paths = change.paths.map(safe).filter((path) => path !== undefined);
      return paths.length < change.paths.length || change.count < paths.length
        ? unsafe
        : event({ kind: 'customer-files-deleted', paths, count: change.count });
    }
  }
}

function safe(text: string): SafeRelativePath | undefined {
  const checked = checkRelativePath(text);
  return checked.kind === 'safe' ? checked.path : undefined;
}

const unsafe = refused('A path or a name is not safe as it stands.');
