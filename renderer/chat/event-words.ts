import type { SessionEvent } from '../../shared/session/session-event';
import { tellMarks } from '../../shared/session/told/marks';
import type { Told } from '../../shared/session/told/names';
import { isWorded, tell, type WordedEvent } from '../../shared/session/told/tell';
import { firstName } from '../../shared/words/people';
import { type EventFace, faceOf, iconOfMark } from './event-faces';

export { isWorded };

/** An entry as the session log shows it. */
export type EventWords = Told & EventFace;

/** Returns an entry as the session log shows it to the representative; `customerName` is the customer's whole name. */
export function eventWords(event: WordedEvent, customerName: string): EventWords {
  return {
    ...tell(event, { representative: 'You', customer: firstName(customerName) }),
    ...faceOf(event),
  };
}

/** Returns what entries about marks amount to together; any other entry among them is left out. */
export function annotationWords(events: readonly SessionEvent[]): EventWords {
  const { text, last } = tellMarks(events);
  return { text, detail: '', icon: iconOfMark(last), mark: 'tick' };
}
