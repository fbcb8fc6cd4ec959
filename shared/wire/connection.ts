/** A two-way, ordered stream of text messages, whatever carries it. */
export interface Connection {
  /** Queues one message; false (and nothing sent) once the connection is closed. */
  send(text: string): boolean;
  /** Calls `listener` with each message; messages that came before the first listener are kept for it. Returns its unsubscribe. */
  onReceive(listener: (text: string) => void): () => void;
  /** Calls `listener` once when the connection is closed by either end; at once if it is closed already. Returns its unsubscribe. */
  onClose(listener: (reason: string) => void): () => void;
  /** Bytes queued here and not yet taken by what carries the connection. */
  readonly bufferedBytes: number;
  readonly isOpen: boolean;
  /** Closes both ends; messages sent before still arrive where the carrier can manage it. */
  close(reason: string): void;
}
