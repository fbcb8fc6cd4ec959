import type { SiteStatus } from '../../shared/ipc/view';
import type { Reach } from '../../shared/settings/settings';
import type { Tone } from '../kit/status-dot';

/** Returns who can reach the site, short enough for the rail. */
export function reachWord(reach: Reach): string {
  return reach === 'local-network' ? 'This network' : 'This computer only';
}

/** Returns the site's status in two words, and its mark. */
export function siteWords(site: SiteStatus): { text: string; tone: Tone; shape: 'dot' | 'ring' } {
  switch (site.kind) {
    case 'starting':
      return { text: 'Site starting', tone: 'wait', shape: 'ring' };
    case 'on':
      return { text: 'Site on', tone: 'live', shape: 'dot' };
    case 'off':
      return { text: 'Site off', tone: 'stop', shape: 'ring' };
  }
}
