import { randomBytes } from 'node:crypto';

/** Returns a new identifier of 128 random bits: 22 URL-safe characters, as good for a secret as for a name. */
export function newIdentifier(): string {
  return randomBytes(16).toString('base64url');
}
