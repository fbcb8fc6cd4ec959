import type { SessionEvent } from '../../shared/session/session-event';
import { annotationWords, type EventWords, eventWords, isWorded } from './event-words';

/** What a row tells that holds `event` and the entries `following` it, and which of them it tells; undefined for nothing. */
export function eventRowWords(
  event: SessionEvent,
  following: readonly SessionEvent[],
  customerName: string,
): (EventWords & { readonly at: number }) | undefined {
  if (event.kind === 'annotation-changed') return { ...annotationWords([event, ...following]), at: event.at };
  // Of notes written one after the other the last are the ones that hold.
  const told = event.kind === 'notes-written' ? (following.at(-1) ?? event) : event;
  return isWorded(told) ? { ...eventWords(told, customerName), at: told.at } : undefined;
}
