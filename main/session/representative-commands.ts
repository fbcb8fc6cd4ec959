import type { Blob } from '../../shared/blob';
import type { FilePolicy } from '../../shared/file-transfer/file-transfer-event';
import { type Quality, qualityNames } from '../../shared/quality';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { EventBody, SessionOutcome } from '../../shared/session/session-event';
import type { ActiveSession, SessionState } from '../../shared/session/session-state';

import { type AnnotationCommand, eventOfAnnotationCommand } from './annotation-commands';

/** What a representative can do to a session, as the renderer asks for it. */
export type RepresentativeCommand =
  | { readonly kind: 'accept-session'; readonly representativeName: string }
  | { readonly kind: 'decline-session'; readonly reason: string }
  | { readonly kind: 'end-session' }
  | { readonly kind: 'write-notes'; readonly text: string }
  | { readonly kind: 'set-outcome'; readonly outcome: SessionOutcome }
  | ActiveCommand;

/** What needs an active session. */
type ActiveCommand =
  | AnnotationCommand
  | { readonly kind: 'send-chat-message'; readonly text: string }
  | { readonly kind: 'mark-seen'; readonly upTo: number }
  | { readonly kind: 'request-sharing' }
  | { readonly kind: 'cancel-sharing-request' }
  | {
      readonly kind: 'report-video';
      readonly codec: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'select-quality'; readonly quality: Quality }
  | { readonly kind: 'request-still' }
  | {
      readonly kind: 'save-snapshot';
      /** Undefined where nothing is kept under the hash that was named. */
      readonly blob: Blob | undefined;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'request-recording' }
  | { readonly kind: 'request-system-information' }
  | { readonly kind: 'start-recording' }
  | { readonly kind: 'pause-recording' }
  | { readonly kind: 'resume-recording' }
  | { readonly kind: 'request-file-access' }
  | { readonly kind: 'select-file-policy'; readonly policy: FilePolicy };

interface NotPossible {
  readonly kind: 'not-possible';
  readonly message: string;
}

/** The event a representative's command makes, or a sentence saying why it cannot be carried out now; pure. */
export function eventOfRepresentativeCommand(
  state: SessionState,
  command: RepresentativeCommand,
  now: number,
): EventBody | NotPossible {
  const name = state.customer.name;
  switch (command.kind) {
    case 'accept-session':
      return state.phase === 'waiting'
        ? {
            kind: 'session-started',
            representative: { name: command.representativeName },
            waitedMs: Math.max(0, now - state.joinedAt),
          }
        : notPossible(`${name} is no longer waiting.`);
    case 'decline-session':
      return state.phase === 'waiting'
        ? { kind: 'session-declined', reason: command.reason }
        : notPossible(`${name} is no longer waiting.`);
    case 'end-session':
      return state.phase === 'active'
        ? { kind: 'session-ended', reason: 'representative-ended' }
        : notPossible('The session is not open.');
    case 'write-notes':
      return { kind: 'notes-written', text: command.text };
    case 'set-outcome':
      return { kind: 'outcome-set', outcome: command.outcome };
    default:
      return state.phase === 'active'
        ? eventWhileActive(state, command)
        : notPossible(`The session with ${name} is not open.`);
  }
}

function eventWhileActive(state: ActiveSession, command: ActiveCommand): EventBody | NotPossible {
  const name = state.customer.name;
  switch (command.kind) {
    case 'send-chat-message':
      return { kind: 'chat-message-sent', text: command.text };
    case 'mark-seen':
      return command.upTo > state.chat.seenTo.representative
        ? { kind: 'chat-messages-seen', upTo: Math.min(command.upTo, state.lastSeq) }
        : notPossible('Seen already.');
    case 'request-sharing':
      return state.pane.kind === 'not-requested' ||
        state.pane.kind === 'declined' ||
        state.pane.kind === 'stopped'
        ? { kind: 'sharing-requested' }
        : notPossible(`${name} has been asked already.`);
    case 'cancel-sharing-request':
      return state.pane.kind === 'asked'
        ? { kind: 'sharing-request-cancelled' }
        : notPossible(`${name} has answered already.`);
    case 'report-video':
      return state.pane.kind === 'live'
        ? { kind: 'video-received', codec: command.codec, width: command.width, height: command.height }
        : notPossible('Nothing is live.');
    case 'select-quality':
      if (state.pane.kind === 'live' && !state.pane.capabilities.quality) {
        return notPossible(`What ${name} shows does not follow the quality selected here.`);
      }
      return state.quality === command.quality
        ? notPossible(`${qualityNames[command.quality]} is selected already.`)
        : { kind: 'quality-selected', quality: command.quality };
    case 'request-still':
      if (state.pane.kind !== 'live') return notPossible('Nothing is live.');
      if (!state.pane.capabilities.still) {
        return notPossible(`What ${name} shows cannot send a still. Save a snapshot instead.`);
      }
      return state.stillRequested
        ? notPossible(`${name}’s phone has been asked for a still already.`)
        : { kind: 'still-requested' };
    case 'save-snapshot':
      return command.blob === undefined
        ? notPossible('The picture is not there any more. Take the snapshot again.')
        : { kind: 'snapshot-saved', blob: command.blob, width: command.width, height: command.height };
    case 'request-system-information':
      if (state.systemInformation.access === 'asked') return notPossible(`${name} has been asked already.`);
      return state.systemInformation.isAwaited
        ? notPossible(`${name}’s phone has been asked already.`)
        : { kind: 'system-information-requested' };
    case 'request-recording':
      if (!sharingIsAllowed(state.pane)) return notPossible(`${name} does not share anything.`);
      return state.recording.kind === 'off'
        ? { kind: 'recording-requested' }
        : notPossible('A recording has been asked for already.');
    case 'start-recording':
      if (!sharingIsAllowed(state.pane)) return notPossible(`${name} does not share anything.`);
      return state.recording.kind === 'allowed' || state.recording.kind === 'failed'
        ? { kind: 'recording-started' }
        : notPossible(`${name} has not allowed a recording.`);
    case 'pause-recording':
      return state.recording.kind === 'running'
        ? { kind: 'recording-paused' }
        : notPossible('No recording runs.');
    case 'resume-recording':
      return state.recording.kind === 'paused'
        ? { kind: 'recording-resumed' }
        : notPossible('No recording is paused.');
    case 'request-file-access':
      if (state.files.policy === 'off')
        return notPossible('File transfer is off. Choose another policy first.');
      if (state.files.access === 'allowed') return notPossible(`${name} has allowed file transfer already.`);
      return state.files.access === 'asked'
        ? notPossible(`${name} has been asked already.`)
        : { kind: 'file-access-requested' };
    case 'select-file-policy':
      return state.files.policy === command.policy
        ? notPossible('This policy is selected already.')
        : { kind: 'file-policy-selected', policy: command.policy };
    default:
      return eventOfAnnotationCommand(state, command);
  }
}

function notPossible(message: string): NotPossible {
  return { kind: 'not-possible', message };
}
