import {
  type Icon,
  IconAdjustmentsAlt,
  IconBroadcast,
  IconBulb,
  IconCamera,
  IconCameraOff,
  IconCameraRotate,
  IconCapture,
  IconDeviceFloppy,
  IconDeviceMobile,
  IconDeviceMobileCheck,
  IconDeviceMobileCode,
  IconDeviceMobileOff,
  IconDeviceMobileQuestion,
  IconDeviceMobileX,
  IconEyeCheck,
  IconEyeOff,
  IconEyeQuestion,
  IconEyeX,
  IconFlag,
  IconFolder,
  IconKey,
  IconMessage,
  IconMoon,
  IconNotes,
  IconPhoto,
  IconPhotoOff,
  IconPhotoScan,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerRecord,
  IconPlayerStop,
  IconPlugConnected,
  IconPlugConnectedX,
  IconRefresh,
  IconShieldX,
  IconSnowflake,
  IconSun,
  IconTag,
  IconUserCheck,
  IconUserX,
  IconVideo,
  IconX,
  IconZoomIn,
} from '@tabler/icons-react';
import { qualityNames } from '../../shared/quality';
import type { Facing, SessionEvent, Source, SourceFailure, Tab } from '../../shared/session/session-event';
import { shortDuration } from '../kit/clock';
import { callName } from '../kit/customer-name';
import { sizeInWords } from '../kit/size-words';
import { valueCount } from '../system-information/shown-report';
import { outcomeNames } from '../wrap-up/outcome-names';
import { annotationWords } from './annotation-words';
import { fileEventWords } from './file-event-words';

/** How an event stands on the ruler: a tick, or a ring where it changes what is seen. */
export type EventMark = 'tick' | 'ring-accent' | 'ring-live' | 'ring-wait' | 'ring-stop' | 'ring-neutral';

export interface EventWords {
  readonly text: string;
  /** More about it, e.g. a picture's size and SHA-256; empty where there is no more. */
  readonly detail: string;
  readonly icon: Icon;
  readonly mark: EventMark;
}

type Picture = Pick<Extract<SessionEvent, { kind: 'snapshot-saved' }>, 'width' | 'height' | 'blob'>;

/** Events that have a row of words: all but messages and their receipts. */
export type WordedEvent = Exclude<
  SessionEvent,
  { kind: 'chat-message-sent' | 'chat-messages-delivered' | 'chat-messages-seen' }
>;

/** Whether `event` is told in words rather than as a message or its state. */
export function isWorded(event: SessionEvent): event is WordedEvent {
  return (
    event.kind !== 'chat-message-sent' &&
    event.kind !== 'chat-messages-delivered' &&
    event.kind !== 'chat-messages-seen'
  );
}

const words = (text: string, icon: Icon, mark: EventMark = 'tick', detail = ''): EventWords => ({
  text,
  detail,
  icon,
  mark,
});

/** An event as the session log tells it, in the past tense; `customerName` is the customer's whole name. */
export function eventWords(event: WordedEvent, customerName: string): EventWords {
  const name = callName(customerName);
  switch (event.kind) {
    case 'session-key-used':
      return words(`Session key ${grouped(event.sessionKey)} used`, IconKey);
    case 'reference-set':
      return words(referenceText(event.reference, event.note), IconTag);
    case 'session-started':
      return words(`Session started, waited ${shortDuration(event.waitedMs)}`, IconUserCheck, 'ring-accent');
    case 'session-declined':
      return words(`${name} was declined`, IconUserX, 'ring-stop');
    case 'sharing-requested':
      return words('Asked to share', IconEyeQuestion);
    case 'sharing-request-cancelled':
      return words('Request to share cancelled', IconEyeX);
    case 'sharing-allowed':
      return words(`${name} allowed sharing`, IconEyeCheck);
    case 'sharing-declined':
      return words(`${name} declined to share`, IconEyeOff);
    case 'sharing-stopped':
      return words(
        event.by === 'representative' ? 'Sharing stopped' : `${name} stopped sharing`,
        IconEyeOff,
        'ring-neutral',
      );
    case 'source-started':
      return words(
        `${sourceNames[event.source]} sharing started${facingWords[event.facing]}${
          event.method === 'broadcast' ? ', by an app' : ''
        }`,
        event.method === 'broadcast' ? IconBroadcast : sourceIcons[event.source],
        'ring-live',
      );
    case 'source-stopped':
      return words(
        `${sourceNames[event.source]} sharing stopped`,
        sourceOffIcons[event.source],
        'ring-neutral',
      );
    case 'source-failed':
      return words(
        `${sourceNames[event.source]} did not start: ${failureWords[event.failure]}`,
        sourceOffIcons[event.source],
        'ring-stop',
      );
    case 'camera-changed':
      return cameraWords(event);
    case 'sharing-paused':
      return words(`${name} paused sharing`, IconPlayerPause, 'ring-wait');
    case 'sharing-resumed':
      return words(`${name} resumed sharing`, IconPlayerPlay, 'ring-live');
    case 'photo-choosing-began':
      return words('Choosing a photo, screen hidden', IconEyeOff, 'ring-wait');
    case 'photo-shown':
      return words(
        `${event.origin === 'screenshot' ? 'Screenshot' : 'Photo'} shown: ${event.name}`,
        IconPhoto,
        'tick',
        pictureDetail(event),
      );
    case 'quality-selected':
      return words(`Quality set to ${qualityNames[event.quality]}`, IconAdjustmentsAlt);
    case 'still-requested':
      return words('Asked for a still', IconPhotoScan);
    case 'still-sent':
      return words(
        `Still received, ${event.width}×${event.height}`,
        IconPhotoScan,
        'tick',
        pictureDetail(event),
      );
    case 'still-failed':
      return words('The phone gave no still', IconPhotoOff);
    case 'snapshot-saved':
      return words('Snapshot saved', IconCapture, 'tick', pictureDetail(event));
    case 'recording-requested':
      return words('Asked to record', IconPlayerRecord);
    case 'recording-declined':
      return words(`${name} declined to be recorded`, IconPlayerRecord);
    case 'recording-allowed':
      return words(`${name} allowed recording`, IconPlayerRecord);
    case 'recording-started':
      return words('Recording started', IconPlayerRecord);
    case 'recording-paused':
      return words('Recording paused', IconPlayerPause);
    case 'recording-resumed':
      return words('Recording resumed', IconPlayerRecord);
    case 'recording-stopped':
      return event.blob === null
        ? words('Recording stopped, nothing recorded', IconPlayerStop)
        : words(
            `Recording stopped, ${shortDuration(event.durationMs)}, ${sizeInWords(event.blob.size)}`,
            IconPlayerStop,
            'tick',
            `SHA-256 ${event.blob.hash}`,
          );
    case 'recording-revoked':
      return words(`${name} no longer allows recording`, IconPlayerStop, 'ring-neutral');
    case 'system-information-requested':
      return words('Asked for system information', IconDeviceMobileQuestion);
    case 'system-information-allowed':
      return words(`${name} allowed system information`, IconDeviceMobileCheck);
    case 'system-information-declined':
      return words(`${name} declined to share system information`, IconDeviceMobileX);
    case 'system-information-revoked':
      return words(`${name} no longer shares system information`, IconDeviceMobileX, 'ring-neutral');
    case 'system-information-reported':
      return words(
        `System information read, ${valueCount(event.report)} values`,
        IconDeviceMobileCode,
        'ring-accent',
      );
    case 'notes-written':
      return words(event.text === '' ? 'Notes removed' : 'Notes written', IconNotes, 'tick', event.text);
    case 'outcome-set':
      return words(`Outcome: ${outcomeNames[event.outcome].toLowerCase()}`, IconFlag);
    case 'resume-refused':
      return words('Another device tried to take this session up and was refused', IconShieldX, 'ring-stop');
    case 'annotation-began':
      return words(
        'Frame frozen',
        IconSnowflake,
        'ring-wait',
        pictureDetail({ ...event, blob: event.image }),
      );
    case 'annotation-changed':
      return annotationWords([event]);
    case 'annotation-cleared':
      return words('Annotations cleared', IconPlayerPlay, 'ring-live');
    case 'annotation-saved':
      return words('Annotated still kept', IconDeviceFloppy, 'tick', pictureDetail(event));
    case 'tab-opened':
      return words(`${name} opened ${tabNames[event.tab]}`, tabIcons[event.tab]);
    case 'video-received':
      return words(`${event.codec}, ${event.width}×${event.height}`, IconVideo);
    case 'customer-connection-lost':
      return words(`Connection to ${name} lost`, IconPlugConnectedX, 'ring-wait');
    case 'customer-reconnected':
      return words(`${name} reconnected`, IconPlugConnected);
    case 'customer-went-away':
      return words(`${name} went to another app`, IconMoon);
    case 'customer-returned':
      return words(`${name} came back`, IconSun);
    case 'console-restarted':
      return words('The console restarted', IconRefresh);
    case 'session-ended':
      return words(endedText(event.reason, name), IconX, 'ring-neutral');
    default:
      return fileEventWords(event, event.by, name);
  }
}

function cameraWords({ facing, torch, zoom }: Extract<SessionEvent, { kind: 'camera-changed' }>): EventWords {
  const more = [torch ? 'flash on' : '', zoom === 1 ? '' : `${Number(zoom.toFixed(1))}×`].filter(
    (part) => part !== '',
  );
  const icon = torch ? IconBulb : zoom === 1 ? IconCameraRotate : IconZoomIn;
  return words(
    `Camera changed${facingWords[facing]}${more.map((part) => `, ${part}`).join('')}`,
    icon,
    'ring-live',
  );
}

function pictureDetail({ width, height, blob }: Picture): string {
  return `${width}×${height}, ${sizeInWords(blob.size)}, SHA-256 ${blob.hash}`;
}

function grouped(sessionKey: string): string {
  return sessionKey.replace(/(\d{3})(?=\d)/g, '$1 ');
}

function endedText(reason: Extract<SessionEvent, { kind: 'session-ended' }>['reason'], name: string): string {
  switch (reason) {
    case 'representative-ended':
      return 'You ended the session';
    case 'customer-ended':
      return `${name} ended the session`;
    case 'customer-left':
      return `${name} left before the session started`;
    case 'customer-did-not-return':
      return `Session ended: ${name} did not come back`;
  }
}

function referenceText(reference: string, note: string): string {
  if (reference === '') return note === '' ? 'Reference removed' : 'Note added';
  return note === '' ? `Reference ${reference}` : `Reference ${reference}, note added`;
}

const sourceNames: Readonly<Record<Source, string>> = { screen: 'Screen', camera: 'Camera' };
const sourceIcons: Readonly<Record<Source, Icon>> = { screen: IconDeviceMobile, camera: IconCamera };
const sourceOffIcons: Readonly<Record<Source, Icon>> = { screen: IconDeviceMobileOff, camera: IconCameraOff };
const facingWords: Readonly<Record<Facing, string>> = { front: ', front', rear: ', rear', unknown: '' };

const failureWords: Readonly<Record<SourceFailure, string>> = {
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
const tabIcons: Readonly<Record<Tab, Icon>> = {
  chat: IconMessage,
  screen: IconDeviceMobile,
  camera: IconCamera,
  photos: IconPhoto,
  files: IconFolder,
};
