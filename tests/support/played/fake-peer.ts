import { EventEmitter } from 'node:events';

/** Stands in for simple-peer: it negotiates nothing, and a test says what happens to it. */
export class FakePeer extends EventEmitter {
  connected = false;
  destroyed = false;
  readonly signals: unknown[] = [];
  /** What the sender's track was replaced by, in order. */
  readonly replaced: unknown[] = [];
  replacingFails = false;
  /** Whether the encoder was last told to run; undefined before it was told anything. */
  isEncoding: boolean | undefined;
  readonly _pc = {
    getSenders: () => [
      {
        track: { kind: 'video' },
        getParameters: () => ({ encodings: [{}] }),
        setParameters: (parameters: { readonly encodings: readonly { readonly active?: boolean }[] }) => {
          this.isEncoding = parameters.encodings[0]?.active;
          return Promise.resolve();
        },
        replaceTrack: (track: unknown): Promise<void> => {
          this.replaced.push(track);
          return this.replacingFails ? Promise.reject(new Error('no')) : Promise.resolve();
        },
      },
    ],
    getTransceivers: () => [],
    getStats: () => Promise.resolve(new Map()),
  };

  signal(data: unknown): void {
    this.signals.push(data);
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.connected = false;
    this.emit('close');
  }

  /** The peer has found its way to the console. */
  connects(): void {
    this.connected = true;
    this.emit('iceStateChange', 'connected');
    this.emit('connect');
  }
}

/** Stands in for MediaStream where there is none: it holds its tracks. */
export class FakeStream {
  readonly #tracks: readonly unknown[];
  constructor(tracks: readonly unknown[]) {
    this.#tracks = tracks;
  }
  getTracks(): readonly unknown[] {
    return this.#tracks;
  }
  getVideoTracks(): readonly unknown[] {
    return this.#tracks;
  }
}
