import { Annotator } from '../../../../renderer/annotation/annotator';
import type { AnnotationEvent } from '../../../../shared/annotation/annotation-event';
import type { AnnotationChange } from '../../../../shared/annotation/board';
import { inkPoint } from '../../../../shared/annotation/frame-point';
import { type Freeze, freezeAfter } from '../../../../shared/annotation/freeze';
import type { TimedPoint } from '../../../../shared/annotation/smoothing';
import type { StrokeBatch } from '../../../../shared/annotation/stroke-batch';
import type { Tool } from '../../../../shared/annotation/tools/tool';

export const frame = { width: 1000, height: 500 };
export const aim = { tolerance: 5 };
const image = { hash: 'ab'.repeat(32), type: 'image/webp', size: 1_000 } as const;

/** Lets every promise that can go on do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** An annotator with a main process that keeps a log, and animation frames that come when they are called. */
export class AnnotatorWorld {
  readonly requests: string[] = [];
  readonly batches: StrokeBatch[] = [];
  readonly cancelled: string[] = [];
  readonly failures: string[] = [];
  readonly refusals: string[] = [];
  readonly annotator: Annotator;
  /** What main answers with instead, while it is set. */
  refusesWith: Error | null = null;
  hasPicture = true;
  time = 0;
  freeze: Freeze | null = null;
  seq = 10;
  #frames: (() => void)[] = [];
  #ids = 0;
  #isHeld = false;
  #held: (() => void)[] = [];

  constructor(tool: Tool = 'line') {
    this.annotator = new Annotator(
      {
        newId: () => `made-${String(++this.#ids).padStart(4, '0')}`,
        now: () => this.time,
        timeOfDay: () => 1_000_000 + this.time,
        grab: () => (this.hasPicture ? { picture: {} as HTMLCanvasElement, ...frame } : undefined),
        pictureSize: () => (this.hasPicture ? frame : undefined),
        freeze: (frameId) =>
          this.#write('freeze', { kind: 'annotation-began', frameId, image: { ...image }, ...frame }),
        change: (frameId, changes) =>
          this.#write(`change ${changes.map(({ kind }) => kind).join(' ')}`, {
            kind: 'annotation-changed',
            frameId,
            changes: [...changes] as AnnotationChange[],
          } as AnnotationEvent),
        clear: (frameId) => this.#write('clear', { kind: 'annotation-cleared', frameId }),
        drawStroke: (batch) => {
          this.batches.push(batch);
          return Promise.resolve(null);
        },
        cancelStroke: (strokeId) => {
          this.cancelled.push(strokeId);
          return Promise.resolve(null);
        },
        failed: (what) => this.failures.push(what),
        refused: (words) => this.refusals.push(words),
        nextFrame: (callback) => {
          this.#frames.push(callback);
          return () => {
            this.#frames = this.#frames.filter((each) => each !== callback);
          };
        },
      },
      { tool, colour: 'red', width: 'medium' },
    );
  }

  /** Main answers nothing until it is let go. */
  hold(): void {
    this.#isHeld = true;
  }

  async letGo(): Promise<void> {
    this.#isHeld = false;
    for (const go of this.#held.splice(0)) go();
    await settle();
  }

  /** The next animation frame. */
  async frame(): Promise<void> {
    for (const callback of this.#frames.splice(0)) callback();
    await settle();
  }

  /** The log's state reaches the window. */
  async follow(): Promise<void> {
    await settle();
    this.annotator.follow(this.freeze, this.seq);
    await settle();
  }

  take(tool: Tool): void {
    this.annotator.choose({ ...this.annotator.choice, tool });
  }

  down(x: number, y: number, shift = false): boolean {
    return this.annotator.down(this.#sample(x, y), aim, shift);
  }

  move(x: number, y: number, shift = false): void {
    this.annotator.move([this.#sample(x, y)], aim, shift);
  }

  /** Draws from one place to another, as one stroke. */
  async draw(from: readonly [number, number], to: readonly [number, number], shift = false): Promise<void> {
    this.down(...from, shift);
    this.move(...to, shift);
    this.annotator.up();
    await this.follow();
  }

  #sample(x: number, y: number): TimedPoint {
    this.time += 8;
    return { point: inkPoint(x, y, 0.5), time: this.time };
  }

  async #write(name: string, event: AnnotationEvent): Promise<{ seq: number }> {
    this.requests.push(name);
    if (this.#isHeld) await new Promise<void>((go) => this.#held.push(go));
    if (this.refusesWith !== null) throw this.refusesWith;
    this.seq += 1;
    this.freeze = freezeAfter(this.freeze, { ...event, at: 1_000_000 + this.time });
    return { seq: this.seq };
  }
}
