import type { Direction } from '../../shared/file-transfer/queue';
import type { TransferFailure, TransferRefusal } from '../../shared/file-transfer/transfer';

/** Why a transfer failed, after a colon, e.g. "the phone has no room left"; `name` is what to call the customer. */
export function failureReason(failure: TransferFailure, direction: Direction, name: string): string {
  const toPhone = direction === 'to-customer';
  const receiver = toPhone ? 'the phone' : 'this computer';
  const sender = toPhone ? 'this computer' : 'the phone';
  switch (failure) {
    case 'disk-full':
      return `${receiver} has no room left`;
    case 'quota-exceeded':
      return toPhone
        ? 'the browser on the phone gives no more room'
        : 'this computer has no room left for you';
    case 'permission-denied':
      return `${receiver} does not let Sightline write there`;
    case 'folder-gone':
      return 'the folder is no longer there';
    case 'disk-failed':
      return toPhone ? 'the phone could not store it' : 'the disk could not store it';
    case 'source-gone':
      return `it is no longer on ${sender}`;
    case 'source-unreadable':
      return `${sender} could not read it`;
    case 'chunk-damaged':
      return 'it arrived damaged, several times';
    case 'digest-mismatch':
      return 'what arrived is not what was sent';
    case 'no-answer':
      return `${name}’s phone did not answer`;
    case 'connection-lost':
      return 'the connection was lost';
    case 'protocol-broken':
      return 'the phone sent a reply that Sightline does not understand';
  }
}

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
      return 'List the folder again, then choose anew.';
    case 'chunk-damaged':
    case 'digest-mismatch':
      return 'Nothing of it is kept, retry begins anew.';
    case 'disk-failed':
    case 'no-answer':
    case 'connection-lost':
      return `${kept} kept, retry goes on from there.`;
    case 'protocol-broken':
      return `Ask ${name} to load the page again, then retry.`;
  }
}

/** Why a file was not taken, after a colon; e.g. "its name cannot be used". */
export function refusalReason(reason: TransferRefusal, direction: Direction, name: string): string {
  const toPhone = direction === 'to-customer';
  switch (reason) {
    case 'declined':
      return toPhone ? `${name} declined it` : 'it was declined';
    case 'not-allowed':
      return 'files can’t be sent this way right now';
    case 'name-refused':
      return 'its name cannot be used';
    case 'name-taken':
      return 'a file of that name is there';
    case 'too-large':
      return 'it is too large';
    case 'no-space':
      return toPhone ? 'the phone has no room for it' : 'this computer has no room for it';
    case 'not-supported':
      return toPhone ? 'the browser on the phone cannot store files' : 'it cannot be stored';
    case 'too-many':
      return 'too many files wait already';
  }
}
