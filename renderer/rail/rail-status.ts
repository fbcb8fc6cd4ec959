import { type Pane, sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession } from '../../shared/session/session-state';
import { shortDuration } from '../../shared/words/durations';
import type { Tone } from '../kit/status-dot';

export type RailIcon = 'phone' | 'camera' | 'photo' | 'hidden' | 'paused' | 'lost' | 'away';

/** How a session stands, in a few words with their mark. */
export interface RailStatus {
  readonly text: string;
  readonly icon: RailIcon;
  readonly tone: Tone;
  readonly shape: 'dot' | 'ring';
}

/** How an active session stands at `now` (milliseconds since the Unix epoch); a lost connection goes before all else. */
export function railStatus({ presence, pane, freeze }: ActiveSession, now: number): RailStatus {
  switch (presence.kind) {
    case 'lost':
      return {
        text: `Reconnecting, ${shortDuration(now - presence.at)}`,
        icon: 'lost',
        tone: 'wait',
        shape: 'ring',
      };
    case 'away':
      return { text: `Away, ${shortDuration(now - presence.at)}`, icon: 'away', tone: 'wait', shape: 'ring' };
    case 'connected':
      return freeze !== null && sharingIsAllowed(pane)
        ? { ...paneStatus(pane, now), ...frozenStatus(pane, now - freeze.at) }
        : paneStatus(pane, now);
  }
}

/** As "Camera frozen, 0:23"; the icon stays that of what the customer shows. */
function frozenStatus(pane: Pane, forMs: number): Pick<RailStatus, 'text' | 'tone' | 'shape'> {
  const what = pane.kind === 'photo' ? 'Photo' : pane.kind !== 'live' ? 'Picture' : sourceNames[pane.source];
  return { text: `${what} frozen, ${shortDuration(Math.max(0, forMs))}`, tone: 'wait', shape: 'ring' };
}

const sourceNames = { camera: 'Camera', screen: 'Screen' } as const;

function paneStatus(pane: Pane, now: number): RailStatus {
  switch (pane.kind) {
    case 'not-requested':
      return { text: 'Nothing shared yet', icon: 'phone', tone: 'off', shape: 'ring' };
    case 'asked':
      return {
        text: `Asked to share, ${shortDuration(now - pane.at)}`,
        icon: 'phone',
        tone: 'wait',
        shape: 'ring',
      };
    case 'declined':
      return { text: 'Declined to share', icon: 'phone', tone: 'off', shape: 'ring' };
    case 'allowed':
      return { text: 'Sharing allowed', icon: 'phone', tone: 'off', shape: 'ring' };
    case 'live':
      return pane.source === 'camera'
        ? { text: 'Camera live', icon: 'camera', tone: 'live', shape: 'dot' }
        : { text: 'Screen live', icon: 'phone', tone: 'live', shape: 'dot' };
    case 'hidden':
      return { text: 'Choosing a photo', icon: 'hidden', tone: 'wait', shape: 'ring' };
    case 'photo':
      return {
        text: pane.origin === 'screenshot' ? 'Screenshot shown' : 'Photo shown',
        icon: 'photo',
        tone: 'accent',
        shape: 'dot',
      };
    case 'paused':
      return {
        text: `${pane.resumes.source === 'camera' ? 'Camera' : 'Screen'} paused, ${shortDuration(now - pane.at)}`,
        icon: 'paused',
        tone: 'wait',
        shape: 'ring',
      };
    case 'failed':
      return {
        text: pane.source === 'camera' ? 'Camera not shown' : 'Screen not shown',
        icon: pane.source === 'camera' ? 'camera' : 'phone',
        tone: 'stop',
        shape: 'ring',
      };
    case 'stopped':
      return { text: 'Stopped sharing', icon: 'phone', tone: 'off', shape: 'ring' };
  }
}
