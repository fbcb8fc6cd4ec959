import { afterEach, describe, expect, it, vi } from 'vitest';
import { Mailbox, type Signal } from '../../../../renderer/ipc/signals';
import type { MakePeer } from '../../../../renderer/video/peer';
import { flowReportedEveryMs, VideoReceivers } from '../../../../renderer/video/video-receivers';
import { reduceAll } from '../../../../shared/session/reduce';
import type { EventBody } from '../../../../shared/session/session-event';
import type { SessionState } from '../../../../shared/session/session-state';
import { bodies, eventOf } from '../chat/samples';

function stateAfter(...more: EventBody[]): SessionState {
  const all = [bodies['session-key-used'], bodies['session-started'], ...more];
  const state = reduceAll(all.map((body, index) => eventOf(body, index + 1, index)));
  if (state === undefined) throw new Error('no state');
  return state;
}

const allowed = stateAfter(bodies['sharing-requested'], bodies['sharing-allowed']);
const stopped = stateAfter(bodies['sharing-requested'], bodies['sharing-allowed'], bodies['sharing-stopped']);
const ended = stateAfter(bodies['session-ended']);
const offer = JSON.stringify({ type: 'offer', sdp: 'v=0' });

function start(isHere: (sessionId: string) => boolean = () => true) {
  const road = new Mailbox<Signal>();
  const destroy = vi.fn();
  const sendSignal = vi.fn();
  const reportFlow = vi.fn();
  const makePeer = vi.fn<MakePeer>(() => ({
    signal: vi.fn(),
    destroy,
    statistics: () => Promise.resolve([]),
  }));
  const receivers = new VideoReceivers({
    makePeer,
    sendSignal,
    makeBroadcastPeer: vi.fn(() => ({ signal: vi.fn(), destroy, statistics: () => Promise.resolve([]) })),
    answerBroadcast: vi.fn(),
    reportBroadcast: vi.fn(),
    reportFlow,
    reportFault: vi.fn(),
    onBroadcast: () => () => undefined,
    newId: () => 'request-1',
    isHere,
    onSignal: (sessionId, listener) => road.listen(sessionId, listener),
    path: () => ({ iceServers: [], relayOnly: false }),
  });
  return { road, destroy, makePeer, receivers, sendSignal, reportFlow };
}

describe('VideoReceivers', () => {
  afterEach(() => void vi.useRealTimers());

  it('asks a phone that was sending already for a new offer, once, and no other', () => {
    const { receivers, sendSignal } = start();
    const live = stateAfter(bodies['sharing-requested'], bodies['sharing-allowed'], bodies['source-started']);
    const sessions = [
      { sessionId: 'one', state: live },
      { sessionId: 'two', state: allowed },
    ];
    receivers.follow(sessions);
    receivers.follow(sessions);
    receivers.follow([
      { sessionId: 'one', state: live },
      { sessionId: 'two', state: live },
    ]);
    expect(sendSignal.mock.calls).toEqual([
      ['one', expect.stringMatching(/^[\w-]{8,64}$/), JSON.stringify({ type: 'request-offer' })],
    ]);
  });

  it('listens to each active session, shown or not, and keeps its receiver', () => {
    const { road, makePeer, receivers } = start();
    receivers.follow([
      { sessionId: 'one', state: allowed },
      { sessionId: 'two', state: allowed },
      { sessionId: 'three', state: ended },
    ]);
    expect(receivers.size).toBe(2);
    const first = receivers.of('one');
    receivers.follow([
      { sessionId: 'one', state: allowed },
      { sessionId: 'two', state: allowed },
    ]);
    expect(receivers.of('one')).toBe(first);
    road.receive('two', { peerId: 'peer-two', data: offer });
    expect(makePeer).toHaveBeenCalledTimes(1);
    expect(receivers.of('two')?.receiver.reception().kind).toBe('connecting');
    expect(receivers.of('three')).toBeUndefined();
  });

  it('takes up signals that came before it listened', () => {
    const { road, receivers } = start();
    road.receive('one', { peerId: 'peer-one', data: offer });
    receivers.follow([{ sessionId: 'one', state: allowed }]);
    expect(receivers.of('one')?.receiver.reception().kind).toBe('connecting');
  });

  it('ends the video when the customer stops sharing, and goes on listening', () => {
    const { road, destroy, receivers } = start();
    receivers.follow([{ sessionId: 'one', state: allowed }]);
    road.receive('one', { peerId: 'peer-one', data: offer });
    receivers.follow([{ sessionId: 'one', state: stopped }]);
    expect(destroy).toHaveBeenCalledTimes(1);
    expect(receivers.of('one')?.receiver.reception()).toEqual({ kind: 'idle' });
    expect(receivers.size).toBe(1);
  });

  it('lets everything go when the session ends', () => {
    const { road, destroy, makePeer, receivers } = start();
    const listener = vi.fn();
    receivers.subscribe(listener);
    receivers.follow([{ sessionId: 'one', state: allowed }]);
    road.receive('one', { peerId: 'peer-one', data: offer });
    receivers.follow([{ sessionId: 'one', state: ended }]);
    expect(destroy).toHaveBeenCalledTimes(1);
    expect(receivers.size).toBe(0);
    expect(listener).toHaveBeenCalledTimes(2);
    road.receive('one', { peerId: 'peer-two', data: offer });
    expect(makePeer).toHaveBeenCalledTimes(1);
  });

  it('lets go of a pane that another window shows, and asks for the picture when it comes back', () => {
    const detached = new Set<string>();
    const { road, destroy, makePeer, receivers, sendSignal } = start((id) => !detached.has(id));
    const live = stateAfter(bodies['sharing-requested'], bodies['sharing-allowed'], bodies['source-started']);
    const sessions = [{ sessionId: 'one', state: live }];
    receivers.follow([{ sessionId: 'one', state: allowed }]);
    road.receive('one', { peerId: 'peer-one', data: offer });
    receivers.follow(sessions);
    expect(sendSignal).not.toHaveBeenCalled();

    detached.add('one');
    receivers.follow(sessions);
    expect(destroy).toHaveBeenCalledTimes(1);
    expect(receivers.of('one')).toBeUndefined();
    road.receive('one', { peerId: 'peer-of-the-other-window', data: offer });
    expect(makePeer).toHaveBeenCalledTimes(1);

    detached.delete('one');
    receivers.follow(sessions);
    expect(makePeer).toHaveBeenCalledTimes(1);
    expect(sendSignal).toHaveBeenCalledWith('one', 'request-1', '{"type":"request-offer"}');
  });

  it('reports every few seconds that pictures arrive, as long as they do, and nothing else', () => {
    vi.useFakeTimers();
    const { road, makePeer, receivers, reportFlow } = start();
    receivers.follow([{ sessionId: 'one', state: allowed }]);
    vi.advanceTimersByTime(flowReportedEveryMs * 3);
    expect(reportFlow).not.toHaveBeenCalled();
    road.receive('one', { peerId: 'peer-0001', data: offer });
    const listeners = makePeer.mock.calls[0]?.[1];
    listeners?.connected();
    vi.advanceTimersByTime(flowReportedEveryMs * 3);
    expect(reportFlow.mock.calls).toEqual([['one'], ['one'], ['one']]);
    listeners?.ended('failed');
    vi.advanceTimersByTime(flowReportedEveryMs * 3);
    expect(reportFlow).toHaveBeenCalledTimes(3);
    receivers.follow([{ sessionId: 'one', state: ended }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
