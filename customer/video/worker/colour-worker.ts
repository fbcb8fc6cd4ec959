import type { QualitySettings } from '../../../shared/quality';
import { chromaPlanes, makeCoarse, makeNeutral } from './colour-planes';
import { FrameGate } from './frame-gate';
import { paintColour } from './paint-colour';

export type Colour = QualitySettings['colour'];

/** What the page asks of this worker. */
export type ColourWorkerRequest =
  | {
      readonly kind: 'process';
      readonly readable: ReadableStream<VideoFrame>;
      readonly writable: WritableStream<VideoFrame>;
      readonly colour: Colour;
      readonly framesPerSecond: number;
    }
  | { readonly kind: 'set'; readonly colour: Colour; readonly framesPerSecond: number }
  /** Sends an empty message back every so many milliseconds, also while the page is hidden. */
  | { readonly kind: 'tick'; readonly milliseconds: number }
  | { readonly kind: 'stop' };

/** Does what the page asks, for one track. */
class ColourDesk {
  #processing: Processing | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;

  receive(asked: ColourWorkerRequest): void {
    switch (asked.kind) {
      case 'process':
        this.#processing = new Processing(asked.writable, asked.colour, asked.framesPerSecond);
        void this.#processing.read(asked.readable);
        return;
      case 'set':
        this.#processing?.set(asked.colour, asked.framesPerSecond);
        return;
      case 'tick':
        clearInterval(this.#ticking);
        this.#ticking = setInterval(() => self.postMessage(null), asked.milliseconds);
        return;
      case 'stop':
        clearInterval(this.#ticking);
        void (this.#processing?.stop() ?? Promise.resolve()).finally(() => self.close());
    }
  }
}

/** Changes the colour of a track's frames, no more of them than the quality has a use for. */
class Processing {
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #gate: FrameGate<VideoFrame>;
  #reader: ReadableStreamDefaultReader<VideoFrame> | undefined;
  #colour: Colour;
  #bytes = new Uint8Array(0);
  #canvas: OffscreenCanvas | undefined;
  #small: OffscreenCanvas | undefined;
  /** The newest frame, made anew when the colour changes on a still screen; `at` in milliseconds. */
  #last: { readonly frame: VideoFrame; readonly at: number } | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(writable: WritableStream<VideoFrame>, colour: Colour, framesPerSecond: number) {
    this.#writer = writable.getWriter();
    this.#colour = colour;
    this.#gate = new FrameGate(framesPerSecond, (frame) => this.#emit(frame));
  }

  async read(readable: ReadableStream<VideoFrame>): Promise<void> {
    const reader = readable.getReader();
    this.#reader = reader;
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || value === undefined) break;
      this.#gate.offer(value, value.timestamp);
      await this.#queue;
    }
    await this.stop();
  }

  set(colour: Colour, framesPerSecond: number): void {
    this.#gate.setRate(framesPerSecond);
    if (colour === this.#colour) return;
    this.#colour = colour;
    if (this.#last === undefined) return;
    const { frame, at } = this.#last;
    this.#emit(
      new VideoFrame(frame, { timestamp: frame.timestamp + Math.round((performance.now() - at) * 1_000) }),
    );
  }

  async stop(): Promise<void> {
    this.#gate.close();
    this.#last?.frame.close();
    this.#last = undefined;
    await this.#reader?.cancel().catch(() => undefined);
    await this.#writer.close().catch(() => undefined);
  }

  #emit(frame: VideoFrame): void {
    this.#queue = this.#queue.then(async () => {
      try {
        this.#last?.frame.close();
        this.#last = { frame: frame.clone(), at: performance.now() };
        await this.#writer.write(await this.#recolour(frame));
      } catch {
        // A frame that cannot be read is left out; the next one may do.
      } finally {
        frame.close();
      }
    });
  }

  async #recolour(frame: VideoFrame): Promise<VideoFrame> {
    const { format, visibleRect, timestamp } = frame;
    if (this.#colour === 'full') return frame.clone();
    if ((format !== 'I420' && format !== 'NV12') || visibleRect === null) return this.#repaint(frame);
    const size = frame.allocationSize();
    if (this.#bytes.length < size) this.#bytes = new Uint8Array(size);
    const bytes = this.#bytes.subarray(0, size);
    const layout = await frame.copyTo(bytes);
    const change = this.#colour === 'luma-only' ? makeNeutral : makeCoarse;
    const { width, height } = visibleRect;
    for (const plane of chromaPlanes(format, width, height, layout)) change(bytes, plane);
    return new VideoFrame(bytes, {
      format,
      codedWidth: width,
      codedHeight: height,
      displayWidth: frame.displayWidth,
      displayHeight: frame.displayHeight,
      timestamp,
      layout: [...layout],
      colorSpace: frame.colorSpace,
    });
  }

  /** For frames whose planes cannot be read, as they stand on the graphics card or are red, green and blue. */
  #repaint(frame: VideoFrame): VideoFrame {
    const { displayWidth: width, displayHeight: height, timestamp } = frame;
    this.#canvas ??= new OffscreenCanvas(width, height);
    this.#small ??= new OffscreenCanvas(1, 1);
    paintColour(this.#canvas, this.#small, frame, width, height, this.#colour);
    return new VideoFrame(this.#canvas, { timestamp });
  }
}

const desk = new ColourDesk();
self.addEventListener('message', ({ data }: MessageEvent<ColourWorkerRequest>) => desk.receive(data));
