import type { SessionEvent } from '../../shared/session/session-event';

/** What an entry adds to what can be searched. */
export interface SearchText {
  readonly text: string;
  /** Whether it takes the place of what entries of the same kind added before. */
  readonly replaces: boolean;
}

/** Returns the names, messages and notes in an entry; undefined where there are none. */
export function searchTextOf(event: SessionEvent): SearchText | undefined {
  switch (event.kind) {
    case 'session-key-used':
      return added([event.customer.name, event.customer.description]);
    case 'session-started':
      return added([event.representative.name]);
    case 'chat-message-sent':
      return added([event.text]);
    case 'photo-shown':
    case 'file-transfer-offered':
      return added([event.name]);
    case 'reference-set':
      return { text: [event.reference, event.note].filter((part) => part !== '').join('\n'), replaces: true };
    case 'notes-written':
      return { text: event.text, replaces: true };
    default:
      return undefined;
  }
}

function added(parts: readonly string[]): SearchText {
  return { text: parts.filter((part) => part !== '').join('\n'), replaces: false };
}
