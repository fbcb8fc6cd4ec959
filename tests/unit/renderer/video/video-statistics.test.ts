import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StatisticsWatch } from '../../../../renderer/video/statistics-watch';
import { statisticsWords } from '../../../../renderer/video/statistics-words';
import type { Reception } from '../../../../renderer/video/video-receiver';
import { readVideoStatistics } from '../../../../renderer/video/video-statistics';

const reports = (second: number, codec = 'video/VP9', candidateType = 'host') => [
  {
    type: 'inbound-rtp',
    kind: 'video',
    codecId: 'codec-1',
    timestamp: second * 1000,
    bytesReceived: second * 137_500,
    framesDecoded: second * 28,
    packetsReceived: second * 98,
    packetsLost: second * 2,
    frameWidth: 1170,
    frameHeight: 2532,
  },
  { type: 'inbound-rtp', kind: 'audio', timestamp: 1 },
  { type: 'codec', id: 'codec-1', mimeType: codec },
  { type: 'transport', selectedCandidatePairId: 'pair-1' },
  { type: 'candidate-pair', id: 'pair-0', state: 'failed', nominated: false },
  {
    type: 'candidate-pair',
    id: 'pair-1',
    state: 'succeeded',
    nominated: true,
    currentRoundTripTime: 0.042,
    localCandidateId: 'local-1',
    remoteCandidateId: 'remote-1',
  },
  { type: 'local-candidate', id: 'local-1', candidateType, protocol: 'udp' },
  { type: 'remote-candidate', id: 'remote-1', candidateType: 'host' },
];

describe('readVideoStatistics', () => {
  it('reads codec, size, rates, loss, delay and path from two readings', () => {
    const first = readVideoStatistics(reports(1), undefined);
    const second = readVideoStatistics(reports(2), first);
    expect(first?.statistics.framesPerSecond).toBe(0);
    expect(second?.statistics).toEqual({
      codec: 'VP9',
      width: 1170,
      height: 2532,
      framesDecoded: 56,
      framesDropped: 0,
      freezes: 0,
      retransmitsAsked: 0,
      framesPerSecond: 28,
      kilobitsPerSecond: 1100,
      loss: 0.02,
      roundTripMs: 42,
      path: 'direct',
      protocol: 'udp',
    });
    if (second === undefined) throw new Error('no reading');
    expect(statisticsWords(second.statistics)).toEqual({
      codec: 'VP9',
      size: '1170×2532',
      framesPerSecond: '28',
      rate: '1.1 Mb/s',
      loss: '2.0%',
      roundTrip: '42 ms',
      path: 'Direct',
    });
  });

  it('tells a relayed path', () => {
    expect(readVideoStatistics(reports(1, 'video/H264', 'relay'), undefined)?.statistics).toMatchObject({
      codec: 'H264',
      path: 'relayed',
    });
  });

  it('reads nothing where no video comes in, and survives any report', () => {
    expect(readVideoStatistics([], undefined)).toBeUndefined();
    fc.assert(
      fc.property(fc.array(fc.anything()), (anything) => {
        expect(readVideoStatistics(anything, undefined)).toBeUndefined();
      }),
    );
  });

  it('begins anew when the counters do', () => {
    const later = readVideoStatistics(reports(9), undefined);
    expect(readVideoStatistics(reports(1), later)?.statistics.framesPerSecond).toBe(0);
  });
});

describe('StatisticsWatch', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('reads once a second, only while somebody watches', async () => {
    let second = 0;
    let reception: Reception = { kind: 'connected', peerId: 'peer-one', stream: null };
    const statistics = vi.fn(async () => {
      second += 1;
      return reports(second);
    });
    const watch = new StatisticsWatch({ statistics, reception: () => reception });
    const heard = vi.fn();
    const stopListening = watch.listen(heard);
    await vi.advanceTimersByTimeAsync(5000);
    expect(statistics).not.toHaveBeenCalled();

    const stop = watch.watch(() => undefined);
    await vi.advanceTimersByTimeAsync(2000);
    expect(statistics).toHaveBeenCalledTimes(3);
    expect(heard).toHaveBeenCalledTimes(3);
    expect(watch.watched()?.peerId).toBe('peer-one');
    expect(watch.watched()?.history.map(({ roundTripMs }) => roundTripMs)).toEqual([42, 42, 42]);

    reception = { kind: 'failed', peerId: 'peer-one', stream: null, at: 0 };
    await vi.advanceTimersByTimeAsync(1000);
    expect(watch.watched()).toBeNull();

    stop();
    stopListening();
    await vi.advanceTimersByTimeAsync(5000);
    expect(statistics).toHaveBeenCalledTimes(4);
    expect(vi.getTimerCount()).toBe(0);
  });
});
