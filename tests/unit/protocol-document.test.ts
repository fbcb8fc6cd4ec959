import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectsWithinMs } from '../../main/session/broadcasts';
import { ticketLifetimeMs, ticketsAtOnce } from '../../main/session/upload-tickets';
import { blobTypeSchema, pictureTypeSchema } from '../../shared/blob';
import { limits, pingIntervalMs, silenceLimitMs, unjoinedMs } from '../../shared/limits';
import { qualityLevels, qualitySchema } from '../../shared/quality';
import {
  customerEventSchema,
  endReasonSchema,
  eventEnvelopeSchema,
  facingSchema,
  pictureOriginSchema,
  sourceFailureSchema,
  sourceMethodSchema,
  sourceSchema,
  tabSchema,
} from '../../shared/session/session-event';
import { dammCheckDigit } from '../../shared/session-key/session-key';
import { iceServerSchema } from '../../shared/settings/settings';
import { customerCommandSchema, customerMessageSchema } from '../../shared/wire/customer-message';
import { decodeSiteMessage } from '../../shared/wire/decode';
import { refusalCodes } from '../../shared/wire/refusal';
import { availabilitySchema, siteMessageSchema } from '../../shared/wire/site-message';
import { wireVersion } from '../../shared/wire/version';
import { keepAliveMs, postsAhead } from '../../site/event-stream-connection';
import { postBytes } from '../../site/event-streams';
import { uploadIdleMs } from '../../site/exchange';
import { laneIntervalMs, laneWaitMs } from '../../site/guess-lane';
import { freeGuesses, siteGuesses } from '../../site/guess-throttle';
import { webSocketMessageBytes } from '../../site/websockets';
import { whipAnswerMs } from '../../site/whip-endpoints';
import { decodeCustomerMessage } from '../support/wire/customer-messages';
import { codesIn, exampleLines, protocolText, rules, tableRows } from '../support/wire/protocol-document';

/** Kind and fields of each variant, a field that may be left out marked with "?". */
type Kinds = ReadonlyMap<string, readonly string[]>;

interface Variant {
  readonly shape: Readonly<Record<string, z.ZodType>> & { readonly kind: z.ZodLiteral };
}

function kindsOf(options: readonly Variant[]): Kinds {
  return new Map(
    options.map(({ shape }) => {
      const fields = Object.entries(shape).filter(([name]) => name !== 'kind');
      return [
        String(shape.kind.value),
        fields.map(([name, schema]) => (schema instanceof z.ZodOptional ? `${name}?` : name)).sort(),
      ];
    }),
  );
}

function documentedKinds(heading: string): Kinds {
  return new Map(
    tableRows(heading).map(([kind, fields]) => [
      codesIn(kind).join(),
      [...(fields ?? '').matchAll(/`(\w+)`(\?)?/g)].map(([, name, may]) => `${name}${may ?? ''}`).sort(),
    ]),
  );
}

const commands = kindsOf(customerCommandSchema.options);
const customerMessages = kindsOf(customerMessageSchema.options);

test('every message of the phone is in the document with its fields, and no other', () => {
  const documented = new Map([...documentedKinds('the phone sends'), ...documentedKinds('command')]);
  expect(documented).toEqual(customerMessages);
  expect([...documentedKinds('command').keys()]).toEqual([...commands.keys()]);
});

test('every message of the site is in the document with its fields, and no other', () => {
  expect(documentedKinds('the site sends')).toEqual(kindsOf(siteMessageSchema.options));
});

test('every entry of the log is in the document with its fields, and no other but the private ones', () => {
  const entries = new Map(kindsOf(customerEventSchema.def.right.options));
  // Never leaves the console: the phone gets `event-withheld` in its place.
  for (const kind of ['reference-set', 'notes-written', 'outcome-set']) {
    expect(entries.delete(kind)).toBe(true);
  }
  expect(documentedKinds('entry')).toEqual(entries);
});

test('the fields all entries have, and those within a field, are named', () => {
  const named = new Set(codesIn(protocolText));
  const nested = [...customerEventSchema.def.right.options, ...customerMessageSchema.options].flatMap(
    ({ shape }) => Object.values<z.ZodType>(shape).flatMap(namesWithin),
  );
  for (const name of ['operatingSystem', 'torch', 'hash', 'max']) expect(nested).toContain(name);
  nested.push(...Object.keys(iceServerSchema.shape));
  for (const name of [...Object.keys(eventEnvelopeSchema.shape), ...nested]) expect(named).toContain(name);
});

/** The names of the fields within a field, however deep. */
function namesWithin(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
    return [...Object.keys(shape), ...Object.values(shape).flatMap(namesWithin)];
  }
  const inner =
    schema instanceof z.ZodDefault || schema instanceof z.ZodNullable ? schema.unwrap() : undefined;
  return inner instanceof z.ZodType ? namesWithin(inner) : [];
}

test('each entry a command makes is one of the log', () => {
  const entries = documentedKinds('entry');
  for (const [command, , , made] of tableRows('command')) {
    expect(codesIn(made).length, command).toBeGreaterThan(0);
    for (const entry of codesIn(made)) expect(entries.has(entry), `${command}: ${entry}`).toBe(true);
  }
});

test('every refusal code is in the document, and no other', () => {
  const documented = tableRows('code').map(([code]) => codesIn(code).join());
  expect(documented).toEqual([...refusalCodes]);
});

test.each([
  ['source', sourceSchema.options],
  ['facing', facingSchema.options],
  ['method', sourceMethodSchema.options],
  ['quality', qualitySchema.options],
  ['origin', pictureOriginSchema.options],
  ['type of picture', pictureTypeSchema.options],
  ['type of blob', blobTypeSchema.options],
  ['tab', tabSchema.options],
  ['failure', sourceFailureSchema.options],
  ['end reason', endReasonSchema.options],
  ['availability', availabilitySchema.options],
])('every %s is named', (_name, values: readonly string[]) => {
  const named = codesIn(protocolText);
  for (const value of values) expect(named).toContain(value);
});

test('every limit is in the document with its value, and no other', () => {
  const inCode: Record<string, number> = {
    ...limits,
    pingIntervalMs,
    silenceLimitMs,
    unjoinedMs,
    postBytes,
    postsAhead,
    keepAliveMs,
    webSocketMessageBytes,
    freeGuesses,
    siteGuesses,
    laneIntervalMs,
    laneWaitMs,
    ticketLifetimeMs,
    ticketsAtOnce,
    uploadIdleMs,
    whipAnswerMs,
    connectsWithinMs,
  };
  // What a representative notes or records, and how many keys they may have open, never concerns a phone.
  const notOfPhones = [
    'referenceCharacters',
    'noteCharacters',
    'notesCharacters',
    'openSessionKeys',
    'recordingPieceBytes',
  ];
  for (const name of notOfPhones) delete inCode[name];
  const documented = tableRows('limit').map(([name, value]) => [
    codesIn(name).join(),
    Number(value?.replaceAll(',', '')),
  ]);
  expect(Object.fromEntries(documented)).toEqual(inCode);
});

test('every level of quality is in the document as it is made, and no other', () => {
  const documented = tableRows('level').map(([level, colour, scale, framesPerSecond, bits, keeps]) => [
    codesIn(level).join(),
    {
      colour: codesIn(colour).join(),
      scale: Number(scale),
      framesPerSecond: Number(framesPerSecond),
      maxBitrate: Number(bits?.replaceAll(',', '')),
      keeps: codesIn(keeps).join(),
    },
  ]);
  expect(Object.fromEntries(documented)).toEqual(qualityLevels);
});

test('the version and the rows of the check digit are those of the code', () => {
  expect(protocolText).toMatch(new RegExp(`^# The customer protocol, version ${wireVersion}\n`));
  expect(protocolText).toContain(`\`version\` is ${wireVersion}`);
  const quasigroup = codesIn(rules.get('J3')).filter((code) => /^\d{10}$/.test(code));
  expect(quasigroup).toHaveLength(10);
  const digitOf = (digits: string) =>
    [...digits].reduce((row, digit) => Number(quasigroup[row]?.[Number(digit)]), 0);
  for (let number = 0; number < 10_000; number += 7) {
    expect(digitOf(String(number))).toBe(dammCheckDigit(String(number)));
  }
});

test('every line of the worked example is read by the real decoders', () => {
  const lines = exampleLines();
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) {
    if (line.kind === 'sent') expect(decodeCustomerMessage(line.text), line.text).toMatchObject({ ok: true });
    if (line.kind === 'received') expect(decodeSiteMessage(line.text), line.text).toBeDefined();
  }
});

const root = resolve(import.meta.dirname, '../..');

/** The rule numbers in the titles of all tests, with the files that quote them. */
function quotedRules(): Map<string, Set<string>> {
  const quoted = new Map<string, Set<string>>();
  for (const file of globSync('tests/**/*.test.{ts,tsx}', { cwd: root })) {
    const source = readFileSync(resolve(root, file), 'utf8');
    // A title of a test or a group ends with its rules.
    const titles = source.matchAll(/[\s(](['"`])((?:(?!\1).)*\[[A-Z]\d+\])\1,/g);
    for (const [, , title] of titles) {
      for (const [, rule] of (title ?? '').matchAll(/\[([A-Z]\d+)\]/g)) {
        const files = quoted.get(rule ?? '') ?? new Set();
        quoted.set(rule ?? '', files.add(file));
      }
    }
  }
  return quoted;
}

test('rules are numbered without gaps within each letter, and refer to rules that exist', () => {
  const next: Record<string, number> = {};
  for (const number of rules.keys()) {
    const letter = number.charAt(0);
    next[letter] = (next[letter] ?? 0) + 1;
    expect(number).toBe(`${letter}${next[letter]}`);
  }
  for (const [, number] of protocolText.matchAll(/\[([A-Z]\d+)\]/g))
    expect(rules.has(number ?? '')).toBe(true);
});

test('every rule is quoted by the title of a test, and every rule quoted exists', () => {
  const quoted = quotedRules();
  expect([...quoted.keys()].filter((rule) => !rules.has(rule))).toEqual([]);
  expect([...rules.keys()].filter((rule) => !quoted.has(rule))).toEqual([]);
});
