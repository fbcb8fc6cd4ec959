import {
  type Icon,
  IconFileAlert,
  IconFileCheck,
  IconFileDownload,
  IconFileUpload,
  IconFileX,
  IconFolderCheck,
  IconFolderOff,
  IconFolderPlus,
  IconFolderQuestion,
  IconFolderX,
  IconPencil,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { displayName } from '../../shared/file-transfer/display-name';
import type { FileTransferEvent } from '../../shared/file-transfer/file-transfer-event';
import type { Author } from '../../shared/session/session-event';
import { failureReason, refusalReason } from '../file-transfer/failure-words';
import { policyIcons, policyNames } from '../file-transfer/policy';
import { shortDuration } from '../kit/clock';
import { sizeInWords } from '../kit/size-words';
import type { EventMark, EventWords } from './event-words';

const words = (text: string, icon: Icon, detail = '', mark: EventMark = 'tick'): EventWords => ({
  text,
  detail,
  icon,
  mark,
});

/** An event about files as the session log tells it, in the past tense; `name` is what to call the customer. */
export function fileEventWords(event: FileTransferEvent, by: Author, name: string): EventWords {
  const who = by === 'customer' ? name : 'You';
  switch (event.kind) {
    case 'file-access-requested':
      return words('Asked for file access', IconFolderQuestion);
    case 'file-access-allowed':
      return words(`${name} allowed file access`, IconFolderCheck);
    case 'file-access-declined':
      return words(`${name} declined file access`, IconFolderX);
    case 'file-access-revoked':
      return words(`${name} took file access back`, IconFolderOff, '', 'ring-neutral');
    case 'file-policy-selected':
      return words(`File transfer set to: ${policyNames[event.policy]}`, policyIcons[event.policy]);
    case 'file-transfer-offered': {
      const isUpload = event.direction === 'to-customer';
      const spelled = event.spelledAs === null ? '' : `Spelled ${displayName(event.spelledAs)} by its sender`;
      const what = `${displayName(event.name)}, ${sizeInWords(event.size)}`;
      return isUpload
        ? words(`Began to send ${what}`, IconFileUpload, spelled)
        : words(`Began to fetch ${what}`, IconFileDownload, spelled);
    }
    case 'file-transfer-refused':
      return words(
        `${displayName(event.name)} not taken: ${refusalReason(event.reason, event.direction, name)}`,
        IconFileX,
      );
    case 'file-transfer-begun-anew':
      return words(
        `${displayName(event.name)} changed meanwhile, begun anew`,
        IconRefresh,
        `${sizeInWords(event.size)} now`,
      );
    case 'file-transfer-completed': {
      const verb = event.direction === 'to-customer' ? 'sent' : 'fetched';
      const size = sizeInWords(event.size);
      return words(
        event.digest === null
          ? `${displayName(event.name)} ${verb}, ${size}`
          : `${displayName(event.name)} ${verb}, verified`,
        IconFileCheck,
        `${size} in ${shortDuration(event.durationMs)}${event.digest === null ? '' : `, SHA-256 ${event.digest}`}`,
      );
    }
    case 'file-transfer-failed':
      return words(
        `${displayName(event.name)} stopped: ${failureReason(event.failure, event.direction, name)}`,
        IconFileAlert,
        '',
        'ring-stop',
      );
    case 'file-transfer-cancelled':
      return words(
        `${displayName(event.name)} cancelled${by === 'customer' ? ` by ${name}` : ''}`,
        IconFileX,
      );
    case 'customer-folder-created':
      return words(`${who} made the folder ${lastName(event.path)}`, IconFolderPlus, event.path);
    case 'customer-file-renamed':
      return words(
        `${who} renamed ${lastName(event.path)} to ${displayName(event.name)}`,
        IconPencil,
        event.path,
      );
    case 'customer-files-deleted': {
      const [first] = event.paths;
      const what = event.count === 1 && first !== undefined ? lastName(first) : `${event.count} items`;
      return words(`${who} deleted ${what}`, IconTrash, event.paths.map(displayName).join('\n'));
    }
  }
}

function lastName(path: string): string {
  return displayName(path.slice(path.lastIndexOf('/') + 1));
}
