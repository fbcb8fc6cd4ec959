import type { CustomerPresence } from '../../shared/session/session-state';
import { shortDuration } from '../../shared/words/durations';

/** The connection to the phone, in words and with the tone that goes beside them. */
export interface ConnectionWords {
  readonly text: string;
  readonly tone: 'fine' | 'waiting';
  /** What it means for the representative, where that is not plain. */
  readonly meaning: string;
}

/** How the customer is connected at `now` (milliseconds since the Unix epoch). */
export function connectionWords(presence: CustomerPresence, name: string, now: number): ConnectionWords {
  switch (presence.kind) {
    case 'connected':
      return { text: 'Connected', tone: 'fine', meaning: '' };
    case 'away':
      return {
        text: `Away, ${shortDuration(now - presence.at)}`,
        tone: 'waiting',
        meaning: `${name} is in another app. Messages wait until ${name} comes back.`,
      };
    case 'lost':
      return {
        text: `Reconnecting, ${shortDuration(now - presence.at)}`,
        tone: 'waiting',
        meaning: `The connection to ${name} is lost. Messages wait until it is back.`,
      };
  }
}
