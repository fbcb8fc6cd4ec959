import { expect, test } from 'vitest';
import { type ChatRow, chatRows } from '../../../../customer/chat/chat-rows';
import { reduceAll } from '../../../../shared/session/reduce';
import type { EventBody, SessionEvent } from '../../../../shared/session/session-event';
import type { ActiveSession } from '../../../../shared/session/session-state';
import type { CustomerCommand } from '../../../../shared/wire/customer-message';
import { sessionKeyUsed } from '../../../support/wire/session-events';

const began = Date.now() - 60_000;

type Entry = readonly [SessionEvent['by'], EventBody, (number | undefined)?];

function logOf(entries: readonly Entry[]): { events: SessionEvent[]; state: ActiveSession } {
  const all: readonly Entry[] = [
    ['customer', sessionKeyUsed()],
    ['representative', { kind: 'session-started', representative: { name: 'Astrid Holm' }, waitedMs: 1 }],
    ...entries,
  ];
  const events = all.map(([by, body, at = began], index) => ({
    seq: index + 1,
    at,
    by,
    commandId: `command-${index + 1}`,
    ...body,
  }));
  const state = reduceAll(events);
  if (state?.phase !== 'active') throw new Error('the session is not under way');
  return { events, state };
}

const says = (by: 'customer' | 'representative', text: string, at?: number): Entry => [
  by,
  { kind: 'chat-message-sent', text },
  at,
];
const rowsOf = (entries: readonly Entry[], pending: readonly CustomerCommand[] = [], limit = 100) => {
  const { events, state } = logOf(entries);
  return chatRows(events, state, pending, true, limit);
};
const brief = (rows: readonly ChatRow[]): string[] =>
  rows.map((row) => (row.kind === 'day' ? 'day' : `${row.kind} ${row.text}`));

test('messages and news stand in order; what is no news is left out', () => {
  const { rows, hasEarlier } = rowsOf([
    says('representative', 'Hello'),
    ['customer', { kind: 'chat-messages-seen', upTo: 3 }],
    ['customer', { kind: 'tab-opened', tab: 'camera' }],
    says('customer', 'Hi'),
  ]);
  expect(brief(rows)).toEqual(['note Astrid Holm joined', 'message Hello', 'message Hi']);
  expect(hasEarlier).toBe(false);
});

test("only one's own messages say how far they have come", () => {
  const { rows } = rowsOf([
    says('customer', 'one'),
    ['representative', { kind: 'chat-messages-seen', upTo: 3 }],
    says('customer', 'two'),
    says('representative', 'three'),
  ]);
  const deliveries = rows.flatMap((row) => (row.kind === 'message' ? [row.delivery] : []));
  expect(deliveries).toEqual(['seen', 'sent', null]);
});

test('messages on their way stand last and keep their row when they have arrived', () => {
  const pending: readonly CustomerCommand[] = [
    { kind: 'mark-seen', id: 'command-0000', upTo: 1 },
    { kind: 'send-chat-message', id: 'command-3', text: 'on its way' },
  ];
  const { events, state } = logOf([]);
  const onItsWay = chatRows(events, state, pending, true, 100).rows.at(-1);
  expect(onItsWay).toMatchObject({ text: 'on its way', at: null, delivery: 'sending' });
  expect(chatRows(events, state, pending, false, 100).rows.at(-1)).toMatchObject({
    delivery: 'waiting to send',
  });
  expect(rowsOf([says('customer', 'on its way')]).rows.at(-1)?.key).toBe(onItsWay?.key);
});

test('only the newest are shown, and it is said that there are earlier ones', () => {
  const { rows, hasEarlier } = rowsOf(
    Array.from({ length: 10 }, (_, index) => says('customer', `${index}`)),
    [],
    4,
  );
  expect(brief(rows)).toEqual(['message 6', 'message 7', 'message 8', 'message 9']);
  expect(hasEarlier).toBe(true);
});

test('a new day is named, and each row has a key of its own', () => {
  const yesterday = began - 86_400_000;
  const { events, state } = logOf([says('customer', 'late', yesterday), says('customer', 'today')]);
  const shown = chatRows(events.slice(2), state, [], true, 100).rows;
  expect(brief(shown)).toEqual(['day', 'message late', 'day', 'message today']);
  expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
});
