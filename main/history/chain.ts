import { createHash } from 'node:crypto';

/** Returns a JSON value as text with sorted keys and no white space: equal values always give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** Returns what a session's first entry is chained to, so that no entry fits another session. */
export function chainStart(sessionId: string): string {
  return sha256(`sightline-log-1 ${sessionId}`);
}

/** Returns the hash of an entry that follows the one of `previousHash`; it covers every entry up to this one. */
export function chainHash(previousHash: string, entry: object): string {
  return sha256(`${previousHash}\n${canonicalJson(entry)}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
