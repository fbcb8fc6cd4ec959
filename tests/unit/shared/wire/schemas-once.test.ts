import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { decodeFromConsole, decodeFromPhone } from '../../../../shared/file-transfer/road-message';
import { decodeSessionMessage, decodeSiteMessage, readEnvelope } from '../../../../shared/wire/decode';
import { customerMessages, decodeCustomerMessage } from '../../../support/wire/customer-messages';
import { exampleLines } from '../../../support/wire/protocol-document';

/** How many schemas are built during `action`: each defines its `_zod` once, which says its type; an error's lists issues. */
function schemasBuilt(action: () => void): number {
  const define = Object.defineProperty;
  let built = 0;
  const spy = vi.spyOn(Object, 'defineProperty').mockImplementation((object, name, described) => {
    if (name === '_zod' && typeof described.value?.def?.type === 'string') built += 1;
    return define(object, name, described);
  });
  try {
    action();
  } finally {
    spy.mockRestore();
  }
  return built;
}

const ends = {
  readEnvelope,
  decodeSessionMessage,
  /** As site and console read one together. */
  decodeCustomerMessage,
  decodeSiteMessage,
  decodeFromConsole,
  decodeFromPhone,
};

/** Messages of each kind, and texts that are none. */
const texts = [
  ...fc.sample(customerMessages, 300).map((message) => JSON.stringify(message)),
  ...exampleLines().flatMap((line) => (line.kind === 'lost' ? [] : [line.text])),
  '{"kind":"ping"}',
  '{"kind":"pong"}',
  '{"kind":"unheard-of","id":"aaaaaaaaaaaaaaaa"}',
  '{"kind":"send-chat-message","id":"aaaaaaaaaaaaaaaa","text":7}',
  '{"kind":7,"id":"aaaaaaaaaaaaaaaa"}',
  '[]',
  '{',
];

test('what counts schemas counts them', () => {
  expect(schemasBuilt(() => z.object({ kind: z.string() }))).toBeGreaterThanOrEqual(2);
});

test.each(Object.entries(ends))('%s builds no schema, whatever message it reads', (_name, decode) => {
  expect(
    schemasBuilt(() => {
      for (const text of texts) decode(text);
    }),
  ).toBe(0);
});
