import type { SessionOutcome } from '../../shared/session/session-event';

/** The outcomes as buttons and lists name them. */
export const outcomeNames: Readonly<Record<SessionOutcome, string>> = {
  solved: 'Solved',
  'follow-up': 'Follow up',
  'not-solved': 'Not solved',
};
