import type { IncomingMessage } from 'node:http';
import type { Clock } from '../shared/clock';

export type RequestBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  /** The sender went away, or took longer than it may. */
  | { readonly kind: 'gone' };

/** Reads a body of UTF-8 of at most `maxBytes`, within `deadlineMs`; a larger one is read no further than that. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  clock: Clock,
  deadlineMs: number,
): Promise<RequestBody> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const cancel = clock.setTimer(() => request.destroy(), deadlineMs);
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(piece)) return { kind: 'gone' };
      bytes += piece.length;
      if (bytes > maxBytes) return { kind: 'too-large' };
      pieces.push(piece);
    }
  } catch {
    return { kind: 'gone' };
  } finally {
    cancel();
  }
  return request.complete ? { kind: 'text', text: Buffer.concat(pieces).toString('utf8') } : { kind: 'gone' };
}
