import { Listeners } from '../../shared/listeners';
import type { VideoReceiver } from './video-receiver';
import { readVideoStatistics, type StatisticsReading, type VideoStatistics } from './video-statistics';

/** What the status line shows: the latest reading, and those before it for curves. */
export interface WatchedStatistics {
  readonly peerId: string;
  readonly latest: VideoStatistics;
  /** The latest readings, oldest first, the latest among them. */
  readonly history: readonly VideoStatistics[];
}

/** Readings kept for curves: a minute. */
export const readingsKept = 60;

/** How often statistics are read while somebody looks, in milliseconds. */
export const statisticsIntervalMs = 1000;

type Receiver = Pick<VideoReceiver, 'statistics' | 'reception'>;

/** Reads one receiver's statistics once a second, only while somebody watches. */
export class StatisticsWatch {
  readonly #receiver: Receiver;
  readonly #listeners = new Listeners<[]>();
  #watchers = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isReading = false;
  #reading: StatisticsReading | undefined;
  #watched: WatchedStatistics | null = null;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  /** The latest statistics, or null where no video comes in; the same object until the next reading. */
  readonly watched = (): WatchedStatistics | null => this.#watched;

  /** Reads statistics and calls `listener` after each reading. Returns its unsubscribe. */
  readonly watch = (listener: () => void): (() => void) => {
    this.#watchers += 1;
    const stopListening = this.listen(listener);
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => void this.#read(), statisticsIntervalMs);
      void this.#read();
    }
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      stopListening();
      this.#watchers -= 1;
      if (this.#watchers > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  /** Calls `listener` after each reading that others watch for. Returns its unsubscribe. */
  readonly listen = (listener: () => void): (() => void) => {
    const own = () => listener();
    return this.#listeners.add(own);
  };

  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    const peerId = this.#peerId();
    const reports = await this.#receiver.statistics().catch(() => []);
    this.#isReading = false;
    if (peerId !== this.#peerId()) return;
    this.#take(peerId, reports);
  }

  #peerId(): string {
    const reception = this.#receiver.reception();
    return reception.kind === 'connecting' || reception.kind === 'connected' ? reception.peerId : '';
  }

  #take(peerId: string, reports: readonly unknown[]): void {
    const before = this.#watched?.peerId === peerId ? this.#watched : null;
    const reading =
      peerId === '' ? undefined : readVideoStatistics(reports, before === null ? undefined : this.#reading);
    if (reading === undefined && this.#watched === null) return;
    this.#reading = reading;
    this.#watched =
      reading === undefined
        ? null
        : {
            peerId,
            latest: reading.statistics,
            history: [...(before?.history ?? []), reading.statistics].slice(-readingsKept),
          };
    this.#listeners.tell();
  }
}
