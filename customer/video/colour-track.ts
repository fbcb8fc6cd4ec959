import type { Colour, ColourWorkerRequest } from './worker/colour-worker';
import { paintColour } from './worker/paint-colour';

/** A track with the colours of a quality, made of another track, which stays its owner's. */
export interface ColourTrack {
  readonly track: MediaStreamTrack;
  readonly set: (colour: Colour, framesPerSecond: number) => void;
  readonly stop: () => void;
}

interface InsertableStreams {
  /** https://www.w3.org/TR/mediacapture-transform/ */
  readonly MediaStreamTrackProcessor: new (init: {
    readonly track: MediaStreamTrack;
    readonly maxBufferSize?: number;
  }) => { readonly readable: ReadableStream<VideoFrame> };
  readonly MediaStreamTrackGenerator: new (init: {
    readonly kind: 'video';
  }) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
}

function hasInsertableStreams(scope: object): scope is InsertableStreams {
  return 'MediaStreamTrackProcessor' in scope && 'MediaStreamTrackGenerator' in scope;
}

/**
 * Makes a track of `source` with fewer colours, at no more than so many frames a second; it goes on while the page is hidden.
 * `failed` is called when this browser turns out not to manage it.
 */
export function makeColourTrack(
  source: MediaStreamTrack,
  colour: Colour,
  framesPerSecond: number,
  failed: () => void,
): ColourTrack {
  const worker = new Worker(new URL('./worker/colour-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', failed);
  const scope: object = globalThis;
  return hasInsertableStreams(scope)
    ? processedTrack(scope, worker, source, colour, framesPerSecond)
    : paintedTrack(worker, source, colour, framesPerSecond);
}

function post(worker: Worker, request: ColourWorkerRequest, transfer: Transferable[] = []): void {
  worker.postMessage(request, transfer);
}

function processedTrack(
  scope: InsertableStreams,
  worker: Worker,
  source: MediaStreamTrack,
  colour: Colour,
  framesPerSecond: number,
): ColourTrack {
  const { readable } = new scope.MediaStreamTrackProcessor({ track: source, maxBufferSize: 2 });
  const track = new scope.MediaStreamTrackGenerator({ kind: 'video' });
  const { writable } = track;
  post(worker, { kind: 'process', readable, writable, colour, framesPerSecond }, [readable, writable]);
  return {
    track,
    set: (nextColour, nextRate) =>
      post(worker, { kind: 'set', colour: nextColour, framesPerSecond: nextRate }),
    stop: () => {
      track.stop();
      // It closes itself once the frames it holds are let go of.
      post(worker, { kind: 'stop' });
    },
  };
}

function paintedTrack(
  worker: Worker,
  source: MediaStreamTrack,
  first: Colour,
  framesPerSecond: number,
): ColourTrack {
  let colour = first;
  const canvas = document.createElement('canvas');
  const small = document.createElement('canvas');
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([source]);
  void video.play().catch(() => undefined);
  const paint = (): void => {
    const { videoWidth, videoHeight } = video;
    if (videoWidth > 0 && videoHeight > 0) paintColour(canvas, small, video, videoWidth, videoHeight, colour);
  };
  // The canvas must have a context before it gives a stream in Firefox.
  paintColour(canvas, small, video, 2, 2, colour);
  const track = canvas.captureStream().getVideoTracks()[0] ?? source;
  worker.addEventListener('message', paint);
  post(worker, { kind: 'tick', milliseconds: 1_000 / framesPerSecond });
  return {
    track,
    set: (nextColour, nextRate) => {
      colour = nextColour;
      post(worker, { kind: 'tick', milliseconds: 1_000 / nextRate });
      paint();
    },
    stop: () => {
      if (track !== source) track.stop();
      worker.terminate();
      video.srcObject = null;
    },
  };
}
