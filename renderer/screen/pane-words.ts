import type { SourceFailure } from '../../shared/session/session-event';
import type { CustomerPresence, Pane } from '../../shared/session/session-state';
import { shortDuration, timeOfDay } from '../session/clock';

/** What the representative can do about an empty pane. */
export type PaneAction =
  | { readonly kind: 'ask'; readonly label: string }
  | { readonly kind: 'cancel'; readonly label: string };

/** The mark and the words of a pane without a picture. */
export interface PaneWords {
  readonly mark: 'ring-neutral' | 'ring-wait' | 'ring-stop';
  readonly text: string;
  readonly action: PaneAction | null;
}

const ask = (label: string): PaneAction => ({ kind: 'ask', label });

/** What a pane without a picture says at `now`, e.g. "Asked Maria, 0:12. Waiting for an answer." */
export function paneWords(pane: Pane, presence: CustomerPresence, name: string, now: number): PaneWords {
  if (presence.kind === 'lost') {
    return {
      mark: 'ring-wait',
      text: `The connection to ${name} is lost. Reconnecting, ${shortDuration(now - presence.at)}.`,
      action: null,
    };
  }
  switch (pane.kind) {
    case 'not-requested':
      return {
        mark: 'ring-neutral',
        text: `Nothing is shared yet. ${name} decides what you see.`,
        action: ask('Ask to share'),
      };
    case 'asked':
      return {
        mark: 'ring-wait',
        text: `Asked ${name}, ${shortDuration(now - pane.at)}. Waiting for an answer.`,
        action: { kind: 'cancel', label: 'Cancel request' },
      };
    case 'declined':
      return {
        mark: 'ring-neutral',
        text: `${name} declined. Explain in the chat, then ask again.`,
        action: ask('Ask again'),
      };
    case 'allowed':
      return {
        mark: 'ring-wait',
        text: `${name} allowed sharing. Waiting for a picture.`,
        action: null,
      };
    case 'live':
      return {
        mark: 'ring-wait',
        text: `${name} shares the ${pane.source}. Waiting for a picture.`,
        action: null,
      };
    case 'failed':
      return { mark: 'ring-stop', text: failureWords(pane.source, pane.failure, name), action: null };
    case 'stopped':
      return {
        mark: 'ring-neutral',
        text: `${name} stopped sharing at ${timeOfDay(pane.at)}.`,
        action: ask('Ask to share'),
      };
  }
}

/** What failed on the phone, and what the representative can say to the customer. */
export function failureWords(source: 'screen' | 'camera', failure: SourceFailure, name: string): string {
  const tab = source === 'camera' ? 'Camera' : 'Screen';
  switch (failure) {
    case 'permission-denied':
      return `The phone did not permit the ${source}. Ask ${name} to allow it for this page, then to open ${tab} again.`;
    case 'no-device':
      return `The phone has no ${source} that its browser can use. Ask ${name} to describe what they see.`;
    case 'in-use':
      return `Another app on the phone uses the ${source}. Ask ${name} to close that app, then to open ${tab} again.`;
    case 'not-supported':
      return `The browser on the phone cannot share the ${source}. Ask ${name} to open ${
        source === 'screen' ? 'Camera instead' : 'the page in another browser'
      }.`;
    case 'failed':
      return `The phone gave no picture of the ${source}. Ask ${name} to open ${tab} again.`;
  }
}
