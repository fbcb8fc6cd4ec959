import type { FilePolicy, FileTransferEvent } from '../file-transfer/file-transfer-event';
import type { EventEnvelope } from './session-event';

/** Whether files may go between the two, since `at` (milliseconds since the Unix epoch), and which way. */
export interface FileAccess {
  readonly access: 'off' | 'asked' | 'allowed' | 'declined' | 'revoked';
  readonly at: number;
  /** The representative's choice for the session. */
  readonly policy: FilePolicy;
}

export const noFileAccess: FileAccess = { access: 'off', at: 0, policy: 'both' };

/** Whether the customer's files can be seen and used now. */
export function filesAreOpen({ access, policy }: FileAccess): boolean {
  return access === 'allowed' && policy !== 'off';
}

/** Whether a file may go that way now. */
export function mayTransfer(files: FileAccess, direction: 'to-customer' | 'to-representative'): boolean {
  if (!filesAreOpen(files)) return false;
  return files.policy === 'both' || (files.policy === 'upload-only') === (direction === 'to-customer');
}

/** The events about files, in their places in the log. */
export type FileEvent = EventEnvelope & FileTransferEvent;

/** Returns the file access after `event`; those about single files change nothing of it. */
export function fileAccessAfter(files: FileAccess, event: FileEvent): FileAccess {
  const { at } = event;
  switch (event.kind) {
    case 'file-access-requested':
      return files.access === 'allowed' ? files : { ...files, access: 'asked', at };
    case 'file-access-allowed':
      return files.access === 'allowed' ? files : { ...files, access: 'allowed', at };
    case 'file-access-declined':
      return files.access === 'asked' ? { ...files, access: 'declined', at } : files;
    case 'file-access-revoked':
      return files.access === 'allowed' ? { ...files, access: 'revoked', at } : files;
    case 'file-policy-selected':
      return { ...files, policy: event.policy };
    case 'file-transfer-offered':
    case 'file-transfer-refused':
    case 'file-transfer-begun-anew':
    case 'file-transfer-completed':
    case 'file-transfer-failed':
    case 'file-transfer-cancelled':
    case 'customer-folder-created':
    case 'customer-file-renamed':
    case 'customer-files-deleted':
      return files;
  }
}
