/** Something that may have bytes waiting for a phone. */
export interface Queue {
  readonly bufferedBytes: number;
  /** Gives up on the phone. */
  shed(): void;
}

/** A queue below this is never looked at: all of them together stay small. */
const smallQueueBytes = 64 * 1024;

/** The bytes that wait to be taken by phones, bounded over all of them: where there are too many, the longest queue goes. */
export class QueuedBytes {
  readonly #limit: number;
  readonly #queues = new Set<Queue>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts a queue in; returns what counts it out again. */
  add(queue: Queue): () => void {
    this.#queues.add(queue);
    return () => this.#queues.delete(queue);
  }

  /** To be called after something was put into a queue that now has so many bytes. */
  grew(bufferedBytes: number): void {
    if (bufferedBytes < smallQueueBytes) return;
    let total = 0;
    let longest: Queue | undefined;
    for (const queue of this.#queues) {
      total += queue.bufferedBytes;
      if (queue.bufferedBytes > (longest?.bufferedBytes ?? 0)) longest = queue;
    }
    if (total <= this.#limit || longest === undefined) return;
    this.#queues.delete(longest);
    longest.shed();
  }
}
