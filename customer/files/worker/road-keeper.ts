import type { FilesEngine } from './files-engine';
import { FileRoad, type FileRoadSurroundings } from './road';

const firstRetryMs = 500;
const longestRetryMs = 5_000;
const checkMs = 1_000;

/** Keeps a file road open while files may be exchanged, and asks for another whenever it is lost. */
export class RoadKeeper {
  readonly #surroundings: FileRoadSurroundings;
  readonly #ask: () => void;
  #engine: FilesEngine | undefined;
  #road: FileRoad | undefined;
  #isOpen = false;
  #isAsking = false;
  #retryMs = firstRetryMs;
  #cancelRetry: (() => void) | undefined;
  #cancelCheck: (() => void) | undefined;

  /** `ask` asks for a way to open a road, answered by `granted` or `refused`. */
  constructor(surroundings: FileRoadSurroundings, ask: () => void) {
    this.#surroundings = surroundings;
    this.#ask = ask;
  }

  /** Sends news to the console; nobody hears it without a road. */
  get road(): FileRoad | undefined {
    return this.#isOpen ? this.#road : undefined;
  }

  /** Keeps a road for this engine, or none. */
  serve(engine: FilesEngine | undefined): void {
    if (this.#engine === engine) return;
    this.#road?.close();
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#engine = engine;
    this.#retryMs = firstRetryMs;
    this.#askNow();
  }

  /** A road may be opened at `path` of this site; one that is open is given up for it. */
  granted(path: string, onOpen: () => void): void {
    this.#isAsking = false;
    const engine = this.#engine;
    if (engine === undefined) return;
    this.#road?.close();
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    const road: FileRoad = new FileRoad(
      path,
      {
        onOpen: () => {
          this.#isOpen = true;
          this.#retryMs = firstRetryMs;
          engine.roadOpened(road);
          this.#check();
          onOpen();
        },
        onMessage: (message, chunk) => engine.receive(message, chunk),
        onClose: () => this.#closed(engine, road),
      },
      this.#surroundings,
    );
    this.#road = road;
  }

  refused(): void {
    this.#isAsking = false;
    this.#retryLater();
  }

  #closed(engine: FilesEngine, road: FileRoad): void {
    if (this.#road !== undefined && this.#road !== road) return;
    this.#road = undefined;
    this.#isOpen = false;
    this.#cancelCheck?.();
    engine.roadClosed();
    this.#retryLater();
  }

  #check(): void {
    this.#cancelCheck?.();
    this.#cancelCheck = this.#surroundings.after(checkMs, () => {
      this.#engine?.checkSilence();
      if (this.#isOpen) this.#check();
    });
  }

  #askNow(): void {
    if (this.#engine === undefined || this.#isAsking || this.#road !== undefined) return;
    this.#isAsking = true;
    this.#ask();
  }

  #retryLater(): void {
    if (this.#engine === undefined || this.#cancelRetry !== undefined) return;
    this.#cancelRetry = this.#surroundings.after(this.#retryMs, () => {
      this.#cancelRetry = undefined;
      this.#askNow();
    });
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
  }
}
