import type { EventBody } from '../../shared/session/session-event';
import type { ActiveSession, SessionState } from '../../shared/session/session-state';

/** What a representative can do to a session, as the renderer asks for it. */
export type RepresentativeCommand =
  | { readonly kind: 'accept-session'; readonly representativeName: string }
  | { readonly kind: 'decline-session'; readonly reason: string }
  | { readonly kind: 'end-session' }
  | ActiveCommand;

/** What needs an active session. */
type ActiveCommand =
  | { readonly kind: 'send-chat-message'; readonly text: string }
  | { readonly kind: 'mark-seen'; readonly upTo: number }
  | { readonly kind: 'request-sharing' }
  | { readonly kind: 'cancel-sharing-request' }
  | {
      readonly kind: 'report-video';
      readonly codec: string;
      readonly width: number;
      readonly height: number;
    };

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
  }
}

function notPossible(message: string): NotPossible {
  return { kind: 'not-possible', message };
}
