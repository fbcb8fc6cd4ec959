import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { transcriptWords } from '../../../../main/history/transcript/words';
import { eventWords } from '../../../../renderer/chat/event-words';
import {
  transferFailureSchema,
  transferRefusalSchema,
} from '../../../../shared/file-transfer/transfer-outcome';
import { eventBodySchema, type SessionEvent } from '../../../../shared/session/session-event';
import { isWorded, tell } from '../../../../shared/session/told/tell';
import { eventKinds, eventOf, ingredients, noSession } from '../../../support/wire/session-events';

/** Every value of a closed list that an entry may hold and that reads as no word of its own. */
const rawValues = new Set(
  eventBodySchema.options.flatMap((option) => valuesWithin(option)).filter((value) => /-/.test(value)),
);

function valuesWithin(schema: z.core.$ZodType): string[] {
  const { def } = schema._zod as { def: z.core.$ZodTypes['_zod']['def'] };
  switch (def.type) {
    case 'enum':
      return Object.values(def.entries).map(String);
    case 'literal':
      return def.values.map(String);
    case 'object':
      return Object.values(def.shape).flatMap(valuesWithin);
    case 'union':
      return def.options.flatMap(valuesWithin);
    case 'array':
      return valuesWithin(def.element);
    case 'optional':
    case 'nullable':
    case 'default':
      return valuesWithin(def.innerType);
    default:
      return [];
  }
}

/** Every kind of entry, with whatever it may hold. */
const events: fc.Arbitrary<SessionEvent> = fc
  .tuple(
    fc.constantFrom(...eventKinds),
    ingredients,
    fc.constantFrom(...transferFailureSchema.options),
    fc.constantFrom(...transferRefusalSchema.options),
  )
  .map(([kind, from, failure, reason]) => {
    const event = eventOf(kind, noSession, { ...from, text: from.text.replace(/-/g, ' ') });
    if (event.kind === 'file-transfer-failed') return { ...event, failure };
    if (event.kind === 'file-transfer-refused') return { ...event, reason };
    return event;
  });

test('no sentence of any entry holds a value as the wire spells it', () => {
  for (const value of ['permission-denied', 'name-taken', 'digest-mismatch'])
    expect(rawValues).toContain(value);
  const kinds = new Set<string>();
  fc.assert(
    fc.property(events, (event) => {
      if (!isWorded(event)) return;
      kinds.add(event.kind);
      const { text } = tell(event, { representative: 'Dana', customer: 'Maja' });
      for (const value of rawValues) expect(text).not.toContain(value);
      expect(text).not.toMatch(/\b(undefined|null|NaN|\[object)/);
      expect(text).toMatch(/^[\p{Lu}\p{Ll}\d]/u);
      expect(text.endsWith('.')).toBe(false);
    }),
    { numRuns: 1_500 },
  );
  expect(kinds.size).toBe(eventKinds.length - 3);
});

test('console and transcript say the same but for the names', () => {
  fc.assert(
    fc.property(events, (event) => {
      if (!isWorded(event)) return;
      const { text, detail } = eventWords(event, 'Maja');
      const shown = detail === '' ? text : `${text} (${detail})`;
      expect(transcriptWords(event, { representative: 'You', customer: 'Maja' })).toBe(shown);
      expect(transcriptWords(event, { representative: 'Dana', customer: 'Maja' })).toBe(
        shown.replace(/^You /, 'Dana '),
      );
    }),
    { numRuns: 500 },
  );
});
