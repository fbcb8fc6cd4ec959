import type { PeerPath } from './peer';

/** Candidates of the phone that one peer connection takes, those in its offers among them; more are passed over. */
export const candidatesPerPeer = 64;

const types: ReadonlySet<string> = new Set(['host', 'srflx', 'prflx', 'relay']);

/**
 * Whether the console's page may send to a candidate (RFC 8839, 5.1, without `a=`) of the phone: UDP only, an address
 * or a name of mDNS (a DNS name would have this computer look it up), no loopback, and relayed only where `path` says.
 * Loopback counts as any other where one of the console's own ICE servers is there, as its relays are too.
 */
export function mayUseCandidate(candidate: string, path: PeerPath): boolean {
  const parts = candidate.split(' ');
  const [foundation, , transport, , address, port, typ, type] = parts;
  if (foundation?.startsWith('candidate:') !== true || transport?.toLowerCase() !== 'udp') return false;
  if (address === undefined || !/^[1-9]\d{0,4}$/.test(port ?? '') || Number(port) > 65_535) return false;
  if (typ !== 'typ' || type === undefined || !types.has(type)) return false;
  if (path.relayOnly && type !== 'relay') return false;
  switch (reachOf(address)) {
    case 'other':
      return true;
    case 'loopback':
      return path.iceServers.some(({ urls }) => isOnLoopback(urls));
    case 'nowhere':
      return false;
  }
}

type AddressReach = 'other' | 'loopback' | 'nowhere';

function reachOf(address: string): AddressReach {
  if (/^[A-Za-z0-9-]{1,63}\.local$/.test(address)) return 'other';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return reachOfIpv4(address.split('.').map(Number));
  if (!/^[0-9A-Fa-f:.]+$/.test(address) || !address.includes(':')) return 'nowhere';
  const parsed = URL.canParse(`http://[${address}]/`) ? new URL(`http://[${address}]/`) : undefined;
  const canonical = parsed?.hostname.slice(1, -1);
  if (canonical === undefined || canonical === '::' || canonical.startsWith('ff')) return 'nowhere';
  if (canonical === '::1') return 'loopback';
  // An IPv4 address inside an IPv6 one (RFC 4291, 2.5.5) reaches what the IPv4 address does.
  const inner = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (inner === null) return 'other';
  const [high, low] = [Number.parseInt(inner[1] ?? '', 16), Number.parseInt(inner[2] ?? '', 16)];
  return reachOfIpv4([high >> 8, high & 255, low >> 8, low & 255]);
}

function reachOfIpv4(bytes: readonly number[]): AddressReach {
  const first = bytes[0] ?? 0;
  if (bytes.some((byte) => byte > 255) || first === 0 || first >= 224) return 'nowhere';
  return first === 127 ? 'loopback' : 'other';
}

function isOnLoopback(urls: string): boolean {
  const host = /^(?:stun|turn)s?:(\[[^\]]*\]|[^:?]+)/.exec(urls)?.[1]?.toLowerCase() ?? '';
  return host === 'localhost' || reachOf(host.replace(/^\[|\]$/g, '')) === 'loopback';
}
