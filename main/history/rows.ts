import { z } from 'zod';
import { parseJson } from '../../shared/read-text';
import { type SessionEvent, sessionEventSchema } from '../../shared/session/session-event';

/** One row of the table `event`. */
export const eventRowSchema = z.object({
  seq: z.number(),
  at: z.number(),
  author: z.string(),
  command_id: z.string(),
  body: z.string(),
  hash: z.string(),
});
export type EventRow = z.infer<typeof eventRowSchema>;

/** An entry exactly as it was written, whatever this version of Sightline makes of it: what the chain of hashes is over. */
export type RawEntry = Readonly<Record<string, unknown>>;

/** Reads an entry from its row. @throws when the body is not a JSON object. */
export function entryOfRow({ seq, at, author, command_id, body }: EventRow): RawEntry {
  const written = z.record(z.string(), z.unknown()).parse(parseJson(body));
  return { ...written, seq, at, by: author, commandId: command_id };
}

/** Reads an event from an entry. @throws when this version does not know it. */
export function eventOfEntry(entry: RawEntry): SessionEvent {
  return sessionEventSchema.parse(entry);
}

/** Reads an event from its row. @throws when this version does not know it. */
export function eventOfRow(row: unknown): SessionEvent {
  return eventOfEntry(entryOfRow(eventRowSchema.parse(row)));
}
