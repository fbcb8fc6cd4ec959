/** How a phone reached the site. */
export type Transport = 'websocket' | 'event-stream';

/** A phone's connection as the representative it belongs to sees it. */
export interface AttachedPhone {
  readonly connectionId: string;
  /** Passes `text` on to the phone as it is. */
  relay(text: string): void;
  /** Takes the connection back from the representative; it stays open. */
  detach(): void;
  /** Asks the phone for a sign of life; its representative hears of the answer. */
  probe(): void;
  disconnect(reason: ClosingReason): void;
}

/** Why a connection ended, as both ends are told. */
export type ClosingReason =
  | 'silent'
  | 'too-many-messages'
  | 'too-slow'
  | 'site-full'
  | 'not-joined'
  | 'site-closing'
  | 'disconnected-by-representative'
  | 'representative-left';
