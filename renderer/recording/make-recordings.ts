import { writeRecordingPiece } from '../captured/blob-road';
import type { ShownPictures } from '../captured/shown-picture';
import { newCommandId } from '../ipc/command-id';
import type { Request } from '../ipc/request';
import { reportFailure } from '../kit/report-failure';
import type { Store } from '../store/store';
import type { VideoReceivers } from '../video/video-receivers';
import { makeRecordedTrack } from './recorded-track';
import { Recordings, type RememberedRecording } from './recordings';
import { type Recorder, type RecorderListeners, SessionRecorder } from './session-recorder';

export interface MakeRecordingsOptions {
  readonly store: Pick<Store, 'getState'>;
  readonly request: Request;
  readonly receivers: VideoReceivers;
  readonly pictures: ShownPictures;
}

/** Makes this window's recordings, which begin none before they follow the sessions. */
export function makeRecordings({ store, request, receivers, pictures }: MakeRecordingsOptions): Recordings {
  return new Recordings({
    receptionOf: (sessionId) => receivers.of(sessionId)?.receiver.reception(),
    begin: (sessionId, recordingId, track, over) =>
      new SessionRecorder(
        {
          recordingId,
          makeTrack: () => makeRecordedTrack(() => pictures.videoFrameOf(sessionId)),
          makeRecorder,
          writePiece: (piece) => writeRecordingPiece(sessionId, recordingId, piece),
          tell: async (what) => {
            const id = newCommandId();
            if (what === 'start') await request('start-recording', { sessionId, id, recordingId });
            else await request(`${what}-recording`, { sessionId, id });
          },
          tellStopped: async (durationMs, failure) => {
            const id = newCommandId();
            await request('stop-recording', {
              sessionId,
              id,
              recordingId,
              durationMs,
              ...(failure && { failure }),
            });
          },
          failed: reportFailure,
          over,
          readClock: () => performance.now(),
        },
        track,
      ),
    notBegun: (sessionId, recordingId) => {
      const id = newCommandId();
      // Refused where the consent is gone meanwhile; then there is nothing to try again.
      request('stop-recording', { sessionId, id, recordingId, durationMs: 0, failure: 'not-recorded' }).catch(
        () => undefined,
      );
    },
    endOrphan: (sessionId, { recordingId, startedAt }) => {
      const state = store.getState().sessions.byId[sessionId]?.state;
      const recording = state?.phase === 'active' ? state.recording : undefined;
      const durationMs =
        recording?.kind === 'paused'
          ? recording.recordedMs
          : Math.max(0, (state?.lastAt ?? startedAt) - startedAt);
      request('stop-recording', {
        sessionId,
        id: newCommandId(),
        recordingId,
        durationMs: Math.round(durationMs),
      }).catch((error: unknown) => reportFailure('The recording was not kept', error));
    },
    remember,
    recall,
    failed: reportFailure,
    newId: newCommandId,
    readClock: () => Date.now(),
  });
}

/** Makes the recordings of all open sessions of `store`; for the main window only. */
export function followRecordings(
  store: Pick<Store, 'getState' | 'subscribe'>,
  recordings: Recordings,
  receivers: VideoReceivers,
): void {
  const follow = () => recordings.follow(Object.values(store.getState().sessions.byId));
  const followed = new Set<object>();
  const followReceivers = () => {
    for (const sessionId of store.getState().sessions.ids) {
      const receiver = receivers.of(sessionId)?.receiver;
      if (receiver === undefined || followed.has(receiver)) continue;
      followed.add(receiver);
      receiver.subscribe(follow);
    }
    follow();
  };
  receivers.subscribe(followReceivers);
  store.subscribe(follow);
  followReceivers();
}

const types = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'] as const;

function makeRecorder(stream: MediaStream, { chunk, stopped, failed }: RecorderListeners): Recorder {
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type)) ?? 'video/webm';
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: 2_500_000 });
  recorder.addEventListener('dataavailable', ({ data }) => chunk(data));
  recorder.addEventListener('stop', () => stopped());
  recorder.addEventListener('error', () => failed(new Error('The recorder failed.')));
  return {
    get state() {
      return recorder.state;
    },
    start: (timesliceMs) => recorder.start(timesliceMs),
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    stop: () => recorder.stop(),
  };
}

const keyOf = (sessionId: string) => `recording:${sessionId}`;

function remember(sessionId: string, recording: RememberedRecording | null): void {
  if (recording === null) sessionStorage.removeItem(keyOf(sessionId));
  else sessionStorage.setItem(keyOf(sessionId), `${recording.recordingId} ${String(recording.startedAt)}`);
}

function recall(sessionId: string): RememberedRecording | null {
  const [recordingId, startedAt] = sessionStorage.getItem(keyOf(sessionId))?.split(' ') ?? [];
  return recordingId === undefined || startedAt === undefined
    ? null
    : { recordingId, startedAt: Number(startedAt) };
}
