import { freezeAfter } from '../annotation/freeze';
import { chatAfterMessage, chatAfterReceipt, noChat } from './chat-state';
import { fileAccessAfter, noFileAccess } from './file-access';
import { recordingAfter } from './recording-step';
import type { CustomerEvent, Party, SessionEvent, Source, Tab } from './session-event';
import type { ActiveSession, Pane, SessionState, WaitingSession } from './session-state';
import { sharingIsAllowed } from './session-state';
import { noSystemInformation, systemInformationAfter } from './system-information-step';

/** An event the log cannot hold at this point, e.g. a chat message before the session started. */
export class EventOutOfPlaceError extends Error {
  constructor(
    readonly kind: CustomerEvent['kind'],
    readonly phase: SessionState['phase'] | 'none',
  ) {
    super(`"${kind}" cannot happen in a session that is ${phase === 'none' ? 'not begun' : phase}`);
    this.name = 'EventOutOfPlaceError';
  }
}

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
      return start(waiting(state, event), event);
    case 'session-declined':
      return {
        ...waiting(state, event),
        phase: 'turned-away',
        endedAt: event.at,
        outcome: { kind: 'declined', reason: event.reason },
      };
    case 'session-ended':
      return state.phase === 'active'
        ? { ...state, phase: 'ended', endedAt: event.at, reason: event.reason }
        : {
            ...waiting(state, event),
            phase: 'turned-away',
            endedAt: event.at,
            outcome: { kind: 'ended', reason: event.reason },
          };
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
type ActiveEvent = Exclude<
  SessionEvent,
  {
    kind:
      | 'console-restarted'
      | 'resume-refused'
      | 'reference-set'
      | 'notes-written'
      | 'outcome-set'
      | 'customer-connection-lost'
      | 'customer-went-away'
      | 'customer-reconnected'
      | 'customer-returned'
      | 'session-started'
      | 'session-declined'
      | 'session-ended'
      | 'annotation-saved'
      | 'session-key-used';
  }
>;

function stepActive(state: ActiveSession, event: ActiveEvent): ActiveSession {
  switch (event.kind) {
    case 'chat-message-sent':
      return {
        ...state,
        chat: chatAfterMessage(
          state.chat,
          event.by === 'customer' ? 'customer' : 'representative',
          event.seq,
        ),
      };
    case 'chat-messages-delivered':
      return { ...state, chat: chatAfterReceipt(state.chat, receiver(event.by), 'deliveredTo', event.upTo) };
    case 'chat-messages-seen':
      return { ...state, chat: chatAfterReceipt(state.chat, receiver(event.by), 'seenTo', event.upTo) };
    case 'sharing-requested':
      return sharingIsAllowed(state.pane) ? state : withPane(state, { kind: 'asked', at: event.at });
    case 'sharing-request-cancelled':
      return state.pane.kind === 'asked' ? withPane(state, { kind: 'not-requested' }, event.at) : state;
    case 'sharing-allowed':
      return sharingIsAllowed(state.pane) ? state : withPane(state, { kind: 'allowed', at: event.at });
    case 'sharing-declined':
      return state.pane.kind === 'asked' ? withPane(state, { kind: 'declined', at: event.at }) : state;
    case 'sharing-stopped':
      return withPane({ ...state, video: null, stillRequested: false }, { kind: 'stopped', at: event.at });
    case 'source-started':
      if (!sharingIsAllowed(state.pane)) throw new EventOutOfPlaceError(event.kind, state.phase);
      return withPane(
        { ...state, video: null },
        {
          kind: 'live',
          source: event.source,
          method: event.method,
          facing: event.facing,
          torch: false,
          zoom: event.capabilities.zoom?.min ?? 1,
          capabilities: event.capabilities,
          at: event.at,
        },
      );
    case 'source-stopped':
      return showsSource(state.pane, event.source)
        ? withPane({ ...state, video: null, stillRequested: false }, { kind: 'allowed', at: event.at })
        : state;
    case 'source-failed':
      return sharingIsAllowed(state.pane)
        ? withPane(
            { ...state, video: null, stillRequested: false },
            { kind: 'failed', source: event.source, failure: event.failure, at: event.at },
          )
        : state;
    case 'camera-changed': {
      const { facing, torch, zoom } = event;
      return state.pane.kind === 'live' && state.pane.source === 'camera'
        ? { ...state, pane: { ...state.pane, facing, torch, zoom } }
        : state;
    }
    case 'sharing-paused':
      return state.pane.kind === 'live'
        ? withPane(state, { kind: 'paused', resumes: state.pane, at: event.at })
        : state;
    case 'sharing-resumed':
      return state.pane.kind === 'paused' ? withPane(state, { ...state.pane.resumes, at: event.at }) : state;
    case 'photo-choosing-began':
      return sharingIsAllowed(state.pane)
        ? withPane({ ...state, video: null, stillRequested: false }, { kind: 'hidden', at: event.at })
        : state;
    case 'photo-shown': {
      if (!sharingIsAllowed(state.pane)) throw new EventOutOfPlaceError(event.kind, state.phase);
      const { blob, name, origin, width, height, at } = event;
      return withPane({ ...state, video: null }, { kind: 'photo', blob, name, origin, width, height, at });
    }
    case 'tab-opened': {
      const next = { ...state, tab: event.tab };
      const leavesPhotos = event.tab !== 'photos' && state.pane.kind === 'hidden';
      // Neither a reply in the chat nor a look at the files takes a picture away.
      const leavesPicture =
        showsPictures(event.tab) && event.tab !== pictureTab(state.pane) && state.pane.kind === 'photo';
      return leavesPhotos || leavesPicture ? withPane(next, { kind: 'allowed', at: event.at }) : next;
    }
    case 'quality-selected':
      return { ...state, quality: event.quality };
    case 'still-requested':
      return { ...state, stillRequested: true };
    case 'still-sent':
    case 'still-failed':
      return { ...state, stillRequested: false };
    case 'snapshot-saved':
      return state;
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
    case 'annotation-began':
      if (!sharingIsAllowed(state.pane)) throw new EventOutOfPlaceError(event.kind, state.phase);
      return withRibbon({ ...state, freeze: freezeAfter(state.freeze, event) }, event.at);
    case 'annotation-changed':
      return { ...state, freeze: freezeAfter(state.freeze, event) };
    case 'annotation-cleared':
      return withRibbon({ ...state, freeze: freezeAfter(state.freeze, event) }, event.at);
    case 'video-received':
      return { ...state, video: { codec: event.codec, width: event.width, height: event.height } };
    default:
      return { ...state, files: fileAccessAfter(state.files, event, event.at) };
  }
}

function start(
  state: WaitingSession,
  event: Extract<CustomerEvent, { kind: 'session-started' }>,
): ActiveSession {
  return {
    ...state,
    phase: 'active',
    representative: event.representative,
    startedAt: event.at,
    chat: noChat,
    pane: { kind: 'not-requested' },
    freeze: null,
    ribbon: [{ at: event.at, kind: 'not-requested' }],
    tab: 'chat',
    quality: 'automatic',
    recording: { kind: 'off' },
    systemInformation: noSystemInformation,
    files: noFileAccess,
    stillRequested: false,
    video: null,
  };
}

function withPane(
  state: ActiveSession,
  pane: Pane,
  at = pane.kind === 'not-requested' ? 0 : pane.at,
): ActiveSession {
  return withRibbon({ ...state, pane }, at);
}

/** Carries the ribbon on: frozen as long as both sides show the frozen picture, else what the pane shows. */
function withRibbon(state: ActiveSession, at: number): ActiveSession {
  const kind = state.freeze !== null && sharingIsAllowed(state.pane) ? 'frozen' : state.pane.kind;
  if (state.ribbon.at(-1)?.kind === kind) return state;
  return { ...state, ribbon: [...state.ribbon, { at, kind }] };
}

/** Whether a tab has something of its own to show. */
function showsPictures(tab: Tab): boolean {
  return tab !== 'chat' && tab !== 'files';
}

/** The tab on which the picture shown was chosen. */
function pictureTab(pane: Pane): Tab | undefined {
  if (pane.kind !== 'photo') return undefined;
  return pane.origin === 'photo' ? 'photos' : 'screen';
}

function showsSource(pane: Pane, source: Source): boolean {
  if (pane.kind === 'live') return pane.source === source;
  return pane.kind === 'paused' && pane.resumes.source === source;
}

function receiver(by: CustomerEvent['by']): Party {
  return by === 'customer' ? 'customer' : 'representative';
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
  if (state.phase !== 'waiting' && state.phase !== 'active') {
    throw new EventOutOfPlaceError(event.kind, state.phase);
  }
  return state;
}
