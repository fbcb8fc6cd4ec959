import { z } from 'zod';
import type { HistoryRow } from '../../shared/ipc/history-requests';
import { parseJson } from '../../shared/read-text';
import { deviceSchema } from '../../shared/session/device';
import { endReasonSchema, outcomeSchema } from '../../shared/session/session-event';

/** The columns of the table `session` that the history lists. */
export const summaryColumns = `session_id, phase, joined_at, ended_at, customer_name, description, device, reference,
  representative, started_at, ending, outcome, messages`;

/** Reads what the history lists of one session from its row. */
export const summaryRowSchema = z
  .object({
    session_id: z.string(),
    phase: z.enum(['waiting', 'active', 'ended', 'turned-away', 'unreadable']),
    joined_at: z.number(),
    ended_at: z.number().nullable(),
    customer_name: z.string(),
    description: z.string(),
    device: z.string().transform(parseJson).pipe(deviceSchema),
    reference: z.string(),
    representative: z.string().nullable(),
    started_at: z.number().nullable(),
    ending: z.union([endReasonSchema, z.literal('declined')]).nullable(),
    outcome: outcomeSchema.nullable(),
    messages: z.number(),
  })
  .transform(
    (row): Omit<HistoryRow, 'match'> => ({
      sessionId: row.session_id,
      customerName: row.customer_name,
      description: row.description,
      reference: row.reference,
      device: row.device,
      representative: row.representative,
      joinedAt: row.joined_at,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      phase: row.phase,
      ending: row.ending,
      outcome: row.outcome,
      messages: row.messages,
    }),
  );

/** What is listed of a session whose row cannot be read, as far as it can: its identifier, its name and its times. */
const damagedRowSchema = z
  .object({
    session_id: z.string(),
    customer_name: z.string().catch(''),
    joined_at: z.number().catch(0),
    ended_at: z.number().nullable().catch(null),
  })
  .transform(
    (row): Omit<HistoryRow, 'match'> => ({
      sessionId: row.session_id,
      customerName: row.customer_name,
      description: '',
      reference: '',
      device: { model: '', operatingSystem: '', browser: '', language: '' },
      representative: null,
      joinedAt: row.joined_at,
      startedAt: null,
      endedAt: row.ended_at,
      phase: 'unreadable',
      ending: null,
      outcome: null,
      messages: 0,
    }),
  );

/** Reads one row of the history; one that is damaged is listed as `unreadable`. Undefined where not even its identifier can be read. */
export function summaryOfRow(row: unknown): Omit<HistoryRow, 'match'> | undefined {
  const read = summaryRowSchema.safeParse(row);
  if (read.success) return read.data;
  const damaged = damagedRowSchema.safeParse(row);
  return damaged.success ? damaged.data : undefined;
}

/** Reads the rows that can be read and leaves out the others. */
export function readableRows<Row>(schema: z.ZodType<Row>, rows: readonly unknown[]): Row[] {
  return rows.flatMap((row) => {
    const read = schema.safeParse(row);
    return read.success ? [read.data] : [];
  });
}
