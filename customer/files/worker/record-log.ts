import { z } from 'zod';
import { parseJson } from '../../../shared/read-text';
import type { Disk, DiskFile } from './disk';

const headSchema = z.object({
  log: z.literal(1),
  generation: z.number().int().positive(),
  /** Records the log began with; one that has fewer was cut short while it was made. */
  began: z.number().int().nonnegative(),
});

const fileNames = ['index-a', 'index-b'] as const;
type FileName = (typeof fileNames)[number];

/** Records beyond those alive after which the log is made anew. */
const slack = 2_000;

interface Opened {
  readonly name: FileName;
  readonly file: DiskFile;
  readonly generation: number;
  readonly lines: readonly unknown[];
  /** Where the last whole line ends, in bytes. */
  readonly end: number;
}

/** An append-only log of JSON records, one a line, in two files by turns: a kill at any moment loses at most the record being written. */
export class RecordLog<Entry> {
  readonly #disk: Disk;
  #name: FileName;
  #file: DiskFile;
  #generation: number;
  #end: number;
  #count: number;

  private constructor(disk: Disk, opened: Opened) {
    this.#disk = disk;
    this.#name = opened.name;
    this.#file = opened.file;
    this.#generation = opened.generation;
    this.#end = opened.end;
    this.#count = opened.lines.length;
  }

  /**
   * Opens the log and reads its records; those `schema` does not know are left out. `isNew` says that there was none to be
   * read. Rejects with a DiskError.
   */
  static async open<Entry>(
    disk: Disk,
    schema: z.ZodType<Entry>,
  ): Promise<{
    readonly log: RecordLog<Entry>;
    readonly records: readonly Entry[];
    readonly isNew: boolean;
  }> {
    const opened: Opened[] = [];
    for (const name of fileNames) opened.push(readFile(name, await disk.open(name)));
    const [newest, other] = opened.sort((a, b) => b.generation - a.generation);
    if (newest === undefined || other === undefined) throw new Error('There are two files to a log.');
    other.file.close();
    const log = new RecordLog<Entry>(disk, newest);
    const isNew = newest.generation === 0;
    if (isNew) log.#begin(newest.name, newest.file, 1, []);
    else newest.file.truncate(newest.end);
    const records = newest.lines.flatMap((line) => {
      const record = schema.safeParse(line);
      return record.success ? [record.data] : [];
    });
    return { log, records, isNew };
  }

  /** Adds records, which outlive a power cut once this returns. Throws a DiskError, and then none was added. */
  append(records: readonly Entry[]): void {
    const bytes = encode(records);
    try {
      this.#file.write(bytes, this.#end);
    } catch (error) {
      this.#file.truncate(this.#end);
      throw error;
    }
    this.#file.flush();
    this.#end += bytes.length;
    this.#count += records.length;
  }

  /** Makes the log anew of the records still alive, where it has grown well beyond them. Rejects with a DiskError. */
  async tidy(alive: () => readonly Entry[], aliveCount: number): Promise<void> {
    if (this.#count < 2 * aliveCount + slack) return;
    const name = this.#name === 'index-a' ? 'index-b' : 'index-a';
    const file = await this.#disk.open(name);
    const before = this.#file;
    try {
      this.#begin(name, file, this.#generation + 1, alive());
    } catch (error) {
      file.truncate(0);
      file.close();
      throw error;
    }
    before.truncate(0);
    before.close();
  }

  close(): void {
    this.#file.close();
  }

  #begin(name: FileName, file: DiskFile, generation: number, records: readonly Entry[]): void {
    const bytes = encode([{ log: 1, generation, began: records.length }, ...records]);
    file.truncate(0);
    file.write(bytes, 0);
    file.flush();
    this.#name = name;
    this.#file = file;
    this.#generation = generation;
    this.#end = bytes.length;
    this.#count = records.length;
  }
}

function encode(records: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

/** Reads up to the first line that is cut or damaged; generation 0 stands for a file that is no log. */
function readFile(name: FileName, file: DiskFile): Opened {
  const bytes = new Uint8Array(file.size());
  const length = file.read(bytes, 0);
  const lines: unknown[] = [];
  let end = 0;
  const decoder = new TextDecoder();
  while (end < length) {
    const next = bytes.indexOf(10, end);
    if (next === -1 || next >= length) break;
    const line = parseJson(decoder.decode(bytes.subarray(end, next)));
    if (line === undefined) break;
    lines.push(line);
    end = next + 1;
  }
  const [first, ...rest] = lines;
  const head = headSchema.safeParse(first);
  if (!head.success || rest.length < head.data.began) return { name, file, generation: 0, lines: [], end: 0 };
  return { name, file, generation: head.data.generation, lines: rest, end };
}
