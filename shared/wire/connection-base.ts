import type { Connection } from './connection';

/** What every `Connection` needs: listeners, messages kept for the first of them, closing once. */
export abstract class ConnectionBase implements Connection {
  readonly #receivers = new Set<(text: string) => void>();
  readonly #closers = new Set<(reason: string) => void>();
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
    this.#receivers.add(listener);
    const early = this.#early;
    this.#early = [];
    for (const text of early) listener(text);
    return () => this.#receivers.delete(listener);
  }

  onClose(listener: (reason: string) => void): () => void {
    if (this.#closeReason !== undefined) {
      listener(this.#closeReason);
      return () => undefined;
    }
    this.#closers.add(listener);
    return () => this.#closers.delete(listener);
  }

  close(reason: string): void {
    if (!this.isOpen) return;
    this.closed(reason);
    this.closeCarrier(reason);
  }

  /** Hands one message from the carrier to the listeners. */
  protected received(text: string): void {
    if (!this.isOpen) return;
    if (this.#receivers.size === 0) this.#early.push(text);
    else for (const listener of [...this.#receivers]) listener(text);
  }

  /** Notes that the carrier closed, and tells the listeners, once. */
  protected closed(reason: string): void {
    if (!this.isOpen) return;
    this.#closeReason = reason;
    const closers = [...this.#closers];
    this.#closers.clear();
    this.#receivers.clear();
    this.#early = [];
    for (const listener of closers) listener(reason);
  }
}
