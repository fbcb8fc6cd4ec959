import { isIPv6 } from 'node:net';

/**
 * The address limits are counted by: IPv4 as it is (also when mapped into IPv6), IPv6 by its /64 network, and a link-local
 * one whole, for on a link all share one /64.
 */
export function limitedAddress(remoteAddress: string | undefined): string {
  if (remoteAddress === undefined) return 'unknown';
  const address = remoteAddress.toLowerCase().replace(/%.*$/, '');
  if (!isIPv6(address)) return address;
  const groups = ipv6Groups(address);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  if (a === 0 && b === 0 && c === 0 && d === 0 && e === 0 && f === 0xffff) {
    return `${g >> 8}.${g & 0xff}.${h >> 8}.${h & 0xff}`;
  }
  if ((a & 0xffc0) === 0xfe80) return groups.map((group) => group.toString(16)).join(':');
  return `${[a, b, c, d].map((group) => group.toString(16)).join(':')}::/64`;
}

/** An address as limits are counted by, then the two networks around it: /24 and /16 of IPv4, /56 and /48 of IPv6. */
export function addressGroups(limited: string): readonly string[] {
  const ipv4 = /^((\d+\.\d+)\.\d+)\.\d+$/.exec(limited);
  if (ipv4 !== null) return [limited, `${ipv4[1]}.0/24`, `${ipv4[2]}.0.0/16`];
  const ipv6 = /^([0-9a-f]+:[0-9a-f]+:[0-9a-f]+):([0-9a-f]+)::\/64$/.exec(limited);
  if (ipv6 === null) return [limited];
  const [, wide, last = '0'] = ipv6;
  return [limited, `${wide}:${(Number.parseInt(last, 16) & 0xff00).toString(16)}::/56`, `${wide}::/48`];
}

/** Returns the eight 16-bit groups of a valid IPv6 address. */
export function ipv6Groups(address: string): readonly number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const plain =
    dotted === null
      ? address
      : `${dotted[1]}${hexPair(dotted[2], dotted[3])}:${hexPair(dotted[4], dotted[5])}`;
  const [left = '', right] = plain.split('::');
  const before = parseGroups(left);
  if (right === undefined) return before;
  const after = parseGroups(right);
  return [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}

function parseGroups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function hexPair(high: string | undefined, low: string | undefined): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}
