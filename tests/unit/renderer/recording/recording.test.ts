import { describe, expect, it, vi } from 'vitest';
import { NotWrittenError } from '../../../../renderer/captured/blob-road';
import { failureText } from '../../../../renderer/kit/report-failure';
import { bytesWaiting, RecordingQueue } from '../../../../renderer/recording/recording-queue';
import { Recordings } from '../../../../renderer/recording/recordings';
import {
  type RecorderListeners,
  SessionRecorder,
  type SessionRecorderParts,
} from '../../../../renderer/recording/session-recorder';
import type { Reception } from '../../../../renderer/video/video-receiver';
import { limits } from '../../../../shared/limits';
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
    expect(written).toEqual([3, 3]);
  });

  it('joins chunks that wait, and divides one that is too large', async () => {
    const written: Blob[] = [];
    const queue = new RecordingQueue({
      write: async (piece) => void written.push(piece),
      failed: () => expect.unreachable(),
    });
    const most = limits.recordingPieceBytes;
    for (const size of [1, 3, most - 4, 5]) queue.add(chunkOf(size));
    queue.open();
    await queue.written();
    queue.add(chunkOf(most + 7));
    await queue.written();
    expect(written.map(({ size }) => size)).toEqual([most, 5, most, 7]);
    expect(queue.hasWritten).toBe(true);
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
      writePiece: async (piece) => void did.push(`write ${piece.size}`),
      tell: async (what) => void did.push(`tell ${what}`),
      tellStopped: async (ms, failure) => void did.push(`tell stopped ${ms} ${failure ?? 'by wish'}`),
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
    fail: () => listeners?.failed(new Error('The recorder failed.')),
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
    expect(did).toEqual([
      'record',
      'tell start',
      'write 5',
      'stop',
      'write 9',
      'close',
      'tell stopped 3000 by wish',
    ]);
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
    expect(did.some((step) => step.startsWith('write'))).toBe(false);
    expect(did).toContain('tell stopped 0 not-written');
  });

  it.each([
    [507, 'disk-full', 'The disk is full. Nothing was saved. Free some space, then press Record again.'],
    [
      415,
      'not-written',
      'It could not be written to disk. Nothing was saved. Press Record again; Help, Show logs says more.',
    ],
  ])('ends where main answers %i, and says why and what to do', async (status, failure, words) => {
    const { did, failed, over, chunk } = record({
      writePiece: () => Promise.reject(new NotWrittenError(status)),
    });
    await settle();
    chunk(5);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
    const [what, error] = failed.mock.calls[0] ?? [];
    expect([what, failureText(error)]).toEqual(['The recording stopped', words]);
    expect(did).toContain(`tell stopped 0 ${failure}`);
    expect(over).toHaveBeenCalledTimes(1);
  });

  it('says what is kept where the recorder gives up later', async () => {
    const { did, failed, chunk, fail } = record();
    chunk(5);
    await settle();
    fail();
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
    expect(failureText(failed.mock.calls[0]?.[1])).toContain('What was recorded until then is kept.');
    expect(did).toContain('tell stopped 0 not-recorded');
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
    const notBegun = vi.fn();
    const remembered = new Map<string, { recordingId: string; startedAt: number }>();
    const recordings = new Recordings({
      receptionOf: () => connected,
      begin,
      endOrphan,
      notBegun,
      remember: (id, recording) =>
        recording === null ? remembered.delete(id) : remembered.set(id, recording),
      recall: (id) => remembered.get(id) ?? null,
      failed: vi.fn(),
      newId: () => 'recording-1',
      readClock: () => 7,
    });
    return { recordings, begin, followed, abandon, endOrphan, notBegun, remembered };
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

  const failedOnce: EventBody[] = [
    ...consent,
    bodies['recording-started'],
    { ...bodies['recording-stopped'], failure: 'not-written' },
  ];

  it('begins again under the consent of one that failed, only when told to', () => {
    const { recordings, begin } = start();
    const [session] = sessionAfter(...failedOnce);
    if (session === undefined) throw new Error('no session');
    recordings.follow([session]);
    expect(begin).not.toHaveBeenCalled();
    recordings.again(session);
    expect(begin).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['revoked', bodies['recording-revoked']],
    ['stopped by a person', bodies['recording-stopped']],
  ] as const)('does not begin again once the consent is used or %s', (_name, body) => {
    const { recordings, begin } = start();
    const [session] = sessionAfter(...failedOnce, body);
    if (session === undefined) throw new Error('no session');
    recordings.again(session);
    expect(begin).not.toHaveBeenCalled();
  });

  it('tells main of one that could not begin', () => {
    const { recordings, begin, notBegun } = start();
    begin.mockImplementation(() => {
      throw new Error('This window cannot record.');
    });
    recordings.follow(sessionAfter(...consent));
    expect(notBegun.mock.calls).toEqual([['one', 'recording-1']]);
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
