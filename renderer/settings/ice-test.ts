import type { IceServer } from '../../shared/settings/settings';
import { rtcIceServers } from '../video/ice-servers';

/** What one server gave when it was asked. */
export type IceTestResult =
  | { readonly kind: 'relays'; readonly protocol: string }
  | { readonly kind: 'answers'; readonly address: string }
  | { readonly kind: 'refused'; readonly code: number; readonly text: string }
  | { readonly kind: 'silent' };

/** The part of a candidate that is looked at. */
export interface GatheredCandidate {
  readonly type: string | null;
  readonly address: string | null;
  readonly relayProtocol: string | null;
}

export interface GatheringError {
  readonly errorCode: number;
  readonly errorText: string;
}

/** Asks one server for candidates and tells them as they come, until it has no more or `signal` stops it. */
export type Gather = (
  server: IceServer,
  listeners: {
    readonly candidate: (candidate: GatheredCandidate) => void;
    readonly failed: (error: GatheringError) => void;
  },
  signal: AbortSignal,
) => Promise<void>;

/** A server that has not answered after this is taken as silent, in milliseconds. */
export const answersWithinMs = 8000;

/** Returns whether a server relays video (TURN) rather than only reporting addresses (STUN). */
export function isRelay({ urls }: IceServer): boolean {
  return /^turns?:/.test(urls);
}

/** Tries one server: a TURN server must relay, a STUN server must tell this computer's address. */
export async function testIceServer(server: IceServer, gather: Gather): Promise<IceTestResult> {
  const stop = new AbortController();
  const wanted = isRelay(server) ? 'relay' : 'srflx';
  let result: IceTestResult | undefined;
  let refusal: GatheringError | undefined;
  const timer = setTimeout(() => stop.abort(), answersWithinMs);
  try {
    await gather(
      server,
      {
        candidate: ({ type, address, relayProtocol }) => {
          if (type !== wanted || result !== undefined) return;
          result =
            wanted === 'relay'
              ? { kind: 'relays', protocol: relayProtocol ?? '' }
              : { kind: 'answers', address: address ?? '' };
          stop.abort();
        },
        failed: (error) => {
          // 701 means "could not be reached over this network interface"; another may reach it.
          if (refusal === undefined || refusal.errorCode === 701) refusal = error;
        },
      },
      stop.signal,
    );
  } catch (error) {
    if (result === undefined) {
      return { kind: 'refused', code: 0, text: error instanceof Error ? error.message : '' };
    }
  } finally {
    clearTimeout(timer);
  }
  if (result !== undefined) return result;
  if (refusal !== undefined && refusal.errorCode !== 701) {
    return { kind: 'refused', code: refusal.errorCode, text: refusal.errorText };
  }
  return { kind: 'silent' };
}

/** Returns what a test found, in a sentence, and whether the server works. */
export function iceTestWords(result: IceTestResult, server: IceServer): { works: boolean; text: string } {
  switch (result.kind) {
    case 'relays':
      return {
        works: true,
        text:
          result.protocol === ''
            ? 'It relays video.'
            : `It relays video over ${result.protocol.toUpperCase()}.`,
      };
    case 'answers':
      return {
        works: true,
        text: result.address === '' ? 'It answers.' : `It answers: this computer is ${result.address} to it.`,
      };
    case 'refused':
      return {
        works: false,
        text:
          result.code === 401 || result.code === 403
            ? 'It does not accept this user name and credential.'
            : `It refuses${result.text === '' ? '' : `: ${result.text}`}${result.code === 0 ? '' : ` (${result.code})`}.`,
      };
    case 'silent':
      return {
        works: false,
        text: `No ${isRelay(server) ? 'relay' : 'answer'} within ${answersWithinMs / 1000} seconds. Check the address, the port and the firewall.`,
      };
  }
}

/** Gathers with a peer connection of this window. */
export const gatherInWindow: Gather = (server, { candidate, failed }, signal) =>
  new Promise((resolve, reject) => {
    const connection = new RTCPeerConnection({
      iceServers: rtcIceServers([server]),
      iceTransportPolicy: isRelay(server) ? 'relay' : 'all',
    });
    const finish = () => {
      connection.close();
      resolve();
    };
    signal.addEventListener('abort', finish, { once: true });
    connection.addEventListener('icecandidate', ({ candidate: found }) => {
      if (found === null) finish();
      else {
        candidate({
          type: found.type,
          address: found.address,
          relayProtocol: relayProtocolOf(found),
        });
      }
    });
    connection.addEventListener('icecandidateerror', ({ errorCode, errorText }) =>
      failed({ errorCode, errorText }),
    );
    connection.createDataChannel('test');
    connection.setLocalDescription().catch((error: unknown) => {
      connection.close();
      reject(error);
    });
  });

/** TypeScript's library does not know this part of a candidate yet. */
function relayProtocolOf(candidate: RTCIceCandidate): string | null {
  return 'relayProtocol' in candidate && typeof candidate.relayProtocol === 'string'
    ? candidate.relayProtocol
    : null;
}
