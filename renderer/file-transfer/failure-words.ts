import type { Direction } from '../../shared/file-transfer/queue';
import type { TransferFailure } from '../../shared/file-transfer/transfer';

/** What is kept of a failed transfer, and what to do, as a sentence; `kept` is how much, e.g. "1.7 MB". */
export function failureAdvice(
  failure: TransferFailure,
  direction: Direction,
  name: string,
  kept: string,
): string {
  const toPhone = direction === 'to-customer';
  switch (failure) {
    case 'disk-full':
      return toPhone ? `Ask ${name} to free some room, then retry.` : 'Free some room, then retry.';
    case 'quota-exceeded':
      return toPhone ? 'Delete files on the phone, then retry.' : 'Free some room, then retry.';
    case 'permission-denied':
      return toPhone ? 'Try another folder.' : 'Choose another folder.';
    case 'folder-gone':
      return 'Choose another folder.';
    case 'source-gone':
    case 'source-unreadable':
      return 'Refresh the folder, then choose again.';
    case 'chunk-damaged':
    case 'digest-mismatch':
      return 'Nothing of it is kept, retry starts over.';
    case 'disk-failed':
    case 'no-answer':
    case 'connection-lost':
      return `${kept} kept, retry continues from there.`;
    case 'protocol-broken':
      return `Ask ${name} to load the page again, then retry.`;
  }
}
