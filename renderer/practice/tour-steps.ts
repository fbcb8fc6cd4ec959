import type { PracticeStatus } from '../../shared/ipc/view';
import type { SessionState } from '../../shared/session/session-state';

/** The current step of the tour through a practice session. */
export type TourStep =
  | 'connecting'
  | 'accept'
  | 'write'
  | 'ask'
  | 'allowing'
  | 'watch'
  | 'end'
  | 'done'
  | 'not-accepted';

/** What the representative is told at one step. */
export interface TourWords {
  readonly title: string;
  readonly text: string;
}

/** The steps a representative takes, in order; the others are what they wait for. */
export const ownSteps = ['accept', 'write', 'ask', 'watch', 'end'] as const satisfies readonly TourStep[];

/**
 * Returns the step that fits the practice session now; `hasWatched` is the one thing only the representative can
 * say.
 */
export function tourStep(state: SessionState | undefined, hasWatched: boolean): TourStep {
  switch (state?.phase) {
    case undefined:
      return 'connecting';
    case 'waiting':
      return 'accept';
    case 'turned-away':
      return 'not-accepted';
    case 'ended':
      return 'done';
    case 'active':
      break;
  }
  const hasWritten = state.chat.deliveredTo.customer > 0 || state.chat.unseenBy.customer.length > 0;
  if (!hasWritten) return 'write';
  switch (state.pane.kind) {
    case 'not-requested':
    case 'declined':
    case 'stopped':
      return hasWatched ? 'end' : 'ask';
    case 'asked':
    case 'allowed':
    case 'failed':
      return hasWatched ? 'end' : 'allowing';
    case 'live':
    case 'hidden':
    case 'photo':
    case 'paused':
      return hasWatched ? 'end' : 'watch';
  }
}

/** Returns the practice session among `states`: the newest that began with the simulated phone's key. */
export function practiceSession<State extends { readonly state: SessionState }>(
  practice: PracticeStatus,
  records: readonly State[],
): State | undefined {
  if (practice.kind === 'closed') return undefined;
  return records.findLast(({ state }) => state.sessionKey === practice.sessionKey);
}

/** Returns what to say at a step; `playsByItself` says who plays the customer. */
export function tourWords(step: TourStep, playsByItself: boolean): TourWords {
  switch (step) {
    case 'connecting':
      return playsByItself
        ? { title: 'Maria is connecting', text: 'She is typing her name on the simulated phone.' }
        : { title: 'Connect as Maria', text: 'Type a name on the simulated phone, then press Connect.' };
    case 'accept':
      return {
        title: 'Accept Maria',
        text: 'She is under Waiting on the left. Press Accept; until then neither of you sees anything of the other.',
      };
    case 'write':
      return {
        title: 'Write to her',
        text: playsByItself
          ? 'Say hello in the field under the session log. She reads it on her phone and answers.'
          : 'Say hello in the field under the session log, then answer on the phone.',
      };
    case 'ask':
      return {
        title: 'Ask to share',
        text: 'Press Ask to share. Maria decides whether you see anything, and what.',
      };
    case 'allowing':
      return playsByItself
        ? { title: 'Maria decides', text: 'She reads your question, then opens her camera.' }
        : { title: 'Now you are Maria', text: 'Press Allow on the phone, then Show the camera.' };
    case 'watch':
      return {
        title: 'Watch the camera',
        text: 'This is live video from the phone. You can only watch; Maria chooses what is shown.',
      };
    case 'end':
      return {
        title: 'End the session',
        text: 'Press End session at the top right. The log stays with the session.',
      };
    case 'done':
      return {
        title: 'That was a whole session',
        text: 'With a customer you begin the same way: generate a session key and read it out.',
      };
    case 'not-accepted':
      return {
        title: 'The session did not begin',
        text: 'Maria was declined, or she left. Practice again whenever you like.',
      };
  }
}
