import { type Disk, DiskError, type DiskFile } from '../../../customer/files/worker/disk';
import type { DiskFailure } from '../../../shared/file-transfer/transfer-outcome';

/** A phone's storage in memory, which a killed page leaves as it is. */
export class MemoryDisk implements Disk {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #open = new Set<string>();
  quota = Number.MAX_SAFE_INTEGER;
  /** What every write answers from now on. */
  fault: DiskFailure | null = null;
  flushes = 0;

  /** The disk as the next page finds it: nothing is open. */
  afterKill(): MemoryDisk {
    const next = new MemoryDisk();
    for (const [name, bytes] of this.files) next.files.set(name, bytes.slice());
    next.quota = this.quota;
    return next;
  }

  get usage(): number {
    return [...this.files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  }

  async open(name: string): Promise<DiskFile> {
    if (this.#open.has(name)) throw new DiskError('permission-denied');
    this.#open.add(name);
    if (!this.files.has(name)) this.files.set(name, new Uint8Array());
    const bytes = (): Uint8Array<ArrayBuffer> => this.files.get(name) ?? new Uint8Array();
    let room = bytes();
    return {
      size: () => bytes().length,
      read: (into, at) => {
        const part = bytes().subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      write: (added, at) => {
        if (this.fault !== null) throw new DiskError(this.fault);
        const before = bytes();
        const size = Math.max(before.length, at + added.length);
        if (this.usage - before.length + size > this.quota) throw new DiskError('quota-exceeded');
        if (room.length < size) {
          room = new Uint8Array(size * 2);
          room.set(before);
        }
        room.set(added, at);
        this.files.set(name, room.subarray(0, size));
      },
      truncate: (size) => {
        const after = new Uint8Array(size);
        after.set(bytes().subarray(0, size));
        room = after;
        this.files.set(name, after);
      },
      flush: () => {
        this.flushes += 1;
      },
      close: () => this.#open.delete(name),
    };
  }

  async blob(name: string): Promise<Blob | null> {
    const bytes = this.files.get(name);
    return bytes === undefined ? null : new Blob([bytes]);
  }

  async source(name: string) {
    const blob = await this.blob(name);
    if (blob === null) return null;
    const part = (at: number, length: number): Blob => blob.slice(at, at + length);
    return {
      part,
      read: async (at: number, length: number) => {
        if (!this.files.has(name)) throw new DOMException('It is gone.', 'NotFoundError');
        return new Uint8Array(await part(at, length).arrayBuffer());
      },
      close: () => undefined,
    };
  }

  async remove(name: string): Promise<void> {
    if (this.#open.has(name)) throw new DiskError('permission-denied');
    this.files.delete(name);
  }

  async names(): Promise<readonly string[]> {
    return [...this.files.keys()];
  }

  async room() {
    return { usage: this.usage, quota: this.quota };
  }
}
