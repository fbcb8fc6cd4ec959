import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  browseAnswerSchemas,
  browseNewsSchemas,
  browseRefusalSchema,
  browseRequestSchemas,
} from '../../shared/file-transfer/browse';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import { filePolicySchema } from '../../shared/file-transfer/file-transfer-event';
import { eitherSchemas, receiverSchemas, senderSchemas } from '../../shared/file-transfer/messages';
import {
  fromConsoleSchema,
  fromPhoneSchema,
  roadGrantMs,
  roadPingMs,
  roadSilenceMs,
} from '../../shared/file-transfer/road-message';
import { transferFailureSchema, transferRefusalSchema } from '../../shared/file-transfer/transfer-outcome';
import { codesIn, protocolText, rules, tableRows } from '../support/wire/protocol-document';

type Shape = { readonly shape: Readonly<Record<string, z.ZodType>> & { readonly kind: z.ZodLiteral } };

function fieldsOf(schemas: readonly Shape[]): Record<string, string[]> {
  return Object.fromEntries(
    schemas.map(({ shape }) => [
      String(shape.kind.value),
      Object.entries(shape)
        .filter(([name]) => name !== 'kind')
        .map(([name, schema]) => (schema instanceof z.ZodOptional ? `${name}?` : name))
        .sort(),
    ]),
  );
}

function documented(heading: string): Record<string, string[]> {
  return Object.fromEntries(
    tableRows(heading).map(([kind, fields]) => [
      codesIn(kind).join(),
      [...(fields ?? '').matchAll(/`(\w+)`(\?)?/g)].map(([, name, may]) => `${name}${may ?? ''}`).sort(),
    ]),
  );
}

test('every message of the file road is in the document with its fields, and no other', () => {
  const either = fieldsOf([...senderSchemas, ...receiverSchemas, ...eitherSchemas]);
  expect(documented('either end sends on the road')).toEqual(either);
  const ping = z.object({ kind: z.literal('ping') });
  const pong = z.object({ kind: z.literal('pong') });
  const asked = fieldsOf([...browseRequestSchemas, ping]);
  const told = fieldsOf([...browseAnswerSchemas, ...browseNewsSchemas, pong]);
  expect(documented('the console sends on the road')).toEqual(asked);
  expect(documented('the phone sends on the road')).toEqual(told);
  const kinds = (schema: typeof fromConsoleSchema | typeof fromPhoneSchema) =>
    schema.options.map((option) => String(option.shape.kind.value)).sort();
  expect(kinds(fromConsoleSchema)).toEqual([...Object.keys(either), ...Object.keys(asked)].sort());
  expect(kinds(fromPhoneSchema)).toEqual([...Object.keys(either), ...Object.keys(told)].sort());
});

test('every limit of files is in the document with its value, and no other', () => {
  const rows = tableRows('file limit').map(([name, value]) => [
    codesIn(name).join(),
    Number(value?.replaceAll(',', '')),
  ]);
  expect(Object.fromEntries(rows)).toEqual(fileLimits);
  expect(rules.get('F4')).toContain(`(${roadGrantMs / 1000} s)`);
  expect(rules.get('F7')).toContain(`every ${roadPingMs / 1000} s`);
  expect(rules.get('F7')).toContain(`for ${roadSilenceMs / 1000} s`);
});

test.each([
  ['policy', filePolicySchema.options],
  ['reason of a refused request', browseRefusalSchema.options],
  ['reason of a refused file', transferRefusalSchema.options],
  ['failure', transferFailureSchema.options],
])('every %s is named', (_name, values: readonly string[]) => {
  // The ticks around an example in lines of its own would be taken for those of a word.
  const named = codesIn(protocolText.replace(/^```[\s\S]*?^```$/gm, ''));
  for (const value of values) expect(named).toContain(value);
});
