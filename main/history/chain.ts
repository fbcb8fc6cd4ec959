import { createHash } from 'node:crypto';

/** A value of JSON, its objects' keys in order and without white space: the same text for the same value, always. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** What the first entry of a session's log is chained to, so that no entry fits another session. */
export function chainStart(sessionId: string): string {
  return sha256(`sightline-log-1 ${sessionId}`);
}

/** The hash of an entry that follows the one of `previousHash`: it holds all entries so far, this one among them. */
export function chainHash(previousHash: string, entry: object): string {
  return sha256(`${previousHash}\n${canonicalJson(entry)}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
