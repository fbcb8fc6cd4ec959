import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Connection } from '../../../../shared/wire/connection';
import { connectInMemory } from '../../../../shared/wire/memory-connection';

/** Lets everything that is due in microtasks happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function collect(connection: Connection): string[] {
  const received: string[] = [];
  connection.onReceive((text) => received.push(text));
  return received;
}

test('messages arrive in order, both ways, never within send', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.string())), async (messages) => {
      const [left, right] = connectInMemory();
      const [atLeft, atRight] = [collect(left), collect(right)];
      for (const [fromLeft, text] of messages) expect((fromLeft ? left : right).send(text)).toBe(true);
      expect([...atLeft, ...atRight]).toEqual([]);
      await settle();
      expect(atRight).toEqual(messages.filter(([fromLeft]) => fromLeft).map(([, text]) => text));
      expect(atLeft).toEqual(messages.filter(([fromLeft]) => !fromLeft).map(([, text]) => text));
    }),
    { numRuns: 50 },
  );
});

test('messages that come before the first listener are kept for it, in order and once', async () => {
  const [left, right] = connectInMemory();
  left.send('one');
  left.send('two');
  await settle();
  const first = collect(right);
  const second = collect(right);
  left.send('three');
  await settle();
  expect(first).toEqual(['one', 'two', 'three']);
  expect(second).toEqual(['three']);
});

test('a listener that unsubscribed hears no more', async () => {
  const [left, right] = connectInMemory();
  const heard: string[] = [];
  const unsubscribe = right.onReceive((text) => heard.push(text));
  const other = collect(right);
  left.send('one');
  await settle();
  unsubscribe();
  unsubscribe();
  left.send('two');
  await settle();
  expect(heard).toEqual(['one']);
  expect(other).toEqual(['one', 'two']);
});

test('closing closes both ends, each told once, with the reason', async () => {
  const [left, right] = connectInMemory();
  const told: string[] = [];
  left.onClose((reason) => told.push(`left: ${reason}`));
  right.onClose((reason) => told.push(`right: ${reason}`));
  const unsubscribe = right.onClose((reason) => told.push(`never: ${reason}`));
  unsubscribe();
  left.close('done');
  left.close('again');
  right.close('from the other side');
  await settle();
  expect(told).toEqual(['left: done', 'right: from the other side']);
  expect([left.isOpen, right.isOpen]).toEqual([false, false]);
});

test('the other end learns the reason, and a late listener at once', async () => {
  const [left, right] = connectInMemory();
  left.close('done');
  expect(right.isOpen).toBe(true);
  await settle();
  expect(right.isOpen).toBe(false);
  const told: string[] = [];
  right.onClose((reason) => told.push(reason))();
  left.onClose((reason) => told.push(reason));
  expect(told).toEqual(['done', 'done']);
});

test('what was sent before the end closed still arrives; nothing can be sent after', async () => {
  const [left, right] = connectInMemory();
  const atRight = collect(right);
  const atLeft = collect(left);
  left.send('last words');
  right.send('too late to be heard');
  left.close('done');
  expect(left.send('after')).toBe(false);
  await settle();
  expect(right.send('after')).toBe(false);
  await settle();
  expect(atRight).toEqual(['last words']);
  expect(atLeft).toEqual([]);
});

test('what is queued is counted until it is taken', async () => {
  const [left] = connectInMemory();
  expect(left.bufferedBytes).toBe(0);
  left.send('12345');
  left.send('678');
  expect(left.bufferedBytes).toBe(8);
  await settle();
  expect(left.bufferedBytes).toBe(0);
});
