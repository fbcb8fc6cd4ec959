import { isIPv4, isIPv6 } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { ipv6Groups } from './remote-address';

/** One address of this computer that another device may reach. */
export interface LocalAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  /** Name of the network interface, e.g. "en0". */
  readonly interfaceName: string;
  /** Whether the interface belongs to a virtual machine, a container or a tunnel. */
  readonly isVirtual: boolean;
}

type Interfaces = { readonly [name: string]: readonly NetworkInterfaceInfo[] | undefined };

const virtualInterface =
  /^(docker|br-|veth|virbr|vmnet|vmenet|vnic|vboxnet|lxc|lxd|cni|flannel|cali|podman|bridge\d{3}|tun|tap|utun|wg|zt|tailscale|ham|awdl|llw|anpi)|vethernet|virtualbox|vmware|hyper-v|wsl|tap-windows/i;

/** Returns this computer's addresses, the one a phone on the same network most likely reaches first. */
export function localAddresses(interfaces: Interfaces = networkInterfaces()): readonly LocalAddress[] {
  const found: LocalAddress[] = [];
  for (const [interfaceName, infos] of Object.entries(interfaces)) {
    for (const { address, family, internal } of infos ?? []) {
      if (internal || isLinkLocal(address)) continue;
      found.push({ address, family, interfaceName, isVirtual: virtualInterface.test(interfaceName) });
    }
  }
  return found
    .map((address, index) => ({ address, index, rank: rank(address) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ address }) => address);
}

/**
 * Returns the address to tell customers: the wanted one if given, else the likeliest IPv4, else the likeliest;
 * undefined without any.
 */
export function addressToShow(addresses: readonly LocalAddress[], wanted = ''): string | undefined {
  const trimmed = wanted.trim();
  if (trimmed !== '') return trimmed;
  return (addresses.find(({ family }) => family === 'IPv4') ?? addresses[0])?.address;
}

/** Returns `host` as written in a URL: an IPv6 address in brackets. */
export function hostInUrl(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** Returns the site's address as a URL; the port is left out where it is the default. */
export function siteUrl(host: string, port: number): string {
  return `https://${hostInUrl(host)}${port === 443 ? '' : `:${port}`}`;
}

function rank({ address, family, isVirtual }: LocalAddress): number {
  const byKind = family === 'IPv4' ? privateRank(address) : 4;
  return byKind + (isVirtual ? 10 : 0);
}

/** Ranks home and office ranges first, then carrier-grade and public addresses. */
function privateRank(address: string): number {
  if (/^192\.168\./.test(address)) return 0;
  if (/^10\./.test(address)) return 1;
  if (/^172\.(1[6-9]|2\d|3[01])\./.test(address)) return 2;
  return 3;
}

function isLinkLocal(address: string): boolean {
  if (isIPv4(address)) return address.startsWith('169.254.');
  return ((ipv6Groups(address.replace(/%.*$/, ''))[0] ?? 0) & 0xffc0) === 0xfe80;
}
