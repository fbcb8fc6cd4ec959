import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  answersWithinMs,
  type Gather,
  iceTestWords,
  testIceServer,
} from '../../../../renderer/settings/ice-test';

const turn = { urls: 'turn:turn.example.com:3478', username: 'a', credential: 'b' };
const stun = { urls: 'stun:stun.example.com' };
const relay = { type: 'relay', address: '192.0.2.9', relayProtocol: 'udp' };
const reflexive = { type: 'srflx', address: '198.51.100.7', relayProtocol: null };

const giving =
  (...found: Parameters<Parameters<Gather>[1]['candidate']>[0][]): Gather =>
  async (_server, { candidate }) => {
    for (const each of found) candidate(each);
  };

describe('testing ICE servers', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('wants a relay of a TURN server and an address of a STUN server', async () => {
    expect(await testIceServer(turn, giving(reflexive, relay))).toEqual({ kind: 'relays', protocol: 'udp' });
    expect(await testIceServer(turn, giving(reflexive))).toEqual({ kind: 'silent' });
    const found = await testIceServer(stun, giving({ ...reflexive, type: 'host' }, reflexive));
    expect(iceTestWords(found, stun)).toEqual({
      works: true,
      text: 'It answers: this computer is 198.51.100.7 to it.',
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says that a credential is not accepted', async () => {
    const result = await testIceServer(turn, async (_server, { failed }) => {
      failed({ errorCode: 401, errorText: 'Unauthorized' });
    });
    expect(iceTestWords(result, turn)).toEqual({
      works: false,
      text: 'It does not accept this user name and credential.',
    });
  });

  it('waits no longer than it says', async () => {
    let isStopped = false;
    const never: Gather = (_server, _listeners, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          isStopped = true;
          resolve();
        });
      });
    const result = testIceServer(turn, never);
    await vi.advanceTimersByTimeAsync(answersWithinMs);
    expect(await result).toEqual({ kind: 'silent' });
    expect(isStopped).toBe(true);
    expect(iceTestWords(await result, turn).text).toContain('No relay within 8 seconds');
  });
});
