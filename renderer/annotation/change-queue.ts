import type { AnnotationChange } from '../../shared/annotation/board';
import { annotationLimits } from '../../shared/annotation/limits';

/** Splits changes into parts that fit one request each, in their order. */
export function splitChanges(changes: readonly AnnotationChange[]): readonly (readonly AnnotationChange[])[] {
  const { changesPerEvent, changeBytes } = annotationLimits;
  const encoder = new TextEncoder();
  const parts: AnnotationChange[][] = [];
  let part: AnnotationChange[] = [];
  // The brackets around them all.
  let bytes = 2;
  for (const change of changes) {
    const size = encoder.encode(JSON.stringify(change)).length + 1;
    if (part.length > 0 && (part.length >= changesPerEvent || bytes + size > changeBytes)) {
      parts.push(part);
      part = [];
      bytes = 2;
    }
    part.push(change);
    bytes += size;
  }
  return part.length === 0 ? parts : [...parts, part];
}

interface Entry {
  readonly changes: readonly AnnotationChange[];
  /** The `seq` of the log's entry, once it is written. */
  seq: number | null;
}

export interface ChangeQueueParts {
  readonly send: (changes: readonly AnnotationChange[]) => Promise<{ readonly seq: number }>;
  /** Something was written, or given up. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

/** Sends changes one request at a time and in order, and holds them until the log on this side has them. */
export class ChangeQueue {
  readonly #parts: ChangeQueueParts;
  #entries: Entry[] = [];
  #isOpen = false;
  #running: Promise<void> | null = null;

  constructor(parts: ChangeQueueParts) {
    this.#parts = parts;
  }

  /** What the log on this side does not hold yet, oldest first. */
  get pending(): readonly AnnotationChange[] {
    return this.#entries.flatMap(({ changes }) => changes);
  }

  /** How many changes are not written yet. */
  get unwritten(): number {
    return this.#entries.reduce((sum, { seq, changes }) => (seq === null ? sum + changes.length : sum), 0);
  }

  /** Adds changes; they go when the queue is open. */
  push(changes: readonly AnnotationChange[]): void {
    for (const part of splitChanges(changes)) this.#entries.push({ changes: part, seq: null });
    this.#run();
  }

  /** Lets changes go from now on. */
  open(): void {
    this.#isOpen = true;
    this.#run();
  }

  /** Forgets what the log holds up to `lastSeq`. */
  confirm(lastSeq: number): void {
    this.#entries = this.#entries.filter(({ seq }) => seq === null || seq > lastSeq);
  }

  /** Resolves when nothing is left to be sent. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** Forgets everything, and holds what comes until it is opened again. */
  reset(): void {
    this.#entries = [];
    this.#isOpen = false;
  }

  #run(): void {
    if (!this.#isOpen || this.#running !== null) return;
    this.#running = this.#sendAll().finally(() => {
      this.#running = null;
      if (this.#isOpen && this.#entries.some(({ seq }) => seq === null)) this.#run();
    });
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const entry = this.#isOpen ? this.#entries.find(({ seq }) => seq === null) : undefined;
      if (entry === undefined) return;
      try {
        entry.seq = (await this.#parts.send(entry.changes)).seq;
      } catch (error) {
        const wasHeld = this.#entries.includes(entry);
        this.#entries = this.#entries.filter((held) => held !== entry);
        if (wasHeld) this.#parts.failed(error);
      }
      this.#parts.changed();
    }
  }
}
