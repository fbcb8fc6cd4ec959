import { describe, expect, it, vi } from 'vitest';
import { bytesWaiting, RecordingQueue } from '../../../../renderer/recording/recording-queue';
import { Recordings } from '../../../../renderer/recording/recordings';
import {
  type RecorderListeners,
  SessionRecorder,
  type SessionRecorderParts,
} from '../../../../renderer/recording/session-recorder';
import type { Reception } from '../../../../renderer/video/video-receiver';
import { reduceAll } from '../../../../shared/session/reduce';
import type { EventBody } from '../../../../shared/session/session-event';
import { bodies, eventOf } from '../chat/samples';

const chunkOf = (size: number) => new Blob([new Uint8Array(size)]);
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const track = { kind: 'video' } as MediaStreamTrack;

describe('RecordingQueue', () => {
  it('writes chunks one after the other in their order, only once it is open', async () => {
    const written: number[] = [];
    let atOnce = 0;
    const queue = new RecordingQueue({
      write: async (chunk) => {
        atOnce += 1;
        expect(atOnce).toBe(1);
        await settle();
        written.push(chunk.size);
        atOnce -= 1;
      },
      failed: () => expect.unreachable(),
    });
    queue.add(chunkOf(1));
    queue.add(chunkOf(0));
    queue.add(chunkOf(2));
    await settle();
    expect(written).toEqual([]);
    queue.open();
    queue.add(chunkOf(3));
    await queue.written();
    expect(written).toEqual([1, 2, 3]);
  });

  it('gives up once, where a chunk is not written', async () => {
    const failed = vi.fn();
    const queue = new RecordingQueue({ write: () => Promise.reject(new Error('full')), failed });
    queue.open();
    queue.add(chunkOf(1));
    queue.add(chunkOf(2));
    await queue.written();
    queue.add(chunkOf(3));
    await queue.written();
    expect(failed).toHaveBeenCalledTimes(1);
  });

  it('does not let chunks pile up', () => {
    const failed = vi.fn();
    const queue = new RecordingQueue({ write: () => new Promise(() => undefined), failed });
    queue.open();
    const large = { size: bytesWaiting / 2 } as Blob;
    queue.add(large);
    queue.add(large);
    expect(failed).not.toHaveBeenCalled();
    queue.add(chunkOf(1));
    expect(failed).toHaveBeenCalledTimes(1);
  });
});

function record(change: Partial<SessionRecorderParts> = {}) {
  const did: string[] = [];
  let now = 0;
  let listeners: RecorderListeners | undefined;
  const over = vi.fn();
  const failed = vi.fn();
  const follow = vi.fn<(next: MediaStreamTrack | null) => void>();
  let state: RecordingState = 'inactive';
  const recorder = new SessionRecorder(
    {
      recordingId: 'recording-1',
      makeTrack: () => ({ stream: {} as MediaStream, follow, close: () => did.push('close') }),
      makeRecorder: (_stream, heard) => {
        listeners = heard;
        return {
          get state() {
            return state;
          },
          start: () => {
            state = 'recording';
            did.push('record');
          },
          pause: () => did.push('pause'),
          resume: () => did.push('resume'),
          stop: () => {
            did.push('stop');
            heard.chunk(chunkOf(9));
            heard.stopped();
          },
        };
      },
      writeChunk: async (chunk) => void did.push(`write ${chunk.size}`),
      tell: async (what) => void did.push(`tell ${what}`),
      tellStopped: async (ms) => void did.push(`tell stopped ${ms}`),
      failed,
      over,
      readClock: () => now,
      ...change,
    },
    track,
  );
  const pass = (ms: number) => {
    now += ms;
  };
  return {
    recorder,
    did,
    over,
    failed,
    follow,
    pass,
    chunk: (size: number) => listeners?.chunk(chunkOf(size)),
  };
}

describe('SessionRecorder', () => {
  it('writes what comes after main knows of it, and ends with all of it written', async () => {
    const { recorder, did, over, chunk, pass } = record();
    chunk(5);
    expect(did).toEqual(['record', 'tell start']);
    await settle();
    pass(3000);
    await recorder.stop();
    expect(did).toEqual(['record', 'tell start', 'write 5', 'stop', 'write 9', 'close', 'tell stopped 3000']);
    expect(over).toHaveBeenCalledTimes(1);
  });

  it('pauses while there is nothing it may record, and does not count that time', async () => {
    const { recorder, did, follow, pass } = record();
    await settle();
    pass(1000);
    recorder.follow(null);
    recorder.follow(null);
    pass(60_000);
    const next = { kind: 'video' } as MediaStreamTrack;
    recorder.follow(next);
    pass(500);
    await settle();
    expect(recorder.durationMs).toBe(1500);
    expect(follow.mock.calls).toEqual([[track], [null], [next]]);
    expect(did).toEqual(['record', 'tell start', 'pause', 'resume', 'tell pause', 'tell resume']);
  });

  it('stays paused for the representative, whatever the customer shows', async () => {
    const { recorder, pass } = record();
    recorder.hold(true);
    recorder.follow(null);
    recorder.follow(track);
    pass(1000);
    expect(recorder.durationMs).toBe(0);
    recorder.hold(false);
    pass(1000);
    expect(recorder.durationMs).toBe(1000);
  });

  it('lets go where main refuses to begin', async () => {
    const { did, failed, over } = record({ tell: () => Promise.reject(new Error('no')) });
    await settle();
    expect(failed).toHaveBeenCalledTimes(1);
    expect(over).toHaveBeenCalledTimes(1);
    expect(did).toContain('stop');
    expect(did.some((step) => step.startsWith('write') || step.startsWith('tell stopped'))).toBe(false);
  });

  it('ends and says so where the disk does not take it', async () => {
    const { did, failed, over, chunk } = record({ writeChunk: () => Promise.reject(new Error('full')) });
    await settle();
    chunk(5);
    await settle();
    await settle();
    expect(failed.mock.calls[0]?.[0]).toBe('The recording ended: it could not be written');
    expect(did).toContain('tell stopped 0');
    expect(over).toHaveBeenCalledTimes(1);
  });
});

describe('Recordings', () => {
  const stream = { getVideoTracks: () => [track] } as unknown as MediaStream;
  const connected: Reception = { kind: 'connected', peerId: 'peer-one', stream };
  const live = [
    bodies['session-key-used'],
    bodies['session-started'],
    bodies['sharing-requested'],
    bodies['sharing-allowed'],
    bodies['source-started'],
  ];
  const sessionAfter = (...more: EventBody[]) => {
    const state = reduceAll([...live, ...more].map((body, index) => eventOf(body, index + 1, index)));
    if (state === undefined) throw new Error('no state');
    return [{ sessionId: 'one', state }];
  };

  function start() {
    const followed: (MediaStreamTrack | null)[] = [];
    const abandon = vi.fn();
    const fake = {
      follow: (next: MediaStreamTrack | null) => followed.push(next),
      abandon,
    } as unknown as SessionRecorder;
    const begin = vi.fn(() => fake);
    const endOrphan = vi.fn();
    const remembered = new Map<string, { recordingId: string; startedAt: number }>();
    const recordings = new Recordings({
      receptionOf: () => connected,
      begin,
      endOrphan,
      remember: (id, recording) =>
        recording === null ? remembered.delete(id) : remembered.set(id, recording),
      recall: (id) => remembered.get(id) ?? null,
      failed: vi.fn(),
      newId: () => 'recording-1',
      readClock: () => 7,
    });
    return { recordings, begin, followed, abandon, endOrphan, remembered };
  }
  const consent = [bodies['recording-requested'], bodies['recording-allowed']];

  it('begins only with consent, and once for each', () => {
    const { recordings, begin } = start();
    recordings.follow(sessionAfter(bodies['recording-requested']));
    expect(begin).not.toHaveBeenCalled();
    recordings.follow(sessionAfter(...consent));
    recordings.follow(sessionAfter(...consent));
    expect(begin).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['hidden', bodies['photo-choosing-began']],
    ['paused', bodies['sharing-paused']],
    ['a photo', bodies['photo-shown']],
    ['stopped', bodies['sharing-stopped']],
  ] as const)('takes no picture while %s', (_name, body) => {
    const { recordings, begin, followed } = start();
    recordings.follow(sessionAfter(...consent));
    recordings.follow(sessionAfter(...consent, bodies['recording-started'], body));
    expect(begin).toHaveBeenCalledTimes(1);
    expect(followed).toEqual([null]);
  });

  it('does not begin while hidden', () => {
    const { recordings, begin } = start();
    recordings.follow(sessionAfter(bodies['photo-choosing-began'], ...consent));
    expect(begin).not.toHaveBeenCalled();
  });

  it('lets go when the session ends, and ends what a window before this one began', () => {
    const { recordings, abandon, endOrphan, remembered } = start();
    recordings.follow(sessionAfter(...consent));
    recordings.follow(sessionAfter(...consent, bodies['session-ended']));
    expect(abandon).toHaveBeenCalledTimes(1);

    const later = start();
    later.remembered.set('one', { recordingId: 'recording-0', startedAt: 1 });
    later.recordings.follow(sessionAfter(...consent, bodies['recording-started']));
    later.recordings.follow(sessionAfter(...consent, bodies['recording-started']));
    expect(later.endOrphan.mock.calls).toEqual([['one', { recordingId: 'recording-0', startedAt: 1 }]]);
    expect(endOrphan).not.toHaveBeenCalled();
    expect(remembered.size).toBe(1);
  });
});
