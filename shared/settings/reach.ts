import type { Reach } from './settings';

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Returns whether a site's address (an https URL) is one that only this computer itself can open. */
export function isLoopbackAddress(address: string): boolean {
  const host = /^https:\/\/(\[[^\]]*\]|[^:/]+)/.exec(address)?.[1];
  return host !== undefined && loopback.has(host);
}

/**
 * Returns who can open a running site: without a network interface, only this computer, whatever the settings say.
 */
export function reachNow({
  reach,
  address,
  addresses,
}: {
  readonly reach: Reach;
  readonly address: string;
  readonly addresses: readonly string[];
}): Reach {
  return [address, ...addresses].every(isLoopbackAddress) ? 'this-computer' : reach;
}
