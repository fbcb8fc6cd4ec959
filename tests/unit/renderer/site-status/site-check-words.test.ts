import { describe, expect, test } from 'vitest';
import {
  certificateWords,
  checkWords,
  firewallHint,
  reachLine,
} from '../../../../renderer/site-status/site-check-words';
import type { AddressCheck, SiteStatus } from '../../../../shared/ipc/view';

type SiteOn = Extract<SiteStatus, { kind: 'on' }>;
const site: SiteOn = {
  kind: 'on',
  siteName: 'Northlake Support',
  address: 'https://192.0.2.24:8443',
  addresses: ['https://192.0.2.24:8443', 'https://localhost:8443', 'https://[::1]:8443'],
  reach: 'local-network',
  port: 8443,
  portWanted: 8443,
  certificate: { kind: 'self-signed', fingerprint: 'AB:CD', expiresAt: 0 },
};
const alone: SiteOn = {
  ...site,
  address: 'https://localhost:8443',
  addresses: ['https://localhost:8443', 'https://127.0.0.1:8443', 'https://[::1]:8443'],
};
const checked = (...addresses: AddressCheck[]) => ({ checkedAt: 0, addresses });
const words = (outcome: AddressCheck['outcome'], platform = 'linux') =>
  checkWords(site, checked({ address: site.address, outcome }), platform);

describe('the heading', () => {
  test('says who can reach the site as it is now', () => {
    expect(reachLine(site)).toBe('Your site, reachable on this network');
    expect(reachLine({ ...alone, reach: 'this-computer' })).toBe(
      'Your site, reachable on this computer only',
    );
    expect(reachLine(alone)).toBe('No network: your site, reachable on this computer only');
  });
});

describe('the self-check', () => {
  test('an address that answers, with the remedy for this system’s firewall', () => {
    expect(words('answers')).toMatchObject({ tone: 'fine' });
    expect(words('answers').remedy).toContain('sudo ufw allow 8443/tcp');
    expect(words('answers', 'win32').remedy).toContain('Windows Security');
    expect(words('answers', 'darwin').remedy).toContain('System Settings');
    expect(firewallHint('linux', 9000)).toContain('9000');
  });

  test('each failure names what to do', () => {
    expect(words('no-answer').remedy).toContain('firewall');
    expect(words('name-not-found').remedy).toContain('host name');
    expect(words('other-certificate').text).toContain('Something else');
    for (const outcome of ['no-answer', 'name-not-found', 'other-certificate'] as const)
      expect(words(outcome).tone).toBe('problem');
  });

  test('another address that answers is offered instead', () => {
    const found = checkWords(
      site,
      checked(
        { address: site.address, outcome: 'no-answer' },
        { address: 'https://192.0.2.99:8443', outcome: 'answers' },
      ),
      'linux',
    );
    expect(found.remedy).toContain('https://192.0.2.99:8443');
  });

  test('no network, and this computer by choice, are told apart', () => {
    const here = checked({ address: alone.address, outcome: 'answers' });
    expect(checkWords(alone, here, 'linux').text).toContain('on no network');
    expect(checkWords({ ...alone, reach: 'this-computer' }, here, 'linux').text).toContain(
      'the settings say',
    );
  });

  test('the certificate is explained in two sentences', () => {
    for (const kind of ['self-signed', 'imported'] as const) {
      const text = certificateWords({ ...site, certificate: { ...site.certificate, kind } });
      expect(text.match(/\.( |$)/g)).toHaveLength(2);
    }
  });
});
