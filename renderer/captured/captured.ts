import type { Blob as KeptBlob } from '../../shared/blob';
import type { SessionEvent } from '../../shared/session/session-event';
import { type LogPages, logAt } from '../store/log-pages';

/** One picture or recording kept with a session. */
export interface CapturedItem {
  readonly seq: number;
  readonly at: number;
  readonly what: 'Snapshot' | 'Photo' | 'Screenshot' | 'Still' | 'Annotated still' | 'Recording';
  readonly blob: KeptBlob;
  /** The file's name where the customer gave one, else empty. */
  readonly name: string;
  /** In picture dots; null for a recording. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Of a recording, in milliseconds. */
  readonly durationMs: number | null;
}

/** What an event kept, or undefined where it kept nothing. */
export function capturedBy(event: SessionEvent): CapturedItem | undefined {
  const { seq, at } = event;
  switch (event.kind) {
    case 'snapshot-saved':
    case 'still-sent':
    case 'annotation-saved':
    case 'photo-shown': {
      const { blob, width, height } = event;
      const base = { seq, at, blob, size: { width, height }, durationMs: null };
      if (event.kind === 'snapshot-saved') return { ...base, what: 'Snapshot', name: '' };
      if (event.kind === 'annotation-saved') return { ...base, what: 'Annotated still', name: '' };
      if (event.kind === 'still-sent') return { ...base, what: 'Still', name: '' };
      return { ...base, what: event.origin === 'screenshot' ? 'Screenshot' : 'Photo', name: event.name };
    }
    case 'recording-stopped':
      return event.blob === null
        ? undefined
        : {
            seq,
            at,
            blob: event.blob,
            what: 'Recording',
            name: '',
            size: null,
            durationMs: event.durationMs,
          };
    default:
      return undefined;
  }
}

/** What a session's log kept, newest first; it looks at each entry once. */
export class CapturedIndex {
  #scanned = 0;
  #items: readonly CapturedItem[] = [];

  /** The items, newest first; the same array while nothing is added. */
  items(log: LogPages): readonly CapturedItem[] {
    const found: CapturedItem[] = [];
    for (; this.#scanned < log.length; this.#scanned += 1) {
      const event = logAt(log, this.#scanned);
      if (event === undefined) break;
      const item = capturedBy(event);
      if (item !== undefined) found.unshift(item);
    }
    if (found.length > 0) this.#items = [...found, ...this.#items];
    return this.#items;
  }
}
