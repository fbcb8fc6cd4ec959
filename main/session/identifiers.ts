import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new identifier of 128 random bits, 22 URL-safe characters. */
export function newIdentifier(): string {
  return randomBytes(16).toString('base64url');
}

/** What is kept of a resume token: its SHA-256, so that the database alone lets nobody in. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether `token` is the one `hash` was made of, in constant time. */
export function tokenMatches(token: string, hash: string | null): boolean {
  if (hash === null) return false;
  return timingSafeEqual(Buffer.from(hashToken(token), 'hex'), Buffer.from(hash, 'hex'));
}
