import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { VideoSender } from '../../../../customer/video/video-sender';
import { type FakePeer, FakeStream } from '../../../support/played/fake-peer';
import { ScriptedCustomerSite, settle } from '../../../support/played/scripted-customer-site';

const peers = vi.hoisted(() => ({ made: [] as FakePeer[] }));

vi.mock('simple-peer', async () => {
  const fake = await import('../../../support/played/fake-peer');
  return {
    default: class extends fake.FakePeer {
      constructor() {
        super();
        peers.made.push(this);
      }
    },
  };
});

const mends = 3_000;
let site: ScriptedCustomerSite;
let sender: VideoSender;

const tracks = new Map<string, MediaStreamTrack>();

function show(name: string): void {
  const track = tracks.get(name) ?? ({ kind: 'video', name, contentHint: '' } as unknown as MediaStreamTrack);
  tracks.set(name, track);
  sender.show(track, 'camera');
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('RTCRtpSender', { getCapabilities: () => null });
  peers.made.length = 0;
  site = new ScriptedCustomerSite();
  await site.join();
  sender = new VideoSender(site.client);
  await sender.prepare();
});

afterEach(() => {
  sender.dispose();
  expect(peers.made.every(({ destroyed }) => destroyed)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function newest(): FakePeer {
  const peer = peers.made.at(-1);
  if (peer === undefined) throw new Error('no peer was made');
  return peer;
}

const alive = (): number => peers.made.filter(({ destroyed }) => !destroyed).length;

test('offers at once, and answers reach the peer they are for [V1]', async () => {
  show('rear');
  newest().emit('signal', { type: 'offer' });
  await settle();
  const peerId = site.ofKind('signal')[0]?.peerId ?? '';
  await site.tell({ kind: 'signal', peerId, data: '{"type":"answer","sdp":""}' });
  await site.tell({ kind: 'signal', peerId: 'another-peer', data: '{"type":"answer"}' });
  await site.tell({ kind: 'signal', peerId, data: 'no JSON' });
  expect(newest().signals).toEqual([{ type: 'answer', sdp: '' }]);
});

test('another track goes to the peer that is there, without a new negotiation [V2]', () => {
  show('rear');
  show('front');
  newest().connects();
  show('rear');
  expect(peers.made).toHaveLength(1);
  expect(newest().replaced).toMatchObject([{ name: 'front' }, { name: 'rear' }]);
});

test('hidden, the peer sends nothing and stays for what is shown next', async () => {
  show('rear');
  newest().connects();
  await sender.hide();
  expect(newest().replaced).toEqual([null]);
  show('front');
  expect(newest().replaced).toMatchObject([null, { name: 'front' }]);
  expect(peers.made).toHaveLength(1);
});

test('a track that cannot be replaced brings a new peer, unless sending has stopped', async () => {
  show('rear');
  newest().connects();
  newest().replacingFails = true;
  show('front');
  await settle();
  expect(peers.made).toHaveLength(2);
  newest().connects();
  newest().replacingFails = true;
  show('rear');
  sender.stop();
  await settle();
  expect(alive()).toBe(0);
});

test('a track that could not be replaced in a peer that is gone leaves its successor alone', async () => {
  show('rear');
  newest().connects();
  newest().replacingFails = true;
  show('front');
  newest().destroy();
  show('rear');
  await settle();
  expect(peers.made).toHaveLength(2);
  expect(alive()).toBe(1);
});

test('a track that could not be taken away leaves what is shown meanwhile on its way', async () => {
  show('rear');
  newest().connects();
  newest().replacingFails = true;
  void sender.hide();
  newest().replacingFails = false;
  show('front');
  await settle();
  expect(alive()).toBe(1);
  newest().replacingFails = true;
  await sender.hide();
  expect(alive()).toBe(0);
});

test('a peer that breaks and does not mend is replaced, one that mends is kept [V3]', () => {
  show('rear');
  newest().connects();
  newest().emit('iceStateChange', 'disconnected');
  vi.advanceTimersByTime(mends - 1);
  newest().emit('iceStateChange', 'connected');
  vi.advanceTimersByTime(mends);
  expect(peers.made).toHaveLength(1);
  newest().destroy();
  vi.advanceTimersByTime(mends);
  expect(peers.made).toHaveLength(2);
  expect(alive()).toBe(1);
});

test('broken and stopped, it makes no new peer', () => {
  show('rear');
  newest().emit('error', new Error('ice failed'));
  sender.stop();
  vi.advanceTimersByTime(mends * 2);
  expect(peers.made).toHaveLength(1);
  expect(sender.isRunning).toBe(false);
});

test('a peer whose offer fell into a loss is made anew with the session, a connected one goes on', async () => {
  show('rear');
  await site.lose();
  newest().emit('signal', { type: 'offer' });
  await site.pass(300);
  await site.resume(2);
  expect(peers.made).toHaveLength(2);
  newest().connects();
  await site.lose();
  await site.pass(300);
  await site.resume(2);
  expect(peers.made).toHaveLength(2);
});

test('a peer that breaks while signals are lost is made once more when they are back', async () => {
  show('rear');
  newest().connects();
  await site.lose();
  newest().destroy();
  vi.advanceTimersByTime(mends);
  newest().emit('signal', { type: 'offer' });
  await site.pass(300);
  await site.resume(2);
  expect(alive()).toBe(1);
  newest().emit('signal', { type: 'offer' });
  await settle();
  expect(site.ofKind('signal').filter(({ data }) => data.includes('"offer"'))).toHaveLength(1);
});

test('a console that asks for an offer gets a new one while something is sent, and none otherwise [V5]', async () => {
  show('rear');
  const ask = { kind: 'signal', peerId: 'any-peer', data: '{"type":"request-offer"}' } as const;
  await site.tell(ask);
  expect(peers.made).toHaveLength(2);
  sender.stop();
  await site.tell(ask);
  expect(peers.made).toHaveLength(2);
});

test('frozen, the source sends nothing and its encoder rests; cleared, the same peer goes on', async () => {
  show('rear');
  newest().connects();
  sender.setFrozen(true);
  await settle();
  expect(newest().replaced).toEqual([null]);
  expect(newest().isEncoding).toBe(false);
  sender.setFrozen(false);
  await settle();
  expect(newest().replaced).toMatchObject([null, { name: 'rear' }]);
  expect(newest().isEncoding).toBe(true);
  expect(peers.made).toHaveLength(1);
});

test('what is turned to while frozen is sent once it is cleared, and not before', async () => {
  show('rear');
  newest().connects();
  sender.setFrozen(true);
  show('front');
  sender.setQuality('full-color');
  await settle();
  expect(newest().replaced).toEqual([null]);
  expect(newest().isEncoding).toBe(false);
  sender.setFrozen(false);
  await settle();
  expect(newest().replaced).toMatchObject([null, { name: 'front' }]);
  expect(newest().isEncoding).toBe(true);
});

test('what was hidden while frozen stays hidden when it is cleared', async () => {
  show('rear');
  newest().connects();
  sender.setFrozen(true);
  await sender.hide();
  sender.setFrozen(false);
  await settle();
  expect(newest().replaced).toEqual([null, null]);
  show('front');
  await settle();
  expect(newest().replaced.at(-1)).toMatchObject({ name: 'front' });
  expect(newest().isEncoding).toBe(true);
});

test('a source that starts while frozen makes its peer once it is cleared', () => {
  sender.setFrozen(true);
  show('rear');
  expect(peers.made).toHaveLength(0);
  sender.setFrozen(false);
  expect(alive()).toBe(1);
});

test('a peer that breaks while frozen, or is asked for anew, comes back when it is cleared', async () => {
  show('rear');
  newest().connects();
  sender.setFrozen(true);
  newest().destroy();
  vi.advanceTimersByTime(mends);
  await site.tell({ kind: 'signal', peerId: 'any-peer', data: '{"type":"request-offer"}' });
  expect(alive()).toBe(0);
  sender.setFrozen(false);
  expect(alive()).toBe(1);
});

test('a track that cannot be taken away when it is frozen takes its peer with it', async () => {
  show('rear');
  newest().connects();
  newest().replacingFails = true;
  sender.setFrozen(true);
  await settle();
  expect(alive()).toBe(0);
  sender.setFrozen(false);
  expect(alive()).toBe(1);
});

test('disposed, it listens to nothing', async () => {
  show('rear');
  sender.dispose();
  await site.tell({ kind: 'signal', peerId: 'any-peer', data: '{"type":"request-offer"}' });
  expect(alive()).toBe(0);
});
