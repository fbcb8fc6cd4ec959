import type { CustomerEvent } from '../../shared/session/session-event';
import type { EndedSession } from '../../shared/session/session-state';

/** What the end means for the customer. */
export function endedWords(state: EndedSession): string {
  const name = state.representative.name;
  const seen = `${name} can no longer see your screen, your camera or your files. Nothing is shared.`;
  return state.reason === 'customer-did-not-return' ? `The connection was lost for too long. ${seen}` : seen;
}

/** A length of time in words, e.g. "24 minutes"; `milliseconds` may be 0. */
export function lengthWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What was shown in the session, from its log. */
export function shownWords(events: readonly CustomerEvent[]): string {
  const sources = new Set(events.flatMap((event) => (event.kind === 'source-started' ? [event.source] : [])));
  if (sources.size === 0) return 'Nothing';
  return [...sources].map((source) => (source === 'camera' ? 'Camera' : 'Screen')).join(', ');
}
