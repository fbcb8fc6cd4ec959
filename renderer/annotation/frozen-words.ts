import { type Pane, sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession, EndedSession } from '../../shared/session/session-state';
import { timeOfDay } from '../kit/clock';
import { endSentence } from '../wrap-up/session-summary';

/** What is said beside a frozen picture. */
export interface FrozenWords {
  /** `wait`: the customer does not see it just now; `stop`: they no longer do. */
  readonly tone: 'shown' | 'wait' | 'stop';
  readonly text: string;
}

/** Who sees the frozen picture, and what becomes of the marks; `isShared` is whether it is in the log yet. */
export function frozenWords(
  state: ActiveSession | EndedSession,
  name: string,
  isShared: boolean,
): FrozenWords {
  if (state.phase === 'ended') {
    return {
      tone: 'stop',
      text: `${endSentence(state.reason, name, state.endedAt)} ${name} no longer sees this picture. You can still save it.`,
    };
  }
  const { pane, presence } = state;
  if (sharingIsAllowed(pane)) {
    if (presence.kind === 'lost') {
      return {
        tone: 'wait',
        text: `The connection to ${name} is lost. Both sides keep this picture; your marks arrive once ${name} is back.`,
      };
    }
    if (presence.kind === 'away') {
      return {
        tone: 'wait',
        text: `${name} is in another app, and sees this picture with your annotations on coming back.`,
      };
    }
    if (!isShared) return { tone: 'wait', text: `Sending this picture to ${name}.` };
  }
  return paneWords(pane, name);
}

function paneWords(pane: Pane, name: string): FrozenWords {
  const seen = (more: string): FrozenWords => ({
    tone: 'shown',
    text: `${name} sees this picture with your annotations. ${more}`,
  });
  switch (pane.kind) {
    case 'live':
      return pane.method === 'broadcast'
        ? seen('The broadcast goes on, unseen until you clear.')
        : seen('Video is paused on the phone.');
    case 'hidden':
      return seen(`${name} is choosing a photo; clear to go on.`);
    case 'photo':
      return seen(`Clear to see what ${name} shows.`);
    case 'paused':
      return seen(`${name} paused sharing meanwhile.`);
    case 'failed':
    case 'allowed':
      return seen('Nothing else is shared just now.');
    case 'not-requested':
    case 'asked':
    case 'declined':
    case 'stopped': {
      const when = pane.kind === 'stopped' ? ` at ${timeOfDay(pane.at)}` : '';
      return {
        tone: 'stop',
        text: `${name} stopped sharing${when} and no longer sees this picture. Save the still, or clear it.`,
      };
    }
  }
}

/** How the marks stand, for the status line. */
export function deliveryWords(marks: number, unwritten: number, isConnected: boolean, name: string): string {
  const counted = `${marks} mark${marks === 1 ? '' : 's'}`;
  if (!isConnected) return `${counted}, waiting for ${name}`;
  return unwritten > 0 ? `${counted}, ${unwritten} on the way` : `${counted} delivered`;
}
