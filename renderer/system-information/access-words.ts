import type { SystemInformationState } from '../../shared/session/system-information';
import { shortDuration } from '../../shared/words/durations';
import { timeOfDay } from '../kit/clock';

/** What stands above or in place of a report: where the permission is, and what can be asked. */
export interface AccessWords {
  readonly mark: 'ring-neutral' | 'ring-wait';
  readonly text: string;
  /** The label of the button that asks; null where there is nothing to ask. */
  readonly ask: string | null;
}

/** The words for a session's system information at `now`; null where a report stands and nothing needs saying. */
export function accessWords(
  { access, at, isAwaited, report }: SystemInformationState,
  name: string,
  isOpen: boolean,
  now: number,
): AccessWords | null {
  if (!isOpen) {
    return report === null
      ? { mark: 'ring-neutral', text: 'No system information was read in this session.', ask: null }
      : null;
  }
  switch (access) {
    case 'not-requested':
      return {
        mark: 'ring-neutral',
        text: `Nothing has been read yet. ${name} decides whether to share it.`,
        ask: 'Ask for system information',
      };
    case 'asked':
      return {
        mark: 'ring-wait',
        text: `Asked ${name}, ${shortDuration(now - at)}. Waiting for an answer.`,
        ask: null,
      };
    case 'declined':
      return {
        mark: 'ring-neutral',
        text: `${name} declined. Explain in the chat, then ask again.`,
        ask: 'Ask again',
      };
    case 'revoked':
      return {
        mark: 'ring-neutral',
        text: `${name} stopped sharing system information at ${timeOfDay(at)}.${
          report === null ? '' : ' This is what was read last.'
        }`,
        ask: 'Ask again',
      };
    case 'allowed':
      if (report !== null) return null;
      return isAwaited
        ? { mark: 'ring-wait', text: `Reading ${name}’s phone.`, ask: null }
        : { mark: 'ring-neutral', text: 'Nothing has been read yet.', ask: 'Read system information' };
  }
}
