import { displayName } from '../../file-transfer/display-name';
import type { FilePolicy, FileTransferEvent } from '../../file-transfer/file-transfer-event';
import { shortDuration } from '../../words/durations';
import { sizeInWords } from '../../words/sizes';
import type { EventEnvelope } from '../session-event';
import { failureReason, refusalReason } from './file-reasons';
import { type Told, type ToldNames, told } from './names';

const policies: Readonly<Record<FilePolicy, string>> = {
  both: 'both ways',
  'upload-only': 'to the phone only',
  'download-only': 'from the phone only',
  off: 'off',
};

const computer = 'the computer';

/** Tells an entry about files. */
export function tellFileEvent(event: EventEnvelope & FileTransferEvent, names: ToldNames): Told {
  const { representative, customer } = names;
  const who = event.by === 'customer' ? customer : representative;
  switch (event.kind) {
    case 'file-access-requested':
      return told(`${representative} asked for file access`);
    case 'file-access-allowed':
      return told(`${customer} allowed file access`);
    case 'file-access-declined':
      return told(`${customer} declined file access`);
    case 'file-access-revoked':
      return told(`${customer} took file access back`);
    case 'file-policy-selected':
      return told(`File transfer set to: ${policies[event.policy]}`);
    case 'file-transfer-offered': {
      const what = `${displayName(event.name)}, ${sizeInWords(event.size)}`;
      return told(
        event.direction === 'to-customer' ? `Began to send ${what}` : `Began to fetch ${what}`,
        event.spelledAs === null ? '' : `Spelled ${displayName(event.spelledAs)} by its sender`,
      );
    }
    case 'file-transfer-refused':
      return told(
        `${displayName(event.name)} not taken: ${refusalReason(event.reason, event.direction, customer, computer)}`,
      );
    case 'file-transfer-begun-anew':
      return told(
        `${displayName(event.name)} changed meanwhile, restarted`,
        `${sizeInWords(event.size)} now`,
      );
    case 'file-transfer-completed': {
      const verb = event.direction === 'to-customer' ? 'sent' : 'fetched';
      const size = sizeInWords(event.size);
      return told(
        `${displayName(event.name)} ${verb}, ${event.digest === null ? size : 'verified'}`,
        `${size} in ${shortDuration(event.durationMs)}${event.digest === null ? '' : `, SHA-256 ${event.digest}`}`,
      );
    }
    case 'file-transfer-failed':
      return told(
        `${displayName(event.name)} stopped: ${failureReason(event.failure, event.direction, customer, computer)}`,
      );
    case 'file-transfer-cancelled':
      return told(`${displayName(event.name)} cancelled${event.by === 'customer' ? ` by ${customer}` : ''}`);
    case 'customer-folder-created':
      return told(`${who} made the folder ${lastName(event.path)}`, displayName(event.path));
    case 'customer-file-renamed':
      return told(
        `${who} renamed ${lastName(event.path)} to ${displayName(event.name)}`,
        displayName(event.path),
      );
    case 'customer-files-deleted': {
      const [first] = event.paths;
      const what = event.count === 1 && first !== undefined ? lastName(first) : `${event.count} items`;
      return told(`${who} deleted ${what}`, event.paths.map(displayName).join('\n'));
    }
  }
}

function lastName(path: string): string {
  return displayName(path.slice(path.lastIndexOf('/') + 1));
}
