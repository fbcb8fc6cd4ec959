import { Listeners } from '../listeners';
import type { Connection } from './connection';

/** What every `Connection` needs: listeners, messages kept for the first of them, closing once. */
export abstract class ConnectionBase implements Connection {
  readonly #receivers = new Listeners<[text: string]>();
  readonly #closers = new Listeners<[reason: string]>();
  #early: string[] = [];
  #closeReason: string | undefined;

  abstract send(text: string): boolean;
  abstract readonly bufferedBytes: number;
  /** Tells the carrier to close; called once. */
  protected abstract closeCarrier(reason: string): void;

  get isOpen(): boolean {
    return this.#closeReason === undefined;
  }

  onReceive(listener: (text: string) => void): () => void {
    const remove = this.#receivers.add(listener);
    const early = this.#early;
    this.#early = [];
    for (const text of early) listener(text);
    return remove;
  }

  onClose(listener: (reason: string) => void): () => void {
    if (this.#closeReason !== undefined) {
      listener(this.#closeReason);
      return () => undefined;
    }
    return this.#closers.add(listener);
  }

  close(reason: string): void {
    if (!this.isOpen) return;
    this.closed(reason);
    this.closeCarrier(reason);
  }

  /** Hands one message from the carrier to the listeners. */
  protected received(text: string): void {
    if (!this.isOpen) return;
    if (this.#receivers.isEmpty) this.#early.push(text);
    else this.#receivers.tell(text);
  }

  /** Notes that the carrier closed, and tells the listeners, once. */
  protected closed(reason: string): void {
    if (!this.isOpen) return;
    this.#closeReason = reason;
    this.#receivers.clear();
    this.#early = [];
    this.#closers.tell(reason);
    this.#closers.clear();
  }
}
