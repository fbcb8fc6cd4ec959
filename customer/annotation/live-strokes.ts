import { nextVersion } from '../../shared/annotation/board';
import type { Freeze } from '../../shared/annotation/freeze';
import { type LiveStroke, withPart } from '../../shared/annotation/live-stroke';
import { decodeStrokeBatch, type StrokePart } from '../../shared/annotation/stroke-batch';
import type { LaserTrail } from '../../shared/annotation/tools/laser';
import { Listeners } from '../../shared/listeners';
import type { StrokeMessage } from '../session/client-state';
import type { SessionClient } from '../session/session-client';

/** Strokes in motion that are remembered at once; a representative draws one at a time. */
const strokesKept = 8;

/** Longer than any trail takes to fade, in milliseconds. */
const trailKeptMs = 1_500;

/** The laser pointer as it was last heard of. */
interface Pointing {
  readonly frameId: string | null;
  readonly strokeId: string;
  /** How many of the stroke's points have come. */
  readonly count: number;
  readonly trail: LaserTrail;
}

/** What the representative draws at this moment, before it is in the log: strokes in motion and the laser pointer. */
export class LiveStrokes {
  readonly #client: SessionClient;
  readonly #now: () => number;
  readonly #listeners = new Listeners<[]>();
  readonly #stopListening: readonly (() => void)[];
  #strokes: readonly LiveStroke[] = [];
  #pointing: Pointing | null = null;

  /** `now` in milliseconds on a steady clock. */
  constructor(client: SessionClient, now: () => number) {
    this.#client = client;
    this.#now = now;
    this.#stopListening = [
      client.onStroke((message) => this.#receive(message)),
      // What was under way when the connection was lost has become a mark meanwhile, or nothing.
      client.onResumed(() => this.#forget()),
      client.subscribe(() => {
        if (this.#strokes.length === 0) return;
        const freeze = this.#freeze();
        const kept = this.#strokes.filter((stroke) => isInMotion(stroke, freeze));
        if (kept.length === this.#strokes.length) return;
        this.#strokes = kept;
        this.#tell();
      }),
    ];
  }

  /** Calls `listener` after each change. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** The strokes in motion on a frame, oldest first. */
  on(frameId: string): readonly LiveStroke[] {
    return this.#strokes.filter((stroke) => stroke.frameId === frameId);
  }

  /** The laser pointer's trail over a frozen frame, or over what is live (null); it may have faded. */
  laser(frameId: string | null): LaserTrail | null {
    return this.#pointing?.frameId === frameId ? this.#pointing.trail : null;
  }

  /** Stops listening. */
  dispose(): void {
    for (const stop of this.#stopListening) stop();
  }

  #receive(message: StrokeMessage): void {
    if (message.kind === 'stroke-cancelled') {
      this.#strokes = this.#strokes.filter(({ strokeId }) => strokeId !== message.strokeId);
      this.#tell();
      return;
    }
    const part = decodeStrokeBatch(message);
    if (!part.ok) return;
    if (part.value.tool === 'laser') this.#point(part.value);
    else if (part.value.frameId !== null) this.#draw(part.value);
    this.#tell();
  }

  #draw(part: StrokePart): void {
    const before = this.#strokes.find(({ strokeId }) => strokeId === part.strokeId);
    const next = withPart(before, part);
    if (next === undefined || next === before || !isInMotion(next, this.#freeze())) return;
    const others = this.#strokes.filter((stroke) => stroke !== before);
    this.#strokes = [...others, next].slice(-strokesKept);
  }

  #point({ frameId, strokeId, frame, colour, from, points }: StrokePart): void {
    const before = this.#pointing?.strokeId === strokeId ? this.#pointing : null;
    const fresh = points.slice(Math.max(0, (before?.count ?? from) - from));
    if (fresh.length === 0) return;
    const time = this.#now();
    const isSame =
      before !== null &&
      before.trail.frame.width === frame.width &&
      before.trail.frame.height === frame.height;
    const left = isSame ? before.trail.points.filter((point) => time - point.time < trailKeptMs) : [];
    this.#pointing = {
      frameId,
      strokeId,
      count: from + points.length,
      trail: { kind: 'laser', frame, colour, points: [...left, ...fresh.map((at) => ({ at, time }))] },
    };
  }

  #freeze(): Freeze | null {
    const client = this.#client.getState();
    if (client.kind !== 'in-session' || client.state?.phase !== 'active') return null;
    return client.state.freeze;
  }

  #forget(): void {
    this.#strokes = [];
    this.#pointing = null;
    this.#tell();
  }

  #tell(): void {
    this.#listeners.tell();
  }
}

/** Whether a stroke is of the frozen frame and has not become a mark, nor been one that was removed. */
function isInMotion({ frameId, strokeId }: LiveStroke, freeze: Freeze | null): boolean {
  return frameId === freeze?.frameId && nextVersion(freeze.board, strokeId) === 1;
}
