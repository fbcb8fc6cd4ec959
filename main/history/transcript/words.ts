import type { SessionEvent } from '../../../shared/session/session-event';
import type { SessionState } from '../../../shared/session/session-state';
import type { ToldNames } from '../../../shared/session/told/names';
import { isWorded, tell } from '../../../shared/session/told/tell';

/** Stands for an entry that a newer Sightline wrote, or that is damaged. */
export const unreadEntry = 'An entry that this version of Sightline cannot read';

/** Returns the names of a session's two people. */
export function namesOf(state: SessionState): ToldNames {
  const representative =
    state.phase === 'active' || state.phase === 'ended' ? state.representative.name : 'The representative';
  return { customer: state.customer.name, representative };
}

/** Tells whether an entry is told in a transcript; receipts of messages are kept in its data only. */
export function isTold(event: SessionEvent): boolean {
  return event.kind !== 'chat-messages-delivered' && event.kind !== 'chat-messages-seen';
}

/** Returns one entry in words, in the past tense and by name, for people who were not there. */
export function transcriptWords(event: SessionEvent, names: ToldNames): string {
  if (event.kind === 'chat-message-sent') return event.text;
  if (!isWorded(event)) return '';
  const { text, detail } = tell(event, names);
  return detail === '' ? text : `${text} (${detail})`;
}
