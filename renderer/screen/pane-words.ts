import type { LivePane, Pane } from '../../shared/session/pane';
import type { SourceFailure } from '../../shared/session/session-event';
import type { CustomerPresence } from '../../shared/session/session-state';
import { shortDuration } from '../../shared/words/durations';
import { timeOfDay } from '../kit/clock';

/** What the representative can do about an empty pane. */
export type PaneAction =
  | { readonly kind: 'ask'; readonly label: string }
  | { readonly kind: 'cancel'; readonly label: string };

/** The mark and the words of a pane without a picture. */
export interface PaneWords {
  readonly mark: 'ring-neutral' | 'ring-wait' | 'ring-stop';
  /** What stands out above the words; empty where the words say all. */
  readonly title: string;
  readonly text: string;
  readonly action: PaneAction | null;
}

const ask = (label: string): PaneAction => ({ kind: 'ask', label });

/** What a pane without a picture says at `now`, e.g. "Asked Maria, 0:12. Waiting for an answer." */
export function paneWords(pane: Pane, presence: CustomerPresence, name: string, now: number): PaneWords {
  if (presence.kind === 'lost') {
    return {
      mark: 'ring-wait',
      title: '',
      text: `The connection to ${name} is lost. Reconnecting, ${shortDuration(now - presence.at)}.`,
      action: null,
    };
  }
  if (presence.kind === 'away' && waitsForPage(pane)) {
    return {
      mark: 'ring-wait',
      title: '',
      text: `${name} is in another app. The picture goes on when ${name} comes back.`,
      action: null,
    };
  }
  const words = (
    mark: PaneWords['mark'],
    text: string,
    action: PaneAction | null = null,
    title = '',
  ): PaneWords => ({ mark, title, text, action });
  switch (pane.kind) {
    case 'not-requested':
      return words(
        'ring-neutral',
        `Nothing is shared yet. ${name} decides what you see.`,
        ask('Ask to share'),
      );
    case 'asked':
      return words('ring-wait', `Asked ${name}, ${shortDuration(now - pane.at)}. Waiting for an answer.`, {
        kind: 'cancel',
        label: 'Cancel request',
      });
    case 'declined':
      return words(
        'ring-neutral',
        `${name} declined. Explain in the chat, then ask again.`,
        ask('Ask again'),
      );
    case 'allowed':
      return words('ring-wait', `${name} allowed sharing. Waiting for a picture.`);
    case 'live':
      return words('ring-wait', `${name} shares the ${pane.source}. Waiting for a picture.`);
    case 'hidden':
      return words(
        'ring-wait',
        `${name} is choosing a photo.`,
        null,
        'Unable to grab the remote screen image',
      );
    case 'photo':
      return words('ring-wait', `${name} shows a photo. Waiting for it.`);
    case 'paused':
      return words(
        'ring-wait',
        `${name} paused sharing at ${timeOfDay(pane.at)}. You see the ${pane.resumes.source} again when ${name} resumes.`,
      );
    case 'failed':
      return words('ring-stop', failureWords(pane.source, pane.failure, name));
    case 'stopped':
      return words('ring-neutral', `${name} stopped sharing at ${timeOfDay(pane.at)}.`, ask('Ask to share'));
  }
}

/** Whether the picture comes from the page itself, which sleeps while another app is in front. */
function waitsForPage(pane: Pane): boolean {
  return pane.kind === 'allowed' || (pane.kind === 'live' && pane.method !== 'broadcast');
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

/** What can be done about a picture that stalls, in a sentence. */
export function stalledAdvice(pane: LivePane, name: string, isAway: boolean): string {
  if (pane.method === 'broadcast') return `Ask ${name} whether the broadcast still runs.`;
  if (isAway) return `${name} is in another app; the picture goes on when ${name} comes back.`;
  return pane.capabilities.quality
    ? 'The connection may be weak: select a lower quality, or connect again.'
    : 'The connection may be weak: wait, or connect again.';
}
