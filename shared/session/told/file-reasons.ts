import type { Direction } from '../../file-transfer/queue';
import type { TransferFailure, TransferRefusal } from '../../file-transfer/transfer-outcome';

/**
 * Returns why a transfer failed, to follow a colon, e.g. "the phone has no room left"; `name` is what to call the
 * customer, `computer` what to call the representative's computer.
 */
export function failureReason(
  failure: TransferFailure,
  direction: Direction,
  name: string,
  computer: string,
): string {
  const toPhone = direction === 'to-customer';
  const receiver = toPhone ? 'the phone' : computer;
  const sender = toPhone ? computer : 'the phone';
  switch (failure) {
    case 'disk-full':
      return `${receiver} has no room left`;
    case 'quota-exceeded':
      return toPhone ? 'the browser on the phone allows no more room' : `${computer} allows no more room`;
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
      return 'the phone sent a reply Sightline doesn’t understand';
  }
}

/** Returns why a file was not taken, to follow a colon, e.g. "its name cannot be used". */
export function refusalReason(
  reason: TransferRefusal,
  direction: Direction,
  name: string,
  computer: string,
): string {
  const toPhone = direction === 'to-customer';
  switch (reason) {
    case 'declined':
      return toPhone ? `${name} declined it` : 'it was declined';
    case 'not-allowed':
      return 'files can’t be sent this way right now';
    case 'name-refused':
      return 'its name cannot be used';
    case 'name-taken':
      return 'a file of that name is already there';
    case 'too-large':
      return 'it is too large';
    case 'no-space':
      return toPhone ? 'the phone has no room for it' : `${computer} has no room for it`;
    case 'not-supported':
      return toPhone ? 'the browser on the phone cannot store files' : 'it cannot be stored';
    case 'too-many':
      return 'too many files are waiting already';
  }
}
