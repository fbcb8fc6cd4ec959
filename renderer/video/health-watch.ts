import { Listeners } from '../../shared/listeners';
import { StallDetector } from './stall-detector';
import type { VideoReceiver } from './video-receiver';
import { framesDecoded } from './video-statistics';

/** Whether pictures come in: `stalledSince` is when the last one came, null while all is well. */
export interface Health {
  readonly stalledSince: number | null;
}

/** After the sender's count, this side's is looked up at these times, in milliseconds. */
const lookUpsMs = [400, 800] as const;

/** How often this side's count is looked up whether or not anything was heard, in milliseconds. */
const everyMs = 500;

const healthy: Health = { stalledSince: null };

type Receiver = Pick<VideoReceiver, 'statistics' | 'reception' | 'onFramesSent' | 'subscribe'> & {
  readonly readClock: () => number;
};

/** Watches for a stalled picture, only while somebody looks. */
export class HealthWatch {
  readonly #receiver: Receiver;
  readonly #listeners = new Listeners<[]>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #stopListening: (() => void) | undefined;
  #ticks: ReturnType<typeof setInterval> | undefined;
  #detector: StallDetector | undefined;
  #peerId = '';
  #health: Health = healthy;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  /** The health now; the same object until it changes. */
  readonly health = (): Health => this.#health;

  /** Watches and calls `listener` when the health changes. Returns its unsubscribe. */
  readonly watch = (listener: () => void): (() => void) => {
    const own = () => listener();
    const remove = this.#listeners.add(own);
    if (this.#stopListening === undefined) {
      const stopFrames = this.#receiver.onFramesSent((sent) => void this.#heard(sent));
      const stopReception = this.#receiver.subscribe(() => {
        if (this.#currentPeerId() !== this.#peerId) this.#forget();
      });
      this.#stopListening = () => {
        stopFrames();
        stopReception();
      };
    }
    return () => {
      remove();
      if (!this.#listeners.isEmpty) return;
      this.#stopListening?.();
      this.#stopListening = undefined;
      this.#forget();
    };
  };

  #currentPeerId(): string {
    const reception = this.#receiver.reception();
    return reception.kind === 'connecting' || reception.kind === 'connected' ? reception.peerId : '';
  }

  async #heard(sent: number): Promise<void> {
    const peerId = this.#currentPeerId();
    if (peerId === '') return;
    if (peerId !== this.#peerId || this.#detector === undefined) {
      this.#forget();
      this.#peerId = peerId;
      this.#detector = new StallDetector(this.#receiver.readClock());
    }
    const detector = this.#detector;
    this.#ticks ??= setInterval(() => {
      if (this.#detector !== undefined) void this.#lookUp(this.#detector);
    }, everyMs);
    const decoded = await this.#decoded();
    if (detector !== this.#detector) return;
    detector.sent(sent, decoded, this.#receiver.readClock());
    this.#tell();
    for (const after of lookUpsMs) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.#lookUp(detector);
      }, after);
      this.#timers.add(timer);
    }
  }

  async #lookUp(detector: StallDetector): Promise<void> {
    const decoded = await this.#decoded();
    if (detector !== this.#detector) return;
    detector.decoded(decoded, this.#receiver.readClock());
    this.#tell();
  }

  async #decoded(): Promise<number> {
    return framesDecoded(await this.#receiver.statistics().catch(() => []));
  }

  #forget(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    clearInterval(this.#ticks);
    this.#ticks = undefined;
    this.#detector = undefined;
    this.#peerId = '';
    this.#tell();
  }

  #tell(): void {
    const stalledSince = this.#detector?.since ?? null;
    if (stalledSince === this.#health.stalledSince) return;
    this.#health = stalledSince === null ? healthy : { stalledSince };
    this.#listeners.tell();
  }
}
