import { displayName } from '../../../shared/file-transfer/display-name';
import type { FileTransferEvent } from '../../../shared/file-transfer/file-transfer-event';
import type { EventEnvelope } from '../../../shared/session/session-event';
import type { TranscriptNames } from './words';

const policies = {
  both: 'both ways',
  'upload-only': 'to the phone only',
  'download-only': 'from the phone only',
  off: 'off',
} as const;

/** Returns one entry about files in words, in the past tense and by name. */
export function fileWords(
  event: EventEnvelope & FileTransferEvent,
  { customer, representative }: TranscriptNames,
): string {
  const who = event.by === 'customer' ? customer : representative;
  switch (event.kind) {
    case 'file-access-requested':
      return `${representative} asked for file access`;
    case 'file-access-allowed':
      return `${customer} allowed file access`;
    case 'file-access-declined':
      return `${customer} declined file access`;
    case 'file-access-revoked':
      return `${customer} took file access back`;
    case 'file-policy-selected':
      return `${representative} set file transfer to ${policies[event.policy]}`;
    case 'file-transfer-offered': {
      const spelled =
        event.spelledAs === null ? '' : `, spelled ${displayName(event.spelledAs)} by its sender`;
      return `${way(event.direction)} ${displayName(event.name)} began, ${event.size} bytes${spelled}`;
    }
    case 'file-transfer-refused':
      return `${displayName(event.name)} was not taken (${event.reason})`;
    case 'file-transfer-begun-anew':
      return `${displayName(event.name)} changed meanwhile and was begun anew, ${event.size} bytes`;
    case 'file-transfer-completed': {
      const digest = event.digest === null ? '' : `, SHA-256 ${event.digest}`;
      const seconds = (event.durationMs / 1000).toFixed(1);
      return `${way(event.direction)} ${displayName(event.name)} was completed, ${event.size} bytes in ${seconds} s${digest}`;
    }
    case 'file-transfer-failed':
      return `${way(event.direction)} ${displayName(event.name)} failed (${event.failure})`;
    case 'file-transfer-cancelled':
      return `${who} cancelled ${displayName(event.name)}`;
    case 'customer-folder-created':
      return `${who} made the folder ${displayName(event.path)}`;
    case 'customer-file-renamed':
      return `${who} renamed ${displayName(event.path)} to ${displayName(event.name)}`;
    case 'customer-files-deleted':
      return `${who} deleted ${event.paths.map(displayName).join(', ')}${
        event.count > event.paths.length ? ` and ${event.count - event.paths.length} more` : ''
      }`;
  }
}

function way(direction: 'to-customer' | 'to-representative'): string {
  return direction === 'to-customer' ? 'Sending' : 'Fetching';
}
