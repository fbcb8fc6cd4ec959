import type { Blob } from '../../shared/blob';
import type { SessionCommand, SessionCommandName } from '../../shared/ipc/session-commands';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession, SessionState } from '../../shared/session/session-state';
import { verdictOnAnnotationCommand } from './annotation-commands';
import { event, nothing, refused, type Verdict } from './verdict';

/** What a representative can do to a session: the plain commands, and those that main does something else for too. */
export type RepresentativeCommand = SessionCommand | { readonly kind: 'start-recording' };

type ActiveCommand =
  | SessionCommand<
      Exclude<
        SessionCommandName,
        'accept-session' | 'decline-session' | 'end-session' | 'mark-seen' | 'write-notes' | 'set-outcome'
      >
    >
  | { readonly kind: 'start-recording' };

/** What a decision depends on besides the session's state. */
export interface Deciding {
  /** In milliseconds since the Unix epoch. */
  readonly now: number;
  readonly representativeName: string;
  /** Finds a picture kept with the session. */
  readonly findPicture: (hash: string) => Blob | undefined;
}

/** Decides what a representative's command does to a session; pure but for `findPicture`. */
export function verdictOnRepresentativeCommand(
  state: SessionState,
  command: RepresentativeCommand,
  deciding: Deciding,
): Verdict {
  const name = state.customer.name;
  switch (command.kind) {
    case 'accept-session':
      return state.phase === 'waiting'
        ? event({
            kind: 'session-started',
            representative: { name: deciding.representativeName },
            waitedMs: Math.max(0, deciding.now - state.joinedAt),
          })
        : refused(`${name} is no longer waiting.`);
    case 'decline-session':
      return state.phase === 'waiting'
        ? event({ kind: 'session-declined', reason: command.reason })
        : refused(`${name} is no longer waiting.`);
    case 'end-session':
      return state.phase === 'active'
        ? event({ kind: 'session-ended', reason: 'representative-ended' })
        : refused('The session is not open.');
    case 'mark-seen':
      return state.phase === 'active' && command.upTo > state.chat.seenTo.representative
        ? event({ kind: 'chat-messages-seen', upTo: Math.min(command.upTo, state.lastSeq) })
        : nothing;
    case 'write-notes':
      return event({ kind: 'notes-written', text: command.text });
    case 'set-outcome':
      return event({ kind: 'outcome-set', outcome: command.outcome });
    default:
      return state.phase === 'active'
        ? verdictWhileActive(state, command, deciding)
        : refused(`The session with ${name} is not open.`);
  }
}

function verdictWhileActive(
  state: ActiveSession,
  command: ActiveCommand,
  { findPicture }: Deciding,
): Verdict {
  const name = state.customer.name;
  switch (command.kind) {
    case 'send-chat-message':
      return event({ kind: 'chat-message-sent', text: command.text });
    case 'request-sharing':
      return state.pane.kind === 'not-requested' ||
        state.pane.kind === 'declined' ||
        state.pane.kind === 'stopped'
        ? event({ kind: 'sharing-requested' })
        : refused(`${name} has been asked already.`);
    case 'cancel-sharing-request':
      return state.pane.kind === 'asked'
        ? event({ kind: 'sharing-request-cancelled' })
        : refused(`${name} has answered already.`);
    case 'report-video':
      return state.pane.kind === 'live'
        ? event({
            kind: 'video-received',
            codec: command.codec,
            width: command.width,
            height: command.height,
          })
        : refused('Nothing is live.');
    case 'select-quality':
      // Selecting what is selected already is no fault of the person's, and nothing to log.
      if (state.quality === command.quality) return nothing;
      return state.pane.kind === 'live' && !state.pane.capabilities.quality
        ? refused(`What ${name} shows does not follow the quality selected here.`)
        : event({ kind: 'quality-selected', quality: command.quality });
    case 'request-still':
      if (state.pane.kind !== 'live') return refused('Nothing is live.');
      if (!state.pane.capabilities.still) {
        return refused(`What ${name} shows cannot send a still. Save a snapshot instead.`);
      }
      return state.stillRequested
        ? refused(`${name}’s phone has been asked for a still already.`)
        : event({ kind: 'still-requested' });
    case 'save-snapshot': {
      const blob = findPicture(command.hash);
      return blob === undefined
        ? refused('The picture is not there any more. Take the snapshot again.')
        : event({ kind: 'snapshot-saved', blob, width: command.width, height: command.height });
    }
    case 'request-system-information':
      if (state.systemInformation.access === 'asked') return refused(`${name} has been asked already.`);
      return state.systemInformation.isAwaited
        ? refused(`${name}’s phone has been asked already.`)
        : event({ kind: 'system-information-requested' });
    case 'request-recording':
      if (!sharingIsAllowed(state.pane)) return refused(`${name} does not share anything.`);
      return state.recording.kind === 'off'
        ? event({ kind: 'recording-requested' })
        : refused('A recording has been asked for already.');
    case 'start-recording':
      if (!sharingIsAllowed(state.pane)) return refused(`${name} does not share anything.`);
      return state.recording.kind === 'allowed' || state.recording.kind === 'failed'
        ? event({ kind: 'recording-started' })
        : refused(`${name} has not allowed a recording.`);
    case 'pause-recording':
      return state.recording.kind === 'running'
        ? event({ kind: 'recording-paused' })
        : refused('No recording runs.');
    case 'resume-recording':
      return state.recording.kind === 'paused'
        ? event({ kind: 'recording-resumed' })
        : refused('No recording is paused.');
    case 'request-file-access':
      if (state.files.policy === 'off') return refused('File transfer is off. Choose another policy first.');
      if (state.files.access === 'allowed') return refused(`${name} has allowed file transfer already.`);
      return state.files.access === 'asked'
        ? refused(`${name} has been asked already.`)
        : event({ kind: 'file-access-requested' });
    case 'select-file-policy':
      return state.files.policy === command.policy
        ? refused('This policy is selected already.')
        : event({ kind: 'file-policy-selected', policy: command.policy });
    default:
      return verdictOnAnnotationCommand(state, command, findPicture);
  }
}
