import type { CustomerEvent } from '../../shared/session/session-event';
import type { EndedSession } from '../../shared/session/session-state';

/** Returns what the end means for the customer. */
export function endedWords(state: EndedSession): string {
  const name = state.representative.name;
  const seen = `${name} can no longer access your phone: not your screen, your camera or your files. Nothing is shared.`;
  return state.reason === 'customer-did-not-return' ? `The connection was lost for too long. ${seen}` : seen;
}

/** Returns a duration in words, e.g. "24 minutes"; `milliseconds` may be 0. */
export function lengthWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Returns what was shown in the session, from its log. */
export function shownWords(events: readonly CustomerEvent[]): string {
  const sources = new Set(events.flatMap((event) => (event.kind === 'source-started' ? [event.source] : [])));
  const shown: string[] = [...sources].map((source) => (source === 'camera' ? 'Camera' : 'Screen'));
  for (const origin of ['photo', 'screenshot'] as const) {
    const hashes = new Set(
      events.flatMap((event) =>
        event.kind === 'photo-shown' && event.origin === origin ? [event.blob.hash] : [],
      ),
    );
    if (hashes.size > 0) shown.push(`${hashes.size} ${origin}${hashes.size === 1 ? '' : 's'}`);
  }
  if (events.some(({ kind }) => kind === 'system-information-reported')) shown.push('details of the phone');
  const words = shown.length === 0 ? 'nothing' : shown.join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Returns whether the customer allowed files to be exchanged. */
export function usedFiles(events: readonly CustomerEvent[]): boolean {
  return events.some(({ kind }) => kind === 'file-access-allowed');
}

/** Returns whether a broadcaster app showed the screen, which the page itself cannot stop. */
export function usedBroadcaster(events: readonly CustomerEvent[]): boolean {
  return events.some((event) => event.kind === 'source-started' && event.method === 'broadcast');
}
