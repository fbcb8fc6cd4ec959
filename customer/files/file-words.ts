import type { FilePolicy } from '../../shared/file-transfer/file-transfer-event';
import type { TransferFailure, TransferRefusal } from '../../shared/file-transfer/transfer-outcome';
import { amountInWords, percentInWords, sizeInWords } from '../../shared/words/sizes';
import type { FilesProblem, ListedEntry, TransferView } from './worker/worker-messages';

/** Returns a size as people write it, e.g. "1.8 MB". */
export function sizeWords(bytes: number): string {
  return bytes < 1 ? 'empty' : sizeInWords(bytes);
}

/** What stands under a name in the list. */
export function entryWords(entry: ListedEntry, representative: string | null, now: number): string {
  if (entry.kind === 'folder') {
    return entry.size === 0 ? 'Empty' : `${entry.size} ${entry.size === 1 ? 'item' : 'items'}`;
  }
  const when = whenWords(entry.addedAt, now);
  const who =
    entry.from === 'customer' ? `added ${when}` : `from ${representative ?? 'your representative'}, ${when}`;
  return `${sizeWords(entry.size)}, ${who}`;
}

function whenWords(at: number, now: number): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date(now).toDateString();
  return isToday
    ? date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', hour12: false })
    : date.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** What a transfer is doing, beside its name. */
export function transferWords({ status, done, size, direction }: TransferView): string {
  switch (status.kind) {
    case 'waiting':
      return 'waiting';
    case 'active':
      return amountInWords(done, size);
    case 'verifying':
      return 'checking';
    case 'paused':
      return `paused at ${percentInWords(done, size)}`;
    case 'ended':
      switch (status.outcome.kind) {
        case 'completed':
          return 'done';
        case 'cancelled':
          return 'cancelled';
        case 'refused':
          return direction === 'to-representative' && status.outcome.reason === 'no-space'
            ? 'no room for it on the representative’s computer'
            : refusalWords[status.outcome.reason];
        case 'failed':
          return failureOf(status.outcome.failure, direction);
      }
  }
}

const refusalWords: Readonly<Record<TransferRefusal, string>> = {
  declined: 'declined',
  'not-allowed': 'not allowed at the moment',
  'name-refused': 'its name cannot be used',
  'too-large': 'too large',
  'no-space': 'no room for it on this phone',
  'not-supported': 'not possible here',
  'too-many': 'too many files at once',
  'name-taken': 'a file of that name is there',
};

const failureWords: Readonly<Record<TransferFailure, string>> = {
  'disk-full': 'stopped: no room left',
  'quota-exceeded': 'stopped: this phone has no room left. Delete something here, then ask for it again',
  'permission-denied': 'stopped: this browser may not keep it',
  'folder-gone': 'stopped: its folder is gone',
  'disk-failed': 'stopped: it could not be kept',
  'source-gone': 'stopped: the file is gone',
  'source-unreadable': 'stopped: the file cannot be read',
  'chunk-damaged': 'stopped: it came damaged',
  'digest-mismatch': 'stopped: it came damaged',
  'no-answer': 'stopped: no answer. It goes on from where it is when it is tried again',
  'connection-lost': 'stopped: the connection was lost. It goes on from where it is',
  'protocol-broken': 'stopped: something unexpected came',
};

/** What stopped a transfer, on the side where it happened. */
function failureOf(failure: TransferFailure, direction: TransferView['direction']): string {
  const isFull = failure === 'disk-full' || failure === 'quota-exceeded';
  return isFull && direction === 'to-representative'
    ? 'stopped: the representative’s computer has no room left'
    : failureWords[failure];
}

/** Why something did not work, and what to do. */
export const problemWords: Readonly<Record<FilesProblem, string>> = {
  'not-found': 'It is not here any more.',
  'not-a-folder': 'This is not a folder.',
  'not-a-file': 'This is not a file.',
  'name-taken': 'Something here has that name. Choose another.',
  'not-allowed': 'This is not allowed at the moment.',
  'no-space': 'There is not enough room on this phone. Delete something here, then try again.',
  busy: 'It is in use. Try again in a moment.',
  'not-supported': 'This browser cannot keep files.',
  'disk-failed': 'The phone could not do it. Try again.',
  'name-refused': 'This name cannot be used. Choose one without slashes and with at least one letter.',
  'cannot-read': 'The file could not be read. If it is in a cloud, open it there once, then try again.',
  stopped: 'Stopped.',
};

/** Who sees what of the files, for the top of the tab. */
export function leadWords(policy: FilePolicy, isAllowed: boolean, representative: string): string {
  if (!isAllowed) return `Only you see the files here. ${representative} sees none of them.`;
  const rest = 'Nothing else on your phone can be seen.';
  switch (policy) {
    case 'both':
      return `${representative} can see and add files here. ${rest}`;
    case 'upload-only':
      return `${representative} can add files here and see their names. ${rest}`;
    case 'download-only':
      return `${representative} can see and copy files from here. ${rest}`;
    case 'off':
      return `File transfer is off at the moment. ${representative} sees none of these files.`;
  }
}
