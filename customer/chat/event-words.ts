import type { CustomerEvent, SourceFailure } from '../../shared/session/session-event';
import { fileEventWords } from './file-event-words';

/** What an entry of the log says to the customer, past tense; null for one that is no news to them. */
export function eventWords(event: CustomerEvent, representative: string): string | null {
  switch (event.kind) {
    case 'session-started':
      return `${event.representative.name} joined`;
    case 'sharing-requested':
      return `${representative} asked to see what you choose to show`;
    case 'sharing-request-cancelled':
      return `${representative} no longer asks`;
    case 'sharing-allowed':
      return 'You allowed sharing';
    case 'sharing-declined':
      return 'You declined';
    case 'sharing-stopped':
      return 'You stopped sharing';
    case 'source-started':
      return `You started sharing your ${event.source}`;
    case 'source-stopped':
      return `Your ${event.source} is no longer shared`;
    case 'source-failed':
      return failureEntry[event.failure](event.source);
    case 'sharing-paused':
      return 'You paused what you show';
    case 'sharing-resumed':
      return 'You went on showing it';
    case 'photo-shown':
      return event.origin === 'screenshot' ? 'You shared a screenshot' : `You shared the photo ${event.name}`;
    case 'still-requested':
      return `${representative} asked your camera for a sharper still picture`;
    case 'still-sent':
      return 'Your camera sent a still picture';
    case 'still-failed':
      return 'The still picture could not be taken';
    case 'snapshot-saved':
      return `${representative} kept a picture of what you show`;
    case 'recording-requested':
      return `${representative} asked to record what you show`;
    case 'recording-declined':
      return 'You declined the recording';
    case 'recording-allowed':
      return 'You allowed the recording';
    case 'recording-started':
      return `${representative} records what you show`;
    case 'recording-paused':
      return 'The recording is paused';
    case 'recording-resumed':
      return 'The recording goes on';
    case 'recording-stopped':
      return 'The recording ended';
    case 'recording-revoked':
      return 'You no longer allow recording';
    case 'system-information-requested':
      return `${representative} asked about this device`;
    case 'system-information-allowed':
      return 'You allowed system information';
    case 'system-information-declined':
      return 'You declined to share system information';
    case 'system-information-revoked':
      return 'You no longer share system information';
    case 'system-information-reported':
      return 'System information was sent';
    case 'resume-refused':
      return 'Another device tried to take this session up and was refused';
    case 'annotation-began':
      return `${representative} froze the picture to draw on it`;
    case 'annotation-cleared':
      return `${representative} cleared the frozen picture`;
    case 'annotation-saved':
      return `${representative} kept the picture with the annotations`;
    case 'customer-connection-lost':
      return 'The connection was lost';
    case 'customer-reconnected':
      return 'You are connected again';
    case 'customer-went-away':
      return 'You left this page';
    case 'customer-returned':
      return 'You came back';
    case 'console-restarted':
      return `${representative} restarted their computer program`;
    case 'session-declined':
      return 'The session was declined';
    case 'session-ended':
      return event.by === 'customer'
        ? 'You ended the session'
        : event.by === 'representative'
          ? `${representative} ended the session`
          : 'The session ended';
    case 'session-key-used':
    case 'reference-set':
    case 'chat-message-sent':
    case 'chat-messages-delivered':
    case 'chat-messages-seen':
    case 'photo-choosing-began':
    // What is drawn is seen on the picture itself.
    case 'annotation-changed':
    case 'quality-selected':
    // What changed about the camera is told by `cameraWords`, which knows how it was before.
    case 'camera-changed':
    case 'tab-opened':
    case 'video-received':
    case 'event-withheld':
    case 'notes-written':
    case 'outcome-set':
      return null;
    default:
      return fileEventWords(event, event.by === 'customer', representative);
  }
}

/** What an entry about the camera says, given the entries before it; null for a zoom, which is no news. */
export function cameraWords(
  event: Extract<CustomerEvent, { readonly kind: 'camera-changed' }>,
  before: readonly CustomerEvent[],
): string | null {
  const last = before.findLast(({ kind }) => kind === 'camera-changed' || kind === 'source-started');
  const facing =
    last?.kind === 'camera-changed' || last?.kind === 'source-started' ? last.facing : event.facing;
  const torch = last?.kind === 'camera-changed' ? last.torch : false;
  if (event.facing !== facing) {
    return event.facing === 'front' ? 'You turned to the front camera' : 'You turned to the rear camera';
  }
  if (event.torch !== torch) return event.torch ? 'You turned the flash on' : 'You turned the flash off';
  return null;
}

const failureEntry: Readonly<Record<SourceFailure, (source: string) => string>> = {
  'permission-denied': (source) => `This browser may not use your ${source}`,
  'no-device': (source) => `No ${source} was found`,
  'in-use': (source) => `Another app uses your ${source}`,
  'not-supported': (source) => `This browser cannot show your ${source}`,
  failed: (source) => `Your ${source} did not start`,
};
