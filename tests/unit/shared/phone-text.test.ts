import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fromPhoneSchema } from '../../../shared/file-transfer/road-message';
import { tidyText } from '../../../shared/names';
import { deviceSchema } from '../../../shared/session/device';
import { eventBodySchema } from '../../../shared/session/session-event';
import { systemInformationReportSchema } from '../../../shared/system-information/report';
import { customerMessageSchema } from '../../../shared/wire/customer-message';
import { troublesomeTexts } from '../../support/wire/tidy-texts';

/** Every schema that reads what a phone sent, or what was written of it. */
const schemas: Readonly<Record<string, z.core.$ZodType>> = {
  message: customerMessageSchema,
  road: fromPhoneSchema,
  event: eventBodySchema,
  device: deviceSchema,
  report: systemInformationReportSchema,
};

/** Texts that are not tidied, each with the reason. */
const untidied: ReadonlyMap<string, string> = new Map([
  ['message.submit-session-key.sessionKey', 'read as nine digits and dropped'],
  ['message.signal.data', 'passed on unread, never kept; the page reads it by a schema of its own'],
  ['message.report-file-change.change.created-folder.path', 'checked as a safe path before it is logged'],
  ['message.report-file-change.change.renamed.path', 'checked as a safe path before it is logged'],
  ['message.report-file-change.change.renamed.name', 'checked as a safe name before it is logged'],
  ['message.report-file-change.change.deleted.paths', 'checked as safe paths before they are logged'],
  ['road.offer-file.name', 'checked as a file name, and shown with what cannot be seen spelled out'],
  [
    'event.file-transfer-offered.spelledAs',
    'the name as it came, shown with what cannot be seen spelled out',
  ],
]);

type Leaf = { readonly path: string; readonly schema: z.core.$ZodType };

/** The texts within a schema, by their path; a closed list of values or a pattern is none. */
function textsOf(schema: z.core.$ZodType, path: string): Leaf[] {
  const { def } = schema._zod as { def: z.core.$ZodTypes['_zod']['def'] };
  const within = (inner: z.core.$ZodType) => textsOf(inner, path);
  switch (def.type) {
    case 'string':
      return (def.checks ?? []).some((check) => check._zod.def.check === 'string_format')
        ? []
        : [{ path, schema }];
    case 'pipe':
      return [{ path, schema }];
    case 'object': {
      const { kind } = def.shape;
      const name = kind instanceof z.ZodLiteral ? `${path}.${String(kind.value)}` : path;
      return Object.entries(def.shape).flatMap(([field, inner]) => textsOf(inner, `${name}.${field}`));
    }
    case 'array':
      return within(def.element);
    case 'union':
      return def.options.flatMap(within);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
    case 'catch':
      return within(def.innerType);
    case 'tuple':
      return def.items.flatMap(within);
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
      return [];
    default:
      throw new Error(`${path}: the walk does not know "${def.type}"`);
  }
}

const leaves = Object.entries(schemas).flatMap(([name, schema]) => textsOf(schema, name));
const tidied = leaves.filter(({ path }) => !untidied.has(path));

test('the walk finds texts everywhere, and each exception is still there', () => {
  const paths = new Set(leaves.map(({ path }) => path));
  for (const path of untidied.keys()) expect(paths).toContain(path);
  for (const path of [
    'message.submit-session-key.name',
    'message.submit-session-key.device.model',
    'message.send-chat-message.text',
    'message.report-system-information.report.sections.items.value',
    'road.folder-listed.entries.name',
    'event.annotation-changed.changes.add.element.text.text',
    'report.sections.items.unit',
    'device.browser',
  ]) {
    expect(paths).toContain(path);
  }
});

describe('every text of a phone is tidy and bounded after its last transform [L4]', () => {
  test.each(tidied.map(({ path, schema }) => [path, schema] as const))('%s', (path, schema) => {
    const longest = longestTaken(schema);
    expect(longest, 'is bounded').toBeLessThanOrEqual(10_000);
    fc.assert(
      fc.property(troublesomeTexts(12), (text) => {
        const read = z.safeParse(schema, text);
        if (!read.success) return;
        const taken = String(read.data);
        // The name of a file stays as its disk spells it, and is told apart by every mark.
        expect(tidyText(taken)).toBe(path.startsWith('road.') ? withoutPiles(taken) : taken);
        expect([...taken].length).toBeLessThanOrEqual(longest);
        expect(z.parse(schema, JSON.parse(JSON.stringify(taken)))).toBe(taken);
      }),
      { numRuns: 60 },
    );
  });
});

function withoutPiles(text: string): string {
  return text.replace(/([\p{Mn}\p{Me}]{3})[\p{Mn}\p{Me}]+/gu, '$1');
}

/** The length of the longest plain text that a schema takes; more than 100,000 where it takes any. */
function longestTaken(schema: z.core.$ZodType): number {
  let [taken, refused] = [0, 100_001];
  while (refused - taken > 1) {
    const length = Math.floor((taken + refused) / 2);
    if (z.safeParse(schema, 'x'.repeat(length)).success) taken = length;
    else refused = length;
  }
  return taken;
}
