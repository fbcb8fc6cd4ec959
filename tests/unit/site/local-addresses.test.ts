import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { addressToShow, localAddresses, siteUrl } from '../../../site/local-addresses';

function info(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':') ? { ...rest, family: 'IPv6', scopeid: 0 } : { ...rest, family: 'IPv4' };
}

const interfaces = {
  lo: [info('127.0.0.1', true), info('::1', true)],
  docker0: [info('172.17.0.1')],
  'vEthernet (WSL)': [info('172.28.0.1')],
  utun3: [info('100.64.0.9')],
  en5: [info('169.254.8.8'), info('203.0.113.4')],
  en0: [info('fe80::1'), info('febf::1'), info('2001:db8::5'), info('fd00::5'), info('10.0.0.5')],
  wlan0: [info('192.168.1.20')],
  gone: undefined,
};

test('local addresses: private IPv4 first, then public, IPv6, and virtual interfaces last', () => {
  expect(localAddresses(interfaces).map(({ address }) => address)).toEqual([
    '192.168.1.20',
    '10.0.0.5',
    '203.0.113.4',
    '2001:db8::5',
    'fd00::5',
    '172.17.0.1',
    '172.28.0.1',
    '100.64.0.9',
  ]);
});

test('the address to show is the wanted one, else the likeliest IPv4, else any, else none', () => {
  const addresses = localAddresses(interfaces);
  expect(addressToShow(addresses, ' support.example ')).toBe('support.example');
  expect(addressToShow(addresses)).toBe('192.168.1.20');
  expect(addressToShow(localAddresses({ en0: [info('2001:db8::5')] }))).toBe('2001:db8::5');
  expect(addressToShow([])).toBeUndefined();
});

test("this computer's own addresses can be read", () => {
  for (const { address } of localAddresses()) expect(address).not.toMatch(/^(127\.|169\.254\.|fe80)/);
});

test.each([
  ['192.0.2.24', 8443, 'https://192.0.2.24:8443'],
  ['2001:db8::5', 8443, 'https://[2001:db8::5]:8443'],
  ['support.example', 443, 'https://support.example'],
])('%s and port %i make %s', (host, port, url) => {
  expect(siteUrl(host, port)).toBe(url);
});
