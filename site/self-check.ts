import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { errorCode } from './site-log';

/** How an address of the site answered. */
export type AddressOutcome = 'answers' | 'other-certificate' | 'name-not-found' | 'no-answer';

/** How long an address may take to answer, in milliseconds. */
const patienceMs = 3_000;
const nameErrors: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME']);

/** Opens `address` (an https URL) over TLS as a phone would, and compares the certificate it shows. Never rejects. */
export function checkAddress(
  address: string,
  fingerprint: string,
  timeoutMs: number = patienceMs,
): Promise<AddressOutcome> {
  const { hostname, port } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      // A self-signed certificate has no issuer to check; it is compared by its fingerprint instead.
      rejectUnauthorized: false,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    const settle = (outcome: AddressOutcome): void => {
      socket.destroy();
      resolve(outcome);
    };
    socket.setTimeout(timeoutMs, () => settle('no-answer'));
    socket.once('error', (error) =>
      settle(nameErrors.has(errorCode(error)) ? 'name-not-found' : 'no-answer'),
    );
    socket.once('secureConnect', () => {
      const shown = socket.getPeerX509Certificate()?.fingerprint256;
      settle(shown === fingerprint ? 'answers' : 'other-certificate');
    });
  });
}

/** Checks each address at the same time. */
export function checkAddresses(
  addresses: readonly string[],
  fingerprint: string,
): Promise<{ address: string; outcome: AddressOutcome }[]> {
  return Promise.all(
    addresses.map(async (address) => ({ address, outcome: await checkAddress(address, fingerprint) })),
  );
}
