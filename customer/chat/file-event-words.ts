import type { FileTransferEvent } from '../../shared/file-transfer/file-transfer-event';

/** What an entry of the log about files says to the customer, past tense; null for one that is no news to them. */
export function fileEventWords(
  event: FileTransferEvent,
  isOwn: boolean,
  representative: string,
): string | null {
  const who = isOwn ? 'You' : representative;
  switch (event.kind) {
    case 'file-access-requested':
      return `${representative} asked to exchange files with you`;
    case 'file-access-allowed':
      return 'You allowed access to your files here';
    case 'file-access-declined':
      return 'You declined access to your files';
    case 'file-access-revoked':
      return 'You took back access to your files';
    case 'file-transfer-completed':
      return event.direction === 'to-customer'
        ? `${representative} sent you ${event.name}`
        : `${representative} received ${event.name}`;
    case 'file-transfer-failed':
      return `${event.name} did not arrive`;
    case 'file-transfer-cancelled':
      return `${who} cancelled ${event.name}`;
    case 'customer-folder-created':
      return `${who} created the folder ${event.path}`;
    case 'customer-file-renamed':
      return `${who} renamed ${event.path} to ${event.name}`;
    case 'customer-files-deleted':
      return event.count === 1
        ? `${who} deleted ${event.paths[0] ?? 'a file'}`
        : `${who} deleted ${event.count} files and folders`;
    case 'file-policy-selected':
      return event.policy === 'off' ? `${representative} turned file transfer off` : null;
    case 'file-transfer-offered':
    case 'file-transfer-refused':
    case 'file-transfer-begun-anew':
      return null;
  }
}
