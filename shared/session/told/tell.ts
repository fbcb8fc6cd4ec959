import { qualityNames } from '../../quality';
import { groupedKey } from '../../session-key/session-key';
import { shortDuration } from '../../words/durations';
import { sizeInWords } from '../../words/sizes';
import type {
  EndReason,
  Facing,
  SessionEvent,
  SessionOutcome,
  Source,
  SourceFailure,
  Tab,
} from '../session-event';
import { tellFileEvent } from './file-events';
import { tellMarks } from './marks';
import { type Told, type ToldNames, told } from './names';

/** Entries that are told in words: all but messages and their receipts. */
export type WordedEvent = Exclude<
  SessionEvent,
  { kind: 'chat-message-sent' | 'chat-messages-delivered' | 'chat-messages-seen' }
>;

/** Tells whether an entry is told in words rather than as a message or its state. */
export function isWorded(event: SessionEvent): event is WordedEvent {
  return (
    event.kind !== 'chat-message-sent' &&
    event.kind !== 'chat-messages-delivered' &&
    event.kind !== 'chat-messages-seen'
  );
}

/** Tells an entry of the log in one sentence, the same wherever it is read but for the names. */
export function tell(event: WordedEvent, names: ToldNames): Told {
  const { representative, customer } = names;
  switch (event.kind) {
    case 'session-key-used':
      return told(`Session key ${groupedKey(event.sessionKey)} used`);
    case 'reference-set':
      return told(referenceText(event.reference, event.note), event.note);
    case 'session-started':
      return told(`Session started, waited ${shortDuration(event.waitedMs)}`);
    case 'session-declined':
      return told(`${customer} was declined`, event.reason);
    case 'sharing-requested':
      return told(`${representative} asked ${customer} to share`);
    case 'sharing-request-cancelled':
      return told('Request to share cancelled');
    case 'sharing-allowed':
      return told(`${customer} allowed sharing`);
    case 'sharing-declined':
      return told(`${customer} declined to share`);
    case 'sharing-stopped':
      return told(event.by === 'representative' ? 'Sharing stopped' : `${customer} stopped sharing`);
    case 'source-started': {
      const by = event.method === 'broadcast' ? ', by an app' : '';
      return told(`${sourceNames[event.source]} sharing started${facings[event.facing]}${by}`);
    }
    case 'source-stopped':
      return told(`${sourceNames[event.source]} sharing stopped`);
    case 'source-failed':
      return told(`${sourceNames[event.source]} did not start: ${failures[event.failure]}`);
    case 'camera-changed': {
      const torch = event.torch ? ', flash on' : '';
      const zoom = event.zoom === 1 ? '' : `, ${Number(event.zoom.toFixed(1))}×`;
      return told(`Camera changed${facings[event.facing]}${torch}${zoom}`);
    }
    case 'sharing-paused':
      return told(`${customer} paused sharing`);
    case 'sharing-resumed':
      return told(`${customer} resumed sharing`);
    case 'photo-choosing-began':
      return told('Choosing a photo, screen hidden');
    case 'photo-shown': {
      const what = event.origin === 'screenshot' ? 'Screenshot' : 'Photo';
      return told(`${what} shown: ${event.name}`, pictureDetail(event));
    }
    case 'quality-selected':
      return told(`Quality set to ${qualityNames[event.quality]}`);
    case 'still-requested':
      return told(`${representative} asked for a still`);
    case 'still-sent':
      return told(`Still received, ${event.width}×${event.height}`, pictureDetail(event));
    case 'still-failed':
      return told('The phone gave no still');
    case 'snapshot-saved':
      return told('Snapshot saved', pictureDetail(event));
    case 'recording-requested':
      return told(`${representative} asked to record`);
    case 'recording-declined':
      return told(`${customer} declined to be recorded`);
    case 'recording-allowed':
      return told(`${customer} allowed recording`);
    case 'recording-started':
      return told('Recording started');
    case 'recording-paused':
      return told('Recording paused');
    case 'recording-resumed':
      return told('Recording resumed');
    case 'recording-stopped':
      return event.blob === null
        ? told('Recording stopped, nothing recorded')
        : told(
            `Recording stopped, ${shortDuration(event.durationMs)}, ${sizeInWords(event.blob.size)}`,
            `SHA-256 ${event.blob.hash}`,
          );
    case 'recording-revoked':
      return told(`${customer} no longer allows recording`);
    case 'system-information-requested':
      return told(`${representative} asked for system information`);
    case 'system-information-allowed':
      return told(`${customer} allowed system information`);
    case 'system-information-declined':
      return told(`${customer} declined to share system information`);
    case 'system-information-revoked':
      return told(`${customer} no longer shares system information`);
    case 'system-information-reported': {
      const values = event.report.sections.reduce((sum, { items }) => sum + items.length, 0);
      return told(`System information read, ${values} ${values === 1 ? 'value' : 'values'}`);
    }
    case 'notes-written':
      return told(event.text === '' ? 'Notes removed' : 'Notes written', event.text);
    case 'outcome-set':
      return told(`Outcome: ${outcomes[event.outcome]}`);
    case 'resume-refused':
      return told('Another device tried to take this session up and was refused');
    case 'annotation-began':
      return told('Frame frozen', pictureDetail({ ...event, blob: event.image }));
    case 'annotation-changed':
      return told(tellMarks([event]).text);
    case 'annotation-cleared':
      return told('Annotations cleared');
    case 'annotation-saved':
      return told('Annotated still kept', pictureDetail(event));
    case 'tab-opened':
      return told(`${customer} opened ${tabNames[event.tab]}`);
    case 'video-received':
      return told(`${event.codec}, ${event.width}×${event.height}`);
    case 'customer-connection-lost':
      return told(`Connection to ${customer} lost`);
    case 'customer-reconnected':
      return told(`${customer} reconnected`);
    case 'customer-went-away':
      return told(`${customer} went to another app`);
    case 'customer-returned':
      return told(`${customer} came back`);
    case 'console-restarted':
      return told('The console restarted');
    case 'session-ended':
      return told(tellEnding(event.reason, names));
    default:
      return tellFileEvent(event, names);
  }
}

/** Tells how a session ended. */
export function tellEnding(reason: EndReason, { representative, customer }: ToldNames): string {
  switch (reason) {
    case 'representative-ended':
      return `${representative} ended the session`;
    case 'customer-ended':
      return `${customer} ended the session`;
    case 'customer-left':
      return `${customer} left before the session started`;
    case 'customer-did-not-return':
      return `Session ended: ${customer} did not come back`;
  }
}

/** Outcomes within a sentence. */
export const outcomes: Readonly<Record<SessionOutcome, string>> = {
  solved: 'solved',
  'follow-up': 'follow up',
  'not-solved': 'not solved',
};

function pictureDetail({
  width,
  height,
  blob,
}: Pick<Extract<SessionEvent, { kind: 'snapshot-saved' }>, 'width' | 'height' | 'blob'>): string {
  return `${width}×${height}, ${sizeInWords(blob.size)}, SHA-256 ${blob.hash}`;
}

function referenceText(reference: string, note: string): string {
  if (reference === '') return note === '' ? 'Reference removed' : 'Note added';
  return note === '' ? `Reference ${reference}` : `Reference ${reference}, note added`;
}

const sourceNames: Readonly<Record<Source, string>> = { screen: 'Screen', camera: 'Camera' };
const facings: Readonly<Record<Facing, string>> = { front: ', front', rear: ', rear', unknown: '' };

const failures: Readonly<Record<SourceFailure, string>> = {
  'permission-denied': 'not permitted',
  'no-device': 'none found',
  'in-use': 'in use',
  'not-supported': 'not supported',
  failed: 'no picture',
};

const tabNames: Readonly<Record<Tab, string>> = {
  chat: 'Chat',
  screen: 'Screen',
  camera: 'Camera',
  photos: 'Photos',
  files: 'Files',
};
