import { createHash, timingSafeEqual } from 'node:crypto';

/** Returns what is kept of a token: its SHA-256, so that the database alone lets nobody in. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Returns whether `token` is the one `hash` was made of, in constant time. */
export function tokenMatches(token: string, hash: string | null): boolean {
  if (hash === null) return false;
  return timingSafeEqual(Buffer.from(hashToken(token), 'hex'), Buffer.from(hash, 'hex'));
}
