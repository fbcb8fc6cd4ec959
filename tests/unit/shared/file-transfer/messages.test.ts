import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileTransferEventSchema } from '../../../../shared/file-transfer/file-transfer-event';
import { decodeFromConsole, decodeFromPhone } from '../../../../shared/file-transfer/road-message';

const offer = {
  ...{ kind: 'offer-file', transferId: 'transfer-1', attempt: 1, name: '..\\evil', round: 0, paused: false },
  source: { size: 1, modifiedAt: 0 },
};

const chunk = { kind: 'deliver-chunk', transferId: 'transfer-1', attempt: 1, round: 1, offset: 0 };

test.each([
  ['the phone', decodeFromConsole],
  ['the console', decodeFromPhone],
])('%s reads a name as it was sent, to be checked and shown', (_end, decode) => {
  expect(decode(JSON.stringify(offer))).toEqual({ ok: true, message: offer });
});

test.each([
  ['the phone', decodeFromConsole],
  ['the console', decodeFromPhone],
])('%s reads no message that does not fit, and names the field', (_end, decode) => {
  const problemOf = (message: unknown): string => {
    const decoded = decode(JSON.stringify(message));
    return decoded.ok ? '' : decoded.problem;
  };
  for (const length of [0, -1, 1.5, 2 ** 21]) expect(problemOf({ ...chunk, length })).toContain('"length"');
  expect(problemOf({ ...offer, name: 'x'.repeat(2_000) })).toContain('"name"');
  expect(problemOf({ ...offer, source: { size: 2 ** 41, modifiedAt: 0 } })).toContain('"source.size"');
  expect(problemOf({ ...offer, kind: 'unheard-of' })).toContain('"kind"');
  for (const text of ['{', '[]', 'null', '"x"', '']) expect(decode(text)).toMatchObject({ ok: false });
});

test('each end reads what the other may send, and not what it sends itself', () => {
  expect(decodeFromConsole('{"kind":"ping"}').ok).toBe(true);
  expect(decodeFromConsole('{"kind":"pong"}').ok).toBe(false);
  expect(decodeFromPhone('{"kind":"pong"}').ok).toBe(true);
  expect(decodeFromPhone('{"kind":"ping"}').ok).toBe(false);
});

test('no text makes decoding throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      decodeFromConsole(text);
      decodeFromPhone(text);
    }),
  );
});

test('the log holds safe names only', () => {
  const event = { kind: 'file-transfer-cancelled', transferId: 'transfer-1', direction: 'to-customer' };
  expect(fileTransferEventSchema.safeParse({ ...event, name: 'a.txt' }).success).toBe(true);
  expect(fileTransferEventSchema.safeParse({ ...event, name: '../a.txt' }).success).toBe(false);
});
