import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileTransferEventSchema } from '../../../../shared/file-transfer/file-transfer-event';
import { decodeFromReceiver, decodeFromSender } from '../../../../shared/file-transfer/messages';

const offer = {
  ...{ kind: 'offer-file', transferId: 'transfer-1', attempt: 1, name: '..\\evil', round: 0, paused: false },
  source: { size: 1, modifiedAt: 0 },
};

test('a name comes through as it was sent, to be checked and shown', () => {
  expect(decodeFromSender(JSON.stringify(offer))).toEqual({ ok: true, message: offer });
});

test('each refusal has a name', () => {
  const chunk = {
    kind: 'deliver-chunk',
    transferId: 'transfer-1',
    attempt: 1,
    round: 1,
    offset: 0,
    digest: 'a'.repeat(64),
  };
  expect(decodeFromSender('{')).toMatchObject({ code: 'not-json' });
  expect(decodeFromSender('[]')).toMatchObject({ code: 'invalid-message' });
  expect(decodeFromSender(`"${'x'.repeat(70_000)}"`)).toMatchObject({ code: 'message-too-large' });
  expect(decodeFromReceiver(JSON.stringify(offer))).toMatchObject({ code: 'unknown-kind' });
  for (const length of [0, -1, 1.5, 2 ** 21]) {
    expect(decodeFromSender(JSON.stringify({ ...chunk, length }))).toMatchObject({ code: 'invalid-message' });
  }
  expect(decodeFromSender(JSON.stringify({ ...offer, name: 'x'.repeat(2_000) }))).toMatchObject({
    ok: false,
  });
  expect(
    decodeFromSender(JSON.stringify({ ...offer, source: { size: 2 ** 41, modifiedAt: 0 } })),
  ).toMatchObject({ ok: false });
});

test('no text makes decoding throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      decodeFromSender(text);
      decodeFromReceiver(text);
    }),
  );
});

test('the log holds safe names only', () => {
  const event = { kind: 'file-transfer-cancelled', transferId: 'transfer-1', direction: 'to-customer' };
  expect(fileTransferEventSchema.safeParse({ ...event, name: 'a.txt' }).success).toBe(true);
  expect(fileTransferEventSchema.safeParse({ ...event, name: '../a.txt' }).success).toBe(false);
});
