import type { Connection } from './connection';
import { ConnectionBase } from './connection-base';

/** Joins two ends in memory: what one sends the other receives, in order, in a later microtask. */
export function connectInMemory(): readonly [Connection, Connection] {
  const left = new MemoryConnection();
  const right = new MemoryConnection();
  left.join(right);
  right.join(left);
  return [left, right];
}

/** A settled promise: what is chained to it runs in a later microtask, in order. */
const later = Promise.resolve();

class MemoryConnection extends ConnectionBase {
  #other: MemoryConnection | undefined;
  #bufferedBytes = 0;

  join(other: MemoryConnection): void {
    this.#other = other;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  send(text: string): boolean {
    const other = this.#other;
    if (!this.isOpen || other === undefined) return false;
    this.#bufferedBytes += text.length;
    void later.then(() => {
      this.#bufferedBytes -= text.length;
      other.received(text);
    });
    return true;
  }

  protected closeCarrier(reason: string): void {
    const other = this.#other;
    void later.then(() => other?.closed(reason));
  }
}
