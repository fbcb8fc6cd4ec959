import { z } from 'zod';
import { limits } from '../limits';
import { lineSchema } from '../names';
import { utf8Length } from '../read-text';

const text = lineSchema(limits.systemInformationCharacters);
const heading = text.pipe(z.string().min(1));
/** Names a section or an item from report to report, so that two reports can be compared; never shown. */
const itemId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

/** How a value came to be known: told by the device, concluded from something else, or not at all. */
const informationSourceSchema = z.enum(['measured', 'inferred', 'not-available']);

const itemSchema = z
  .object({
    id: itemId,
    label: heading,
    /** Null exactly where the device does not tell. */
    value: z.union([text, z.number(), z.boolean(), z.null()]),
    /** Of a number, e.g. `GB`, `%`, `px`. */
    unit: lineSchema(20).optional(),
    source: informationSourceSchema,
  })
  .refine(({ value, source }) => (value === null) === (source === 'not-available'), {
    message: 'is null exactly where it is not available',
    path: ['value'],
  });
/** One thing the phone tells of itself. */
export type InformationItem = z.infer<typeof itemSchema>;

const sectionSchema = z
  .object({ id: itemId, title: heading, items: z.array(itemSchema).max(limits.systemInformationItems) })
  .refine(({ items }) => hasNoTwins(items), { message: 'has two items of one id', path: ['items'] });
/** A group of items; a console shows also those it does not know, as they are. */
export type InformationSection = z.infer<typeof sectionSchema>;

/** Everything a phone told of itself at one moment. */
export const systemInformationReportSchema = z
  .object({
    /** By the phone's clock, in milliseconds since the Unix epoch. */
    capturedAt: z.number().int().nonnegative(),
    sections: z.array(sectionSchema).max(limits.systemInformationSections),
  })
  .refine(({ sections }) => hasNoTwins(sections), {
    message: 'has two sections of one id',
    path: ['sections'],
  })
  .refine((report) => utf8Length(JSON.stringify(report)) <= limits.systemInformationBytes, {
    message: `takes more than ${limits.systemInformationBytes} bytes`,
  });
export type SystemInformationReport = z.infer<typeof systemInformationReportSchema>;

function hasNoTwins(named: readonly { readonly id: string }[]): boolean {
  return new Set(named.map(({ id }) => id)).size === named.length;
}
