import type { CustomerEvent, SourceFailure } from '../../shared/session/session-event';

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
    case 'camera-changed':
      return event.facing === 'front' ? 'You turned to the front camera' : 'You turned to the rear camera';
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
    case 'tab-opened':
    case 'video-received':
    case 'event-withheld':
      return null;
    default:
      return event satisfies never;
  }
}

const failureEntry: Readonly<Record<SourceFailure, (source: string) => string>> = {
  'permission-denied': (source) => `This browser may not use your ${source}`,
  'no-device': (source) => `No ${source} was found`,
  'in-use': (source) => `Another app uses your ${source}`,
  'not-supported': (source) => `This browser cannot show your ${source}`,
  failed: (source) => `Your ${source} did not start`,
};
