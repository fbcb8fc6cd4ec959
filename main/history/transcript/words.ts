import { qualityNames } from '../../../shared/quality';
import type { EndReason, SessionEvent } from '../../../shared/session/session-event';
import type { SessionState } from '../../../shared/session/session-state';
import { fileWords } from './file-words';

/** Who a transcript speaks of. */
export interface TranscriptNames {
  readonly customer: string;
  readonly representative: string;
}

/** Returns the names of a session's two people. */
export function namesOf(state: SessionState): TranscriptNames {
  const representative =
    state.phase === 'active' || state.phase === 'ended' ? state.representative.name : 'The representative';
  return { customer: state.customer.name, representative };
}

/** Returns whether an entry is shown in a transcript; message receipts are kept in its data only. */
export function isTold(event: SessionEvent): boolean {
  return event.kind !== 'chat-messages-delivered' && event.kind !== 'chat-messages-seen';
}

/** Returns one entry in words, in the past tense and by name, for people who were not there. */
export function transcriptWords(event: SessionEvent, { customer, representative }: TranscriptNames): string {
  switch (event.kind) {
    case 'session-key-used':
      return `${customer} used session key ${event.sessionKey.replace(/(\d{3})(?=\d)/g, '$1 ')} at ${event.siteName}`;
    case 'reference-set':
      return `Reference: ${event.reference || 'none'}${event.note === '' ? '' : `. Note: ${event.note}`}`;
    case 'session-started':
      return `${event.representative.name} accepted after ${seconds(event.waitedMs)}`;
    case 'session-declined':
      return `${customer} was declined${event.reason === '' ? '' : `: ${event.reason}`}`;
    case 'chat-message-sent':
      return event.text;
    case 'chat-messages-delivered':
      return `${event.by === 'customer' ? customer : representative} received the messages up to ${event.upTo}`;
    case 'chat-messages-seen':
      return `${event.by === 'customer' ? customer : representative} saw the messages up to ${event.upTo}`;
    case 'sharing-requested':
      return `${representative} asked ${customer} to share`;
    case 'sharing-request-cancelled':
      return `${representative} took the request to share back`;
    case 'sharing-allowed':
      return `${customer} allowed sharing`;
    case 'sharing-declined':
      return `${customer} declined to share`;
    case 'sharing-stopped':
      return 'Sharing stopped';
    case 'source-started':
      return `The ${event.source} was shown${event.facing === 'unknown' ? '' : ` (${event.facing})`}`;
    case 'source-stopped':
      return `The ${event.source} was no longer shown`;
    case 'source-failed':
      return `The ${event.source} gave no picture (${event.failure})`;
    case 'camera-changed':
      return `The camera changed: ${event.facing}, ${event.zoom}×${event.torch ? ', flash on' : ''}`;
    case 'sharing-paused':
      return `${customer} paused sharing`;
    case 'sharing-resumed':
      return `${customer} resumed sharing`;
    case 'photo-choosing-began':
      return `${customer} chose a photo, nothing was shown`;
    case 'photo-shown':
      return `${customer} showed the ${event.origin} ${event.name}`;
    case 'quality-selected':
      return `${representative} selected the quality ${qualityNames[event.quality]}`;
    case 'still-requested':
      return `${representative} asked for a still`;
    case 'still-sent':
      return `A still was received, ${event.width}×${event.height}`;
    case 'still-failed':
      return 'The phone gave no still';
    case 'snapshot-saved':
      return `${representative} saved a snapshot, ${event.width}×${event.height}`;
    case 'recording-requested':
      return `${representative} asked to record`;
    case 'recording-declined':
      return `${customer} declined to be recorded`;
    case 'recording-allowed':
      return `${customer} allowed recording`;
    case 'recording-started':
      return 'The recording started';
    case 'recording-paused':
      return 'The recording was paused';
    case 'recording-resumed':
      return 'The recording went on';
    case 'recording-revoked':
      return `${customer} no longer allowed recording`;
    case 'recording-stopped':
      return event.blob === null
        ? 'The recording stopped, nothing was recorded'
        : `The recording stopped after ${seconds(event.durationMs)}; it is kept as ${event.blob.hash}`;
    case 'system-information-requested':
      return `${representative} asked for system information`;
    case 'system-information-allowed':
      return `${customer} allowed system information`;
    case 'system-information-declined':
      return `${customer} declined to share system information`;
    case 'system-information-revoked':
      return `${customer} no longer shared system information`;
    case 'system-information-reported':
      return 'System information was received';
    case 'notes-written':
      return event.text === '' ? `${representative} removed the notes` : `Notes: ${event.text}`;
    case 'outcome-set':
      return `Outcome: ${{ solved: 'solved', 'follow-up': 'follow up', 'not-solved': 'not solved' }[event.outcome]}`;
    case 'resume-refused':
      return 'Another device tried to take the session up and was refused';
    case 'tab-opened':
      return `${customer} opened the tab ${event.tab}`;
    case 'video-received':
      return `Video was received: ${event.codec}, ${event.width}×${event.height}`;
    case 'customer-connection-lost':
      return `The connection to ${customer} was lost`;
    case 'customer-reconnected':
      return `${customer} was connected again`;
    case 'customer-went-away':
      return `${customer} went to another app`;
    case 'customer-returned':
      return `${customer} came back`;
    case 'console-restarted':
      return 'The console restarted';
    case 'session-ended':
      return endWords(event.reason, { customer, representative });
    case 'annotation-began':
      return `${representative} froze the picture, ${event.width}×${event.height}`;
    case 'annotation-changed':
      return `${representative} drew on it, ${event.changes.length} ${event.changes.length === 1 ? 'change' : 'changes'}`;
    case 'annotation-cleared':
      return `${representative} cleared the annotations`;
    case 'annotation-saved':
      return `${representative} kept the annotated picture, ${event.width}×${event.height}`;
    default:
      return fileWords(event, { customer, representative });
  }
}

/** Returns how a session ended, in words. */
export function endWords(reason: EndReason, { customer, representative }: TranscriptNames): string {
  switch (reason) {
    case 'representative-ended':
      return `${representative} ended the session`;
    case 'customer-ended':
      return `${customer} ended the session`;
    case 'customer-left':
      return `${customer} left before the session started`;
    case 'customer-did-not-return':
      return `The session ended as ${customer} did not come back`;
  }
}

function seconds(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
