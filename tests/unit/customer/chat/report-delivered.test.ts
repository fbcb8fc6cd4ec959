import { expect, test } from 'vitest';
import { reportDelivered } from '../../../../customer/chat/report-delivered';
import type { ClientState } from '../../../../customer/session/client-state';
import type { CommandBody } from '../../../../customer/session/outbox';
import { reduceAll } from '../../../../shared/session/reduce';
import type { Author, EventBody } from '../../../../shared/session/session-event';
import { logOf, started } from '../../../support/wire/session-events';

type Entry = readonly [Author, EventBody];
const from = (by: Author, text = 'Hello'): Entry => [by, { kind: 'chat-message-sent', text }];

/** A client that shows the given log and notes what it is told to do. */
function played() {
  const commands: CommandBody[] = [];
  const listeners = new Set<() => void>();
  let state: ClientState = { kind: 'connecting', failedAttempts: 0 };
  return {
    commands,
    client: {
      getState: () => state,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      command: (body: CommandBody) => {
        commands.push(body);
        return 'command-of-phone';
      },
    },
    show: (sessionId: string, ...entries: readonly Entry[]) => {
      const events = logOf(...entries);
      state = {
        kind: 'in-session',
        siteName: 'Nordlicht Support',
        sessionId,
        state: reduceAll(events) ?? null,
        events,
        position: null,
        pending: [],
        lostSince: null,
        typingAt: null,
      };
      for (const listener of [...listeners]) listener();
    },
  };
}

test('each message of the representative is reported once, when it arrives', () => {
  const { client, commands, show } = played();
  reportDelivered(client);
  show('session-0001', started, from('representative'));
  show('session-0001', started, from('representative'));
  show('session-0001', started, from('representative'), from('customer'), from('representative'));
  expect(commands).toEqual([
    { kind: 'mark-delivered', upTo: 3 },
    { kind: 'mark-delivered', upTo: 5 },
  ]);
});

test('nothing is reported of own messages, of what the log says already, and while waiting', () => {
  const { client, commands, show } = played();
  reportDelivered(client);
  show('session-0001');
  show('session-0001', started, from('customer'));
  show('session-0001', started, from('representative'), [
    'customer',
    { kind: 'chat-messages-delivered', upTo: 3 },
  ]);
  show('session-0001', started, from('representative'), [
    'customer',
    { kind: 'chat-messages-seen', upTo: 3 },
  ]);
  expect(commands).toEqual([]);
});

test('nothing is reported once the session has ended, or after the report was ended', () => {
  const { client, commands, show } = played();
  const stop = reportDelivered(client);
  show('session-0001', started, from('representative'), [
    'representative',
    { kind: 'session-ended', reason: 'representative-ended' },
  ]);
  stop();
  show('session-0001', started, from('representative'));
  expect(commands).toEqual([]);
});

test('another session on the same page is reported from its own beginning', () => {
  const { client, commands, show } = played();
  reportDelivered(client);
  show('session-0001', started, from('representative'), from('representative'));
  show('session-0002', started, from('representative'));
  expect(commands).toEqual([
    { kind: 'mark-delivered', upTo: 4 },
    { kind: 'mark-delivered', upTo: 3 },
  ]);
});
