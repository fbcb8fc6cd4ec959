import type { Blob } from '../../shared/blob';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { EventBody } from '../../shared/session/session-event';
import type { ActiveSession, SessionState } from '../../shared/session/session-state';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import type { RefusalCode } from '../../shared/wire/refusal';
import { outcomeOfFileCommand } from './file-commands';
import { outcomeOfSourceCommand, type SourceCommand } from './source-commands';

/** What a command amounts to in the present state. */
export type Outcome =
  | { readonly kind: 'event'; readonly body: EventBody }
  /** The command is right but changes nothing, e.g. a tab that is open already. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string };

/** Finds a picture that this session's customer has uploaded. */
export type FindPicture = (hash: string) => Blob | undefined;

const nothing: Outcome = { kind: 'nothing' };

/** Decides what a customer's command does to a session; pure but for `findPicture`. */
export function outcomeOfCustomerCommand(
  state: SessionState,
  command: CustomerCommand,
  findPicture: FindPicture,
): Outcome {
  if (state.phase === 'ended' || state.phase === 'turned-away') {
    return refused('session-over', 'The session has ended.');
  }
  switch (command.kind) {
    case 'report-visibility':
      if (command.visible)
        return state.presence.kind === 'away' ? event({ kind: 'customer-returned' }) : nothing;
      return state.presence.kind === 'connected' ? event({ kind: 'customer-went-away' }) : nothing;
    case 'leave-queue':
      return state.phase === 'waiting'
        ? event({ kind: 'session-ended', reason: 'customer-left' })
        : refused('not-allowed', 'The session has started; end it instead.');
    case 'end-session':
      return event({
        kind: 'session-ended',
        reason: state.phase === 'waiting' ? 'customer-left' : 'customer-ended',
      });
    default:
      return state.phase === 'active'
        ? outcomeWhileActive(state, command, findPicture)
        : refused('not-allowed', 'The representative has not accepted yet.');
  }
}

type ActiveCommand = Exclude<CustomerCommand, { kind: 'report-visibility' | 'leave-queue' | 'end-session' }>;

function outcomeWhileActive(state: ActiveSession, command: ActiveCommand, findPicture: FindPicture): Outcome {
  switch (command.kind) {
    case 'send-chat-message':
      return event({ kind: 'chat-message-sent', text: command.text });
    case 'mark-delivered':
      return command.upTo > state.chat.deliveredTo.customer
        ? event({ kind: 'chat-messages-delivered', upTo: Math.min(command.upTo, state.lastSeq) })
        : nothing;
    case 'mark-seen':
      return command.upTo > state.chat.seenTo.customer
        ? event({ kind: 'chat-messages-seen', upTo: Math.min(command.upTo, state.lastSeq) })
        : nothing;
    case 'open-tab':
      return state.tab === command.tab ? nothing : event({ kind: 'tab-opened', tab: command.tab });
    case 'allow-recording':
      return state.recording.kind === 'asked' ? event({ kind: 'recording-allowed' }) : nothing;
    case 'decline-recording':
      return state.recording.kind === 'asked' ? event({ kind: 'recording-declined' }) : nothing;
    case 'revoke-recording':
      return state.recording.kind === 'off' || state.recording.kind === 'asked'
        ? nothing
        : event({ kind: 'recording-revoked' });
    case 'allow-system-information':
      return state.systemInformation.access === 'asked'
        ? event({ kind: 'system-information-allowed' })
        : nothing;
    case 'decline-system-information':
      return state.systemInformation.access === 'asked'
        ? event({ kind: 'system-information-declined' })
        : nothing;
    case 'revoke-system-information':
      return state.systemInformation.access === 'allowed'
        ? event({ kind: 'system-information-revoked' })
        : nothing;
    case 'report-system-information':
      return state.systemInformation.isAwaited
        ? event({ kind: 'system-information-reported', report: command.report })
        : refused('not-allowed', 'No system information was asked for.');
    case 'allow-sharing':
      return sharingIsAllowed(state.pane) ? nothing : event({ kind: 'sharing-allowed' });
    case 'decline-sharing':
      return state.pane.kind === 'asked' ? event({ kind: 'sharing-declined' }) : nothing;
    case 'stop-sharing':
      return sharingIsAllowed(state.pane) ? event({ kind: 'sharing-stopped' }) : nothing;
    case 'begin-photo-choosing':
      if (!sharingIsAllowed(state.pane)) return refused('not-allowed', 'Sharing has not been allowed.');
      return state.pane.kind === 'hidden' ? nothing : event({ kind: 'photo-choosing-began' });
    case 'show-photo': {
      if (!sharingIsAllowed(state.pane)) return refused('not-allowed', 'Sharing has not been allowed.');
      const blob = findPicture(command.hash);
      if (blob === undefined) return refused('not-allowed', 'No picture of this hash was uploaded.');
      const { name, origin, width, height } = command;
      return event({ kind: 'photo-shown', blob, name, origin, width, height });
    }
    case 'send-still': {
      if (!state.stillRequested) return refused('not-allowed', 'No still was asked for.');
      const blob = findPicture(command.hash);
      if (blob === undefined) return refused('not-allowed', 'No picture of this hash was uploaded.');
      return event({ kind: 'still-sent', blob, width: command.width, height: command.height });
    }
    case 'report-still-failure':
      return state.stillRequested ? event({ kind: 'still-failed' }) : nothing;
    case 'allow-file-access':
    case 'decline-file-access':
    case 'revoke-file-access':
    case 'report-file-change':
      return outcomeOfFileCommand(state, command);
    default:
      command satisfies SourceCommand;
      return outcomeOfSourceCommand(state, command);
  }
}

function event(body: EventBody): Outcome {
  return { kind: 'event', body };
}

function refused(code: RefusalCode, message: string): Outcome {
  return { kind: 'refused', code, message };
}
