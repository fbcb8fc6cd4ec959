import { safeFileName } from '../../shared/file-transfer/file-name';
import { checkRelativePath, type SafeRelativePath } from '../../shared/file-transfer/relative-path';
import type { ActiveSession } from '../../shared/session/session-state';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import type { Outcome } from './customer-commands';

/** What a customer does about files. */
export type FileCommand = Extract<
  CustomerCommand,
  { kind: 'allow-file-access' | 'decline-file-access' | 'revoke-file-access' | 'report-file-change' }
>;

const nothing: Outcome = { kind: 'nothing' };

/** Decides what a command about files does; pure. */
export function outcomeOfFileCommand({ files }: ActiveSession, command: FileCommand): Outcome {
  switch (command.kind) {
    case 'allow-file-access':
      if (files.access === 'allowed') return nothing;
      return files.policy === 'off'
        ? notAllowed('The representative has turned file transfer off.')
        : { kind: 'event', body: { kind: 'file-access-allowed' } };
    case 'decline-file-access':
      return files.access === 'asked' ? { kind: 'event', body: { kind: 'file-access-declined' } } : nothing;
    case 'revoke-file-access':
      return files.access === 'allowed' ? { kind: 'event', body: { kind: 'file-access-revoked' } } : nothing;
    case 'report-file-change':
      // What happens to files that the representative may not see is nobody's business.
      return files.access === 'allowed' ? changeOf(command.change) : nothing;
  }
}

function changeOf(change: Extract<FileCommand, { kind: 'report-file-change' }>['change']): Outcome {
  switch (change.kind) {
    case 'created-folder': {
      const path = safe(change.path);
      return path === undefined ? unsafe : { kind: 'event', body: { kind: 'customer-folder-created', path } };
    }
    case 'renamed': {
      const path = safe(change.path);
      const name = safeFileName(change.name);
      return path === undefined || name === undefined
        ? unsafe
        : { kind: 'event', body: { kind: 'customer-file-renamed', path, name } };
    }
    case 'deleted': {
      const paths = change.paths.map(safe).filter((path) => path !== undefined);
      return paths.length < change.paths.length || change.count < paths.length
        ? unsafe
        : { kind: 'event', body: { kind: 'customer-files-deleted', paths, count: change.count } };
    }
  }
}

function safe(text: string): SafeRelativePath | undefined {
  const checked = checkRelativePath(text);
  return checked.kind === 'safe' ? checked.path : undefined;
}

function notAllowed(message: string): Outcome {
  return { kind: 'refused', code: 'not-allowed', message };
}

const unsafe = notAllowed('A path or a name is not safe as it stands.');
