import { expect, test } from 'vitest';
import { newCommandId } from '../../../../renderer/ipc/command-id';
import { Mailbox, type Signal, signalsKept } from '../../../../renderer/ipc/signals';
import { identifierSchema } from '../../../../shared/names';

const signal = (data: string) => ({ peerId: 'peer-0001', data });

test('signals wait for their first listener, the newest of them, and come in order', () => {
  const road = new Mailbox<Signal>();
  for (let index = 0; index < signalsKept + 5; index += 1) road.receive('s', signal(String(index)));
  const heard: string[] = [];
  const stop = road.listen('s', ({ data }) => heard.push(data));
  expect(heard).toHaveLength(signalsKept);
  expect(heard[0]).toBe('5');
  road.receive('s', signal('now'));
  expect(heard.at(-1)).toBe('now');
  stop();
  road.receive('s', signal('after'));
  expect(heard.at(-1)).toBe('now');
});

test('sessions do not hear each other, and an ended one is forgotten', () => {
  const road = new Mailbox<Signal>();
  road.receive('one', signal('1'));
  road.receive('two', signal('2'));
  road.forget('two');
  const heard: string[] = [];
  road.listen('one', ({ data }) => heard.push(data));
  road.listen('two', ({ data }) => heard.push(data));
  expect(heard).toEqual(['1']);
});

test('command identifiers are URL-safe and do not repeat', () => {
  const made = new Set(Array.from({ length: 500 }, newCommandId));
  expect(made.size).toBe(500);
  for (const id of made) expect(identifierSchema.safeParse(id).success).toBe(true);
});
