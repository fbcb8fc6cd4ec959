import type { Clock } from '../../shared/clock';
import type { LogLevel } from './file-log';

/** Where the lines go. */
export interface SecurityLogFile {
  write(level: LogLevel, message: string, details: Readonly<Record<string, string | number>>): void;
}

/** How long repeated events are counted before they are written as one line, in milliseconds. */
export const countedForMs = 60_000;
/** Addresses told apart within one count. */
const addressesCounted = 1_000;

interface Count {
  times: number;
  readonly addresses: Set<string>;
  cancel: () => void;
}

/**
 * What may be an attack, and what a representative changed or took out, in files of its own that no flood can push it out of:
 * the first event of a kind is written at once, those that follow within a minute are counted and written as one line.
 */
export class SecurityLog {
  readonly #file: SecurityLogFile;
  readonly #clock: Clock;
  readonly #counts = new Map<string, Count>();

  constructor(file: SecurityLogFile, clock: Clock) {
    this.#file = file;
    this.#clock = clock;
  }

  /** Takes down one event; `address` is where it came from, `here` for this computer's own. */
  note(event: string, address = 'here'): void {
    const count = this.#counts.get(event);
    if (count !== undefined) {
      count.times += 1;
      if (count.addresses.size < addressesCounted) count.addresses.add(address);
      return;
    }
    this.#file.write('info', event, { from: address });
    const cancel = this.#clock.setTimer(() => this.#writeCount(event), countedForMs);
    this.#counts.set(event, { times: 0, addresses: new Set(), cancel });
  }

  /** Writes what is still being counted. */
  close(): void {
    for (const event of [...this.#counts.keys()]) this.#writeCount(event);
  }

  #writeCount(event: string): void {
    const count = this.#counts.get(event);
    this.#counts.delete(event);
    count?.cancel();
    if (count === undefined || count.times === 0) return;
    const { times, addresses } = count;
    const from = addresses.size === 1 ? [...addresses].join() : `${addresses.size} addresses`;
    this.#file.write('warning', event, { more: times, from });
  }
}
