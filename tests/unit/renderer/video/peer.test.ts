import SimplePeer from 'simple-peer';
import { expect, it, vi } from 'vitest';
import { makePeer, type PeerListeners } from '../../../../renderer/video/peer';

const made = vi.hoisted(() => ({ peers: [] as { emit: (name: string, value?: unknown) => void }[] }));

vi.mock('simple-peer', async () => {
  const { EventEmitter } = await import('node:events');
  class FakePeer extends EventEmitter {
    readonly destroy = vi.fn();
    constructor() {
      super();
      made.peers.push(this);
    }
  }
  return { default: FakePeer };
});

it('ends at the first byte over the data channel, as a protocol fault, once [V2]', () => {
  const ended = vi.fn<PeerListeners['ended']>();
  const connected = vi.fn();
  makePeer({ iceServers: [], relayOnly: false }, { signalled: vi.fn(), streamed: vi.fn(), connected, ended });
  const peer = made.peers.at(-1);
  expect(peer).toBeInstanceOf(SimplePeer);
  peer?.emit('data', new Uint8Array([1]));
  expect(peer).toHaveProperty('destroy.mock.calls.length', 1);
  peer?.emit('data', new Uint8Array([2]));
  peer?.emit('close');
  peer?.emit('connect');
  expect(ended.mock.calls).toEqual([['protocol-fault']]);
  expect(connected).not.toHaveBeenCalled();
});
