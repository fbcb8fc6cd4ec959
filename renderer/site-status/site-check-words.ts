import type { SiteCheck, SiteStatus } from '../../shared/ipc/view';
import { reachNow } from '../../shared/settings/reach';

type SiteOn = Extract<SiteStatus, { kind: 'on' }>;

/** What the self-check says of the site, in words for the site card. */
export interface CheckWords {
  readonly tone: 'fine' | 'wait' | 'problem';
  readonly text: string;
  /** What to do where a phone cannot open the address all the same; empty where nothing is to be done. */
  readonly remedy: string;
}

/** Returns the heading of the site card: who can reach the site. */
export function reachLine(site: SiteOn): string {
  if (reachNow(site) === 'local-network') return 'Your site, reachable on this network';
  return site.reach === 'local-network'
    ? 'No network: your site, reachable on this computer only'
    : 'Your site, reachable on this computer only';
}

/** Returns what a self-check of `site` found, and the remedy; `platform` is Node's name of the system. */
export function checkWords(site: SiteOn, check: SiteCheck, platform: string): CheckWords {
  if (site.reach === 'this-computer') {
    return {
      tone: 'fine',
      text: 'Phones cannot open it: the settings say this computer only.',
      remedy: 'Choose “This network” in Site settings to let phones in.',
    };
  }
  if (reachNow(site) === 'this-computer') {
    return {
      tone: 'wait',
      text: 'This computer is on no network, so the site runs on this computer only.',
      remedy: 'Join the Wi-Fi that the phone uses; Sightline notices when you do.',
    };
  }
  const shown = check.addresses.find(({ address }) => address === site.address);
  switch (shown?.outcome) {
    case 'answers':
      return {
        tone: 'fine',
        text: 'It answers at this address. A phone on the same Wi-Fi can open it.',
        remedy: `If one cannot: ${firewallHint(platform, site.port)}`,
      };
    case 'name-not-found':
      return {
        tone: 'problem',
        text: 'No network knows this name, so phones cannot open it.',
        remedy: 'Correct the host name in Site settings, or leave it empty to show this computer’s address.',
      };
    case 'other-certificate':
      return {
        tone: 'problem',
        text: 'Something else answers at this address, so phones would not reach your site.',
        remedy: 'Correct the host name in Site settings, or choose another port there.',
      };
    case 'no-answer':
    case undefined: {
      const other = check.addresses.find(({ outcome }) => outcome === 'answers');
      return {
        tone: 'problem',
        text: 'It does not answer at this address, not even to this computer.',
        remedy:
          other === undefined
            ? `A firewall is probably blocking it: ${firewallHint(platform, site.port)}`
            : `It answers at ${other.address}. Enter that host in Site settings to show it to customers.`,
      };
    }
  }
}

/** Returns how to let phones through the firewall of this system. */
export function firewallHint(platform: string, port: number): string {
  switch (platform) {
    case 'win32':
      return 'in Windows Security, Firewall & network protection, Allow an app, tick Sightline for private networks.';
    case 'darwin':
      return 'in System Settings, Network, Firewall, Options, let Sightline accept incoming connections.';
    default:
      return `let TCP port ${port} in, for example with “sudo ufw allow ${port}/tcp”.`;
  }
}

/** Returns what the certificate means for a customer, in two sentences. */
export function certificateWords(site: SiteOn): string {
  return site.certificate.kind === 'self-signed'
    ? 'The site made its own certificate, so phones show a warning once; the customer taps Advanced, then Proceed. The connection is encrypted all the same.'
    : 'The site uses the certificate you imported. Phones that trust its issuer open the address without a warning.';
}
