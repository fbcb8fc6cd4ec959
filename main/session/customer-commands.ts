import type { Blob } from '../../shared/blob';
import { limits } from '../../shared/limits';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession, SessionState } from '../../shared/session/session-state';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import { verdictOnFileCommand } from './file-commands';
import { type SourceCommand, verdictOnSourceCommand } from './source-commands';
import { event, nothing, refused, type Verdict } from './verdict';

/** Finds a picture that this session's customer has uploaded. */
export type FindPicture = (hash: string) => UploadedPicture | undefined;

/** A picture of the customer's; `measured` is what its own bytes say of its size, where they were seen. */
export interface UploadedPicture extends Blob {
  readonly measured?: { readonly width: number; readonly height: number };
}

/** Decides what a customer's command does to a session; pure but for `findPicture`. */
export function verdictOnCustomerCommand(
  state: SessionState,
  command: CustomerCommand,
  findPicture: FindPicture,
): Verdict {
  if (state.phase === 'ended' || state.phase === 'turned-away') {
    return refused('The session has ended.', 'session-over');
  }
  switch (command.kind) {
    case 'report-visibility':
      if (command.visible)
        return state.presence.kind === 'away' ? event({ kind: 'customer-returned' }) : nothing;
      return state.presence.kind === 'connected' ? event({ kind: 'customer-went-away' }) : nothing;
    case 'leave-queue':
      return state.phase === 'waiting'
        ? event({ kind: 'session-ended', reason: 'customer-left' })
        : refused('The session has started; end it instead.');
    case 'end-session':
      return event({
        kind: 'session-ended',
        reason: state.phase === 'waiting' ? 'customer-left' : 'customer-ended',
      });
    default:
      return state.phase === 'active'
        ? verdictWhileActive(state, command, findPicture)
        : refused('The representative has not accepted yet.');
  }
}

type ActiveCommand = Exclude<CustomerCommand, { kind: 'report-visibility' | 'leave-queue' | 'end-session' }>;

function verdictWhileActive(state: ActiveSession, command: ActiveCommand, findPicture: FindPicture): Verdict {
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
        : refused('No system information was asked for.');
    case 'allow-sharing':
      return sharingIsAllowed(state.pane) ? nothing : event({ kind: 'sharing-allowed' });
    case 'decline-sharing':
      return state.pane.kind === 'asked' ? event({ kind: 'sharing-declined' }) : nothing;
    case 'stop-sharing':
      return sharingIsAllowed(state.pane) ? event({ kind: 'sharing-stopped' }) : nothing;
    case 'begin-photo-choosing':
      if (!sharingIsAllowed(state.pane)) return refused('Sharing has not been allowed.');
      return state.pane.kind === 'hidden' ? nothing : event({ kind: 'photo-choosing-began' });
    case 'show-photo': {
      if (!sharingIsAllowed(state.pane)) return refused('Sharing has not been allowed.');
      const blob = declaredPicture(command, findPicture);
      if (typeof blob === 'string') return refused(blob);
      const { name, origin, width, height } = command;
      return event({ kind: 'photo-shown', blob, name, origin, width, height });
    }
    case 'send-still': {
      if (!state.stillRequested) return refused('No still was asked for.');
      const blob = declaredPicture(command, findPicture);
      if (typeof blob === 'string') return refused(blob);
      return event({ kind: 'still-sent', blob, width: command.width, height: command.height });
    }
    case 'report-still-failure':
      return state.stillRequested ? event({ kind: 'still-failed' }) : nothing;
    case 'allow-file-access':
    case 'decline-file-access':
    case 'revoke-file-access':
    case 'report-file-change':
      return verdictOnFileCommand(state, command);
    default:
      command satisfies SourceCommand;
      return verdictOnSourceCommand(state, command);
  }
}

/** The uploaded picture that a command names, or why it may not be shown. */
function declaredPicture(
  { hash, width, height }: { readonly hash: string; readonly width: number; readonly height: number },
  findPicture: FindPicture,
): Blob | string {
  const found = findPicture(hash);
  if (found === undefined) return 'No picture of this hash was uploaded.';
  const { measured, ...blob } = found;
  // A picture may say that it is shown turned, which swaps its sides.
  const isTrue =
    measured === undefined ||
    (measured.width === width && measured.height === height) ||
    (measured.width === height && measured.height === width);
  if (!isTrue || width * height > limits.picturePixels) {
    return 'The picture has another size than was declared, or too many pixels.';
  }
  return blob;
}
