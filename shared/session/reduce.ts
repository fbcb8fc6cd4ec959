import { type ChatEvent, chatAfter, noChat } from './chat';
import { type FileEvent, fileAccessAfter, noFileAccess } from './file-access';
import { EventOutOfPlaceError } from './out-of-place';
import { noPicture, type PaneEvent, paneAfter } from './pane';
import { noRecording, type RecordingEvent, recordingAfter } from './recording';
import type { CustomerEvent, SessionEvent } from './session-event';
import type { ActiveSession, SessionState, UnstartedEnd, WaitingSession } from './session-state';
import {
  noSystemInformation,
  type SystemInformationEvent,
  systemInformationAfter,
} from './system-information';

/**
 * The state of a session after `event`: the only place that turns events into state.
 * `state` is undefined before the first event. An event already applied (`seq` not above `lastSeq`) changes nothing.
 * @throws EventOutOfPlaceError when the event cannot follow; RangeError when its `seq` leaves a gap.
 */
export function reduce(state: SessionState | undefined, event: CustomerEvent): SessionState {
  if (state === undefined) return begin(event);
  if (event.seq <= state.lastSeq) return state;
  if (event.seq !== state.lastSeq + 1) {
    throw new RangeError(`event ${event.seq} does not follow ${state.lastSeq}`);
  }
  const next = event.kind === 'event-withheld' ? state : step(state, event);
  return { ...next, lastSeq: event.seq, lastAt: event.at };
}

/** The state after all of `events`, oldest first, from nothing. */
export function reduceAll(events: Iterable<CustomerEvent>): SessionState | undefined {
  let state: SessionState | undefined;
  for (const event of events) state = reduce(state, event);
  return state;
}

function begin(event: CustomerEvent): WaitingSession {
  if (event.kind !== 'session-key-used') throw new EventOutOfPlaceError(event.kind, 'none');
  if (event.seq !== 1) throw new RangeError(`a log begins with event 1, not ${event.seq}`);
  return {
    phase: 'waiting',
    sessionKey: event.sessionKey,
    siteName: event.siteName,
    customer: event.customer,
    device: event.device,
    reference: '',
    note: '',
    wrapUp: { notes: '', outcome: null },
    joinedAt: event.at,
    presence: { kind: 'connected', at: event.at },
    lastSeq: event.seq,
    lastAt: event.at,
  };
}

function step(state: SessionState, event: SessionEvent): SessionState {
  switch (event.kind) {
    case 'console-restarted':
    case 'resume-refused':
      return state;
    case 'reference-set':
      return { ...state, reference: event.reference, note: event.note };
    case 'notes-written':
      return { ...state, wrapUp: { ...state.wrapUp, notes: event.text } };
    case 'outcome-set':
      return { ...state, wrapUp: { ...state.wrapUp, outcome: event.outcome } };
    case 'customer-connection-lost':
      return { ...open(state, event), presence: { kind: 'lost', at: event.at } };
    case 'customer-went-away':
      return { ...open(state, event), presence: { kind: 'away', at: event.at } };
    case 'customer-reconnected':
    case 'customer-returned':
      return { ...open(state, event), presence: { kind: 'connected', at: event.at } };
    case 'session-started':
      return start(waiting(state, event), event.representative, event.at);
    case 'session-declined':
      return turnedAway(waiting(state, event), event.at, { kind: 'declined', reason: event.reason });
    case 'session-ended':
      return state.phase === 'active'
        ? { ...state, phase: 'ended', endedAt: event.at, reason: event.reason }
        : turnedAway(waiting(state, event), event.at, { kind: 'ended', reason: event.reason });
    case 'annotation-saved':
      // What was frozen when the session ended can still be saved.
      return state.phase === 'ended' ? state : active(state, event);
    case 'session-key-used':
      throw new EventOutOfPlaceError(event.kind, state.phase);
    default:
      return stepActive(active(state, event), event);
  }
}

/** The events that only an active session can hold. */
type ActiveEvent = ChatEvent | RecordingEvent | SystemInformationEvent | FileEvent | PaneEvent;

function stepActive(state: ActiveSession, event: ActiveEvent): ActiveSession {
  switch (event.kind) {
    case 'chat-message-sent':
    case 'chat-messages-delivered':
    case 'chat-messages-seen':
      return { ...state, chat: chatAfter(state.chat, event) };
    case 'recording-requested':
    case 'recording-declined':
    case 'recording-allowed':
    case 'recording-started':
    case 'recording-paused':
    case 'recording-resumed':
    case 'recording-stopped':
    case 'recording-revoked':
      return { ...state, recording: recordingAfter(state.recording, event) };
    case 'system-information-requested':
    case 'system-information-allowed':
    case 'system-information-declined':
    case 'system-information-revoked':
    case 'system-information-reported':
      return { ...state, systemInformation: systemInformationAfter(state.systemInformation, event) };
    case 'file-access-requested':
    case 'file-access-allowed':
    case 'file-access-declined':
    case 'file-access-revoked':
    case 'file-policy-selected':
    case 'file-transfer-offered':
    case 'file-transfer-refused':
    case 'file-transfer-begun-anew':
    case 'file-transfer-completed':
    case 'file-transfer-failed':
    case 'file-transfer-cancelled':
    case 'customer-folder-created':
    case 'customer-file-renamed':
    case 'customer-files-deleted':
      return { ...state, files: fileAccessAfter(state.files, event) };
    default:
      return paneAfter(state, event);
  }
}

function start(
  state: WaitingSession,
  representative: ActiveSession['representative'],
  at: number,
): ActiveSession {
  return {
    ...state,
    ...noPicture(at),
    phase: 'active',
    representative,
    startedAt: at,
    chat: noChat,
    recording: noRecording,
    systemInformation: noSystemInformation,
    files: noFileAccess,
  };
}

function turnedAway(state: WaitingSession, endedAt: number, outcome: UnstartedEnd['outcome']): UnstartedEnd {
  return { ...state, phase: 'turned-away', endedAt, outcome };
}

function waiting(state: SessionState, event: CustomerEvent): WaitingSession {
  if (state.phase !== 'waiting') throw new EventOutOfPlaceError(event.kind, state.phase);
  return state;
}

function active(state: SessionState, event: CustomerEvent): ActiveSession {
  if (state.phase !== 'active') throw new EventOutOfPlaceError(event.kind, state.phase);
  return state;
}

function open(state: SessionState, event: CustomerEvent): WaitingSession | ActiveSession {
  return state.phase === 'active' ? state : waiting(state, event);
}
