import type { EventBody } from '../../shared/session/session-event';
import { type SessionState, sharingIsAllowed } from '../../shared/session/session-state';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import type { RefusalCode } from '../../shared/wire/refusal';

/** What a command amounts to in the present state. */
export type Outcome =
  | { readonly kind: 'event'; readonly body: EventBody }
  /** The command is right but changes nothing, e.g. a tab that is open already. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string };

const nothing: Outcome = { kind: 'nothing' };

/** Decides what a customer's command does to a session; pure. */
export function outcomeOfCustomerCommand(state: SessionState, command: CustomerCommand): Outcome {
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
      break;
  }
  if (state.phase !== 'active') return refused('not-allowed', 'The representative has not accepted yet.');
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
    case 'allow-sharing':
      return sharingIsAllowed(state.pane) ? nothing : event({ kind: 'sharing-allowed' });
    case 'decline-sharing':
      return state.pane.kind === 'asked' ? event({ kind: 'sharing-declined' }) : nothing;
    case 'stop-sharing':
      return sharingIsAllowed(state.pane) ? event({ kind: 'sharing-stopped' }) : nothing;
    case 'start-source':
      return sharingIsAllowed(state.pane)
        ? event({ kind: 'source-started', source: command.source, facing: command.facing })
        : refused('not-allowed', 'Sharing has not been allowed.');
    case 'stop-source':
      return state.pane.kind === 'live' && state.pane.source === command.source
        ? event({ kind: 'source-stopped', source: command.source })
        : nothing;
    case 'report-source-failure':
      return sharingIsAllowed(state.pane)
        ? event({ kind: 'source-failed', source: command.source, failure: command.failure })
        : nothing;
    case 'change-camera':
      return state.pane.kind === 'live' &&
        state.pane.source === 'camera' &&
        state.pane.facing !== command.facing
        ? event({ kind: 'camera-changed', facing: command.facing })
        : nothing;
    case 'open-tab':
      return state.tab === command.tab ? nothing : event({ kind: 'tab-opened', tab: command.tab });
  }
}

function event(body: EventBody): Outcome {
  return { kind: 'event', body };
}

function refused(code: RefusalCode, message: string): Outcome {
  return { kind: 'refused', code, message };
}
