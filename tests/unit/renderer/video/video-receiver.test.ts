import { describe, expect, it, vi } from 'vitest';
import type { BroadcastListeners, MakeBroadcastPeer } from '../../../../renderer/video/broadcast-peer';
import type { MakePeer, PeerListeners } from '../../../../renderer/video/peer';
import { VideoReceiver } from '../../../../renderer/video/video-receiver';

const offer = JSON.stringify({ type: 'offer', sdp: 'v=0' });
const candidate = JSON.stringify({
  type: 'candidate',
  candidate: {
    candidate: 'candidate:1 1 udp 2113937151 192.0.2.7 50000 typ host',
    sdpMid: '0',
    sdpMLineIndex: 0,
  },
});

function fakeStream() {
  const track = { stop: vi.fn() };
  const stream: Pick<MediaStream, 'getTracks'> = { getTracks: () => [track as unknown as MediaStreamTrack] };
  return { track, stream: stream as MediaStream };
}

function start() {
  const peers: {
    signal: ReturnType<typeof vi.fn>;
    destroy: ReturnType<typeof vi.fn>;
    listeners: PeerListeners;
    iceServers: readonly unknown[];
  }[] = [];
  const makePeer: MakePeer = ({ iceServers }, listeners) => {
    const peer = { signal: vi.fn(), destroy: vi.fn(), listeners, iceServers };
    peers.push(peer);
    return { ...peer, statistics: () => Promise.resolve([{ type: 'codec' }]) };
  };
  const sendSignal = vi.fn<(peerId: string, data: string) => void>();
  const reportFault = vi.fn();
  const answerBroadcast = vi.fn<(resourceId: string, sdp: string | null) => void>();
  const reportBroadcast = vi.fn<(resourceId: string, state: 'connected' | 'ended') => void>();
  const broadcasts: { listeners: BroadcastListeners; offer: string; destroy: ReturnType<typeof vi.fn> }[] =
    [];
  const makeBroadcastPeer: MakeBroadcastPeer = (_path, offer, listeners) => {
    const destroy = vi.fn();
    broadcasts.push({ listeners, offer, destroy });
    return { signal: vi.fn(), destroy, statistics: () => Promise.resolve([]) };
  };
  const receiver = new VideoReceiver({
    makePeer,
    sendSignal,
    path: () => ({ iceServers: [{ urls: 'stun:stun.example:3478' }], relayOnly: false }),
    makeBroadcastPeer,
    answerBroadcast,
    reportBroadcast,
    reportFault,
    newId: () => 'request-1',
    readClock: () => 42,
  });
  const peerAt = (index: number) => {
    const peer = peers[index];
    if (peer === undefined) throw new Error(`no peer ${index}`);
    return peer;
  };
  const broadcastAt = (index: number) => {
    const broadcast = broadcasts[index];
    if (broadcast === undefined) throw new Error(`no broadcast ${index}`);
    return broadcast;
  };
  return { receiver, peers, peerAt, sendSignal, answerBroadcast, reportBroadcast, reportFault, broadcastAt };
}

describe('VideoReceiver', () => {
  it('answers the phone’s offer with the ICE servers of the settings', () => {
    const { receiver, peerAt, sendSignal } = start();
    expect(receiver.reception()).toEqual({ kind: 'idle' });
    receiver.receive('peer-one', offer);
    expect(peerAt(0).iceServers).toEqual([{ urls: 'stun:stun.example:3478' }]);
    expect(peerAt(0).signal).toHaveBeenCalledWith({ type: 'offer', sdp: 'v=0' });
    peerAt(0).listeners.signalled('{"type":"answer"}');
    expect(sendSignal).toHaveBeenCalledWith('peer-one', '{"type":"answer"}');
    expect(receiver.reception()).toEqual({ kind: 'connecting', peerId: 'peer-one', stream: null });
  });

  it('shows the stream and the connection, and tells who listens', () => {
    const { receiver, peerAt } = start();
    const listener = vi.fn();
    const stop = receiver.subscribe(listener);
    receiver.receive('peer-one', offer);
    const { stream } = fakeStream();
    peerAt(0).listeners.streamed(stream);
    peerAt(0).listeners.connected();
    expect(receiver.reception()).toEqual({ kind: 'connected', peerId: 'peer-one', stream });
    expect(listener).toHaveBeenCalledTimes(3);
    stop();
    receiver.stop();
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it('replaces and destroys the connection at a new peerId, and never takes the old one back', () => {
    const { receiver, peers, peerAt, sendSignal } = start();
    receiver.receive('peer-one', offer);
    const { stream, track } = fakeStream();
    peerAt(0).listeners.streamed(stream);
    receiver.receive('peer-two', offer);
    expect(peerAt(0).destroy).toHaveBeenCalledTimes(1);
    expect(track.stop).toHaveBeenCalledTimes(1);
    receiver.receive('peer-one', candidate);
    receiver.receive('peer-one', offer);
    peerAt(0).listeners.signalled('{"late":1}');
    peerAt(0).listeners.ended('failed');
    expect(peers).toHaveLength(2);
    expect(sendSignal).not.toHaveBeenCalled();
    expect(receiver.reception()).toMatchObject({ kind: 'connecting', peerId: 'peer-two' });
  });

  it.each([
    'not json',
    '{}',
    'null',
    '[]',
    JSON.stringify({ type: 'answer', sdp: 'v=0' }),
    JSON.stringify({ type: 'offer', sdp: 5 }),
    JSON.stringify({ type: 'renegotiate', renegotiate: true }),
    JSON.stringify({ type: 'transceiverRequest', transceiverRequest: { kind: 'video' } }),
  ])('takes no notice of %s', (data) => {
    const { receiver, peers } = start();
    receiver.receive('peer-one', data);
    expect(peers).toHaveLength(0);
    expect(receiver.reception()).toEqual({ kind: 'idle' });
  });

  it('tells a protocol fault, and keeps the last picture, when a byte came over the data channel [V2]', () => {
    const { receiver, peerAt, reportFault } = start();
    receiver.receive('peer-one', offer);
    peerAt(0).listeners.ended('protocol-fault');
    expect(peerAt(0).destroy).toHaveBeenCalledTimes(1);
    expect(reportFault).toHaveBeenCalledTimes(1);
    expect(receiver.reception()).toMatchObject({ kind: 'failed', peerId: 'peer-one', at: 42 });
  });

  it('ignores an offer of too much, and tells it [V2]', () => {
    const { receiver, peers, peerAt, reportFault } = start();
    const section = 'm=video 9 UDP/TLS/RTP/SAVPF 96';
    const large = JSON.stringify({ type: 'offer', sdp: ['v=0', section, section].join('\r\n') });
    receiver.receive('peer-one', large);
    expect(peers).toHaveLength(0);
    expect(reportFault).toHaveBeenCalledTimes(1);
    receiver.receive('peer-one', offer);
    receiver.receive('peer-one', large);
    expect(peerAt(0).signal).toHaveBeenCalledTimes(1);
    expect(reportFault).toHaveBeenCalledTimes(2);
  });

  it('passes on at most 64 candidates of a peer, those in its offers among them, and no loopback [V1]', () => {
    const { receiver, peerAt } = start();
    const line = 'a=candidate:1 1 udp 2113937151 192.0.2.7 50000 typ host';
    const withFour = ['v=0', line, line, line, line].join('\r\n');
    receiver.receive('peer-one', JSON.stringify({ type: 'offer', sdp: withFour }));
    const loopback = candidate.replace('192.0.2.7', '127.0.0.1');
    for (let count = 0; count < 500; count += 1) {
      receiver.receive('peer-one', loopback);
      receiver.receive('peer-one', candidate);
    }
    receiver.receive('peer-one', JSON.stringify({ type: 'offer', sdp: withFour }));
    const passedOn: unknown[] = peerAt(0).signal.mock.calls.map(([signal]) => signal);
    expect(passedOn).toHaveLength(1 + 60 + 1);
    expect(passedOn).not.toContainEqual(JSON.parse(loopback));
    expect(passedOn.at(-1)).toEqual({ type: 'offer', sdp: 'v=0' });
  });

  it('refuses a broadcast that offers too much, and keeps the connection it has [W2]', () => {
    const { receiver, answerBroadcast, broadcastAt, peerAt } = start();
    receiver.receive('peer-one', offer);
    receiver.receiveBroadcast('resource-1', 'v=0\r\nm=video 9 x 96\r\nm=application 9 x y');
    expect(answerBroadcast.mock.calls).toEqual([['resource-1', null]]);
    expect(() => broadcastAt(0)).toThrow();
    expect(peerAt(0).destroy).not.toHaveBeenCalled();
  });

  it('makes no connection for a candidate without an offer', () => {
    const { receiver, peers } = start();
    receiver.receive('peer-one', candidate);
    expect(peers).toHaveLength(0);
  });

  it('keeps the last picture when the connection fails, with the time', () => {
    const { receiver, peerAt } = start();
    receiver.receive('peer-one', offer);
    const { stream, track } = fakeStream();
    peerAt(0).listeners.streamed(stream);
    peerAt(0).listeners.ended('failed');
    expect(receiver.reception()).toEqual({ kind: 'failed', peerId: 'peer-one', stream, at: 42 });
    expect(peerAt(0).destroy).toHaveBeenCalledTimes(1);
    expect(track.stop).not.toHaveBeenCalled();
  });

  it('stops tracks and connection, and begins again at a new offer', async () => {
    const { receiver, peers, peerAt } = start();
    receiver.receive('peer-one', offer);
    const { stream, track } = fakeStream();
    peerAt(0).listeners.streamed(stream);
    receiver.stop();
    receiver.stop();
    expect(track.stop).toHaveBeenCalledTimes(1);
    expect(peerAt(0).destroy).toHaveBeenCalledTimes(1);
    expect(receiver.reception()).toEqual({ kind: 'idle' });
    expect(await receiver.statistics()).toEqual([]);
    receiver.receive('peer-two', offer);
    expect(peers).toHaveLength(2);
    expect(await receiver.statistics()).toEqual([{ type: 'codec' }]);
  });

  it('hears how many frames the phone sent, and the level Automatic is at, of the present connection [V9]', () => {
    const { receiver, peerAt } = start();
    const sent: number[] = [];
    receiver.onFramesSent((total) => sent.push(total));
    receiver.receive('peer-one', offer);
    receiver.receive('peer-one', JSON.stringify({ type: 'frames', sent: 40 }));
    receiver.receive('peer-two', JSON.stringify({ type: 'frames', sent: 7 }));
    receiver.receive('peer-one', JSON.stringify({ type: 'frames', sent: -1 }));
    receiver.receive('peer-one', JSON.stringify({ type: 'automatic-level', level: 'few-colors' }));
    receiver.receive('peer-one', JSON.stringify({ type: 'automatic-level', level: 'constructor' }));
    expect(sent).toEqual([40]);
    expect(receiver.automaticLevel()).toBe('few-colors');
    expect(peerAt(0).signal).toHaveBeenCalledTimes(1);
  });

  it('asks the phone for a new connection', () => {
    const { receiver, sendSignal } = start();
    receiver.requestOffer();
    expect(sendSignal).toHaveBeenCalledWith('request-1', '{"type":"request-offer"}');
  });

  it('answers a broadcaster, tells once that it flows, and tells its end when something else replaces it', () => {
    const { receiver, answerBroadcast, reportBroadcast, broadcastAt } = start();
    receiver.receive('peer-one', offer);
    receiver.receiveBroadcast('resource-1', 'v=0 offer');
    expect(broadcastAt(0).offer).toBe('v=0 offer');
    broadcastAt(0).listeners.answered('v=0 answer');
    expect(answerBroadcast.mock.calls).toEqual([['resource-1', 'v=0 answer']]);
    const { stream } = fakeStream();
    broadcastAt(0).listeners.streamed(stream);
    broadcastAt(0).listeners.connected();
    broadcastAt(0).listeners.connected();
    expect(receiver.reception()).toMatchObject({ kind: 'connected', peerId: 'resource-1', stream });
    expect(reportBroadcast.mock.calls).toEqual([['resource-1', 'connected']]);
    receiver.receive('peer-two', offer);
    expect(broadcastAt(0).destroy).toHaveBeenCalledTimes(1);
    expect(reportBroadcast).toHaveBeenLastCalledWith('resource-1', 'ended');
  });

  it('lets a broadcast go that its broadcaster ended, without telling it back', () => {
    const { receiver, reportBroadcast, broadcastAt } = start();
    receiver.receiveBroadcast('resource-1', 'v=0');
    broadcastAt(0).listeners.connected();
    receiver.endBroadcast('another');
    receiver.endBroadcast('resource-1');
    expect(receiver.reception()).toEqual({ kind: 'idle' });
    expect(reportBroadcast.mock.calls).toEqual([['resource-1', 'connected']]);
  });
});
