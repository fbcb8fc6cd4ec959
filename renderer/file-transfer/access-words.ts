import type { FileAccess } from '../../shared/session/file-access';
import type { CustomerPresence } from '../../shared/session/session-state';
import { shortDuration } from '../../shared/words/durations';
import { timeOfDay } from '../kit/clock';

/** The mark and the words where no files are shown, and what asking for them is called. */
export interface AccessWords {
  readonly mark: 'ring-neutral' | 'ring-wait';
  readonly title: string;
  readonly text: string;
  /** Empty where there is nothing to ask. */
  readonly ask: string;
}

/** What stands where the customer's files would be, at `now`; `undefined` once they are allowed. */
export function accessWords(
  { access, at }: FileAccess,
  presence: CustomerPresence,
  name: string,
  now: number,
): AccessWords | undefined {
  if (access !== 'allowed' && presence.kind === 'lost') {
    return {
      mark: 'ring-wait',
      title: 'No connection',
      text: `The connection to ${name} is lost. Reconnecting, ${shortDuration(now - presence.at)}.`,
      ask: '',
    };
  }
  switch (access) {
    case 'off':
      return {
        mark: 'ring-neutral',
        title: 'No files yet',
        text: `Ask ${name} first. You then see the Sightline files on ${name}’s phone, nothing else of it, and can send and fetch files.`,
        ask: 'Ask for file access',
      };
    case 'asked':
      return {
        mark: 'ring-wait',
        title: `Asked ${name}`,
        text: `Asked ${shortDuration(now - at)} ago. Waiting for an answer.`,
        ask: '',
      };
    case 'declined':
      return {
        mark: 'ring-neutral',
        title: `${name} declined`,
        text: 'Explain in the chat what you need, then ask again.',
        ask: 'Ask again',
      };
    case 'revoked':
      return {
        mark: 'ring-neutral',
        title: `${name} took file access back`,
        text: `Since ${timeOfDay(at)} no files go either way. Finished files are kept where they are.`,
        ask: 'Ask again',
      };
    case 'allowed':
      return undefined;
  }
}
