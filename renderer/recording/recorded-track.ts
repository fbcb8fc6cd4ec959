/** A track that carries one session's pictures from connection to connection, for a recording. */
export interface RecordedTrack {
  readonly stream: MediaStream;
  /** Takes the pictures of `track` from now on; null for none. */
  readonly follow: (track: MediaStreamTrack | null) => void;
  readonly close: () => void;
}

/** Chromium's tracks made of frames, which TypeScript's library does not know in a window. */
interface FrameProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}
interface FrameGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}
interface FrameTracks {
  readonly MediaStreamTrackProcessor: new (init: { readonly track: MediaStreamTrack }) => FrameProcessor;
  readonly MediaStreamTrackGenerator: new (init: { readonly kind: 'video' }) => FrameGenerator;
}

function hasFrameTracks(scope: object): scope is FrameTracks {
  return 'MediaStreamTrackProcessor' in scope && 'MediaStreamTrackGenerator' in scope;
}

/** A still screen sends nothing, so its last picture is written again after this, in milliseconds. */
const repeatAfterMs = 500;

/**
 * Makes such a track. `shown` gives the picture on the screen now, from which a recording of a still screen begins.
 * @throws where the browser has no tracks made of frames.
 */
export function makeRecordedTrack(shown: () => VideoFrame | undefined): RecordedTrack {
  const scope: object = globalThis;
  if (!hasFrameTracks(scope)) throw new Error('This window cannot record.');
  const { MediaStreamTrackProcessor } = scope;
  const generator = new scope.MediaStreamTrackGenerator({ kind: 'video' });
  const writer = generator.writable.getWriter();
  let last: VideoFrame | undefined;
  let lastAt = 0;
  let reader: ReadableStreamDefaultReader<VideoFrame> | undefined;
  let isClosed = false;

  const write = (frame: VideoFrame): void => {
    const copy = new VideoFrame(frame, { timestamp: Math.round(performance.now() * 1000) });
    last?.close();
    last = frame;
    lastAt = performance.now();
    void writer.write(copy).catch(() => copy.close());
  };
  const forget = (): void => {
    void reader?.cancel().catch(() => undefined);
    reader = undefined;
    last?.close();
    last = undefined;
  };
  const timer = setInterval(() => {
    if (last !== undefined && performance.now() - lastAt >= repeatAfterMs) write(last.clone());
  }, repeatAfterMs);

  const read = async (from: ReadableStreamDefaultReader<VideoFrame>): Promise<void> => {
    for (;;) {
      const { value } = await from.read();
      if (value === undefined) return;
      if (from === reader && !isClosed) write(value);
      else value.close();
    }
  };

  return {
    stream: new MediaStream([generator]),
    follow(track) {
      forget();
      if (track === null || isClosed) return;
      const own = track.clone();
      const next = new MediaStreamTrackProcessor({ track: own }).readable.getReader();
      reader = next;
      const now = shown();
      if (now !== undefined) write(now);
      read(next)
        .catch(() => undefined)
        .finally(() => own.stop());
    },
    close() {
      isClosed = true;
      clearInterval(timer);
      forget();
      void writer.close().catch(() => undefined);
      generator.stop();
    },
  };
}
