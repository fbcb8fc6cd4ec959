import type { SiteStatus } from '../../shared/ipc/view';
import type { Reach } from '../../shared/settings/settings';
import type { Tone } from '../kit/status-dot';

/** Who can reach the site, as short as the rail wants it. */
export function reachWord(reach: Reach): string {
  return reach === 'local-network' ? 'This network' : 'This computer only';
}

/** How the site stands, in two words with their mark. */
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
