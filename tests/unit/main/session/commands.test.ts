import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeOfCustomerCommand } from '../../../../main/session/customer-commands';
import {
  eventOfRepresentativeCommand,
  type RepresentativeCommand,
} from '../../../../main/session/representative-commands';
import { reduce, reduceAll } from '../../../../shared/session/reduce';
import type { Author, EventBody, SessionEvent } from '../../../../shared/session/session-event';
import type { SessionState } from '../../../../shared/session/session-state';
import type { CustomerCommand } from '../../../../shared/wire/customer-message';
import { customerCommands } from '../../../support/customer-messages';
import { logOf, sessionLogs, started } from '../../../support/session-events';

type Entry = readonly [Author, EventBody];

function stateOf(...entries: readonly Entry[]): SessionState {
  const state = reduceAll(logOf(...entries));
  if (state === undefined) throw new Error('never');
  return state;
}

const asked: Entry = ['representative', { kind: 'sharing-requested' }];
const allowed: Entry = ['customer', { kind: 'sharing-allowed' }];
const live: Entry = ['customer', { kind: 'source-started', source: 'camera', facing: 'rear' }];
const lost: Entry = ['site', { kind: 'customer-connection-lost' }];
const away: Entry = ['site', { kind: 'customer-went-away' }];

const states = {
  waiting: stateOf(),
  'waiting, away': stateOf(away),
  active: stateOf(started),
  'active, away': stateOf(started, away),
  'active, lost': stateOf(started, lost),
  asked: stateOf(started, asked),
  allowed: stateOf(started, allowed),
  live: stateOf(started, allowed, live),
  'chat, 3 to 4': stateOf(
    started,
    ['representative', { kind: 'chat-message-sent', text: 'a' }],
    ['customer', { kind: 'chat-message-sent', text: 'b' }],
  ),
  ended: stateOf(started, ['customer', { kind: 'session-ended', reason: 'customer-ended' }]),
  'turned away': stateOf(['representative', { kind: 'session-declined', reason: '' }]),
} as const;
type StateName = keyof typeof states;

const id = 'command-0001';
const nothing = 'nothing';

describe('what a customer may do [S4]', () => {
  const table: ReadonlyArray<
    readonly [StateName, CustomerCommand, EventBody | 'nothing' | `refused: ${string}`]
  > = [
    ['waiting', { kind: 'send-chat-message', id, text: 'hi' }, 'refused: not-allowed'],
    ['waiting', { kind: 'allow-sharing', id }, 'refused: not-allowed'],
    ['waiting', { kind: 'open-tab', id, tab: 'files' }, 'refused: not-allowed'],
    ['waiting', { kind: 'leave-queue', id }, { kind: 'session-ended', reason: 'customer-left' }],
    ['waiting', { kind: 'end-session', id }, { kind: 'session-ended', reason: 'customer-left' }],
    ['waiting', { kind: 'report-visibility', id, visible: false }, { kind: 'customer-went-away' }],
    ['waiting', { kind: 'report-visibility', id, visible: true }, nothing],
    ['waiting, away', { kind: 'report-visibility', id, visible: true }, { kind: 'customer-returned' }],
    ['waiting, away', { kind: 'report-visibility', id, visible: false }, nothing],
    ['active', { kind: 'leave-queue', id }, 'refused: not-allowed'],
    ['active', { kind: 'end-session', id }, { kind: 'session-ended', reason: 'customer-ended' }],
    ['active', { kind: 'send-chat-message', id, text: 'hi' }, { kind: 'chat-message-sent', text: 'hi' }],
    [
      'active, away',
      { kind: 'send-chat-message', id, text: 'hi' },
      { kind: 'chat-message-sent', text: 'hi' },
    ],
    ['active, away', { kind: 'report-visibility', id, visible: true }, { kind: 'customer-returned' }],
    ['active, lost', { kind: 'report-visibility', id, visible: true }, nothing],
    ['active, lost', { kind: 'report-visibility', id, visible: false }, nothing],
    ['active', { kind: 'open-tab', id, tab: 'files' }, { kind: 'tab-opened', tab: 'files' }],
    ['active', { kind: 'open-tab', id, tab: 'chat' }, nothing],
    ['active', { kind: 'allow-sharing', id }, { kind: 'sharing-allowed' }],
    ['active', { kind: 'decline-sharing', id }, nothing],
    ['active', { kind: 'stop-sharing', id }, nothing],
    ['active', { kind: 'start-source', id, source: 'camera', facing: 'rear' }, 'refused: not-allowed'],
    ['active', { kind: 'stop-source', id, source: 'camera' }, nothing],
    ['active', { kind: 'report-source-failure', id, source: 'camera', failure: 'in-use' }, nothing],
    ['asked', { kind: 'allow-sharing', id }, { kind: 'sharing-allowed' }],
    ['asked', { kind: 'decline-sharing', id }, { kind: 'sharing-declined' }],
    ['asked', { kind: 'start-source', id, source: 'camera', facing: 'rear' }, 'refused: not-allowed'],
    ['allowed', { kind: 'allow-sharing', id }, nothing],
    ['allowed', { kind: 'stop-sharing', id }, { kind: 'sharing-stopped' }],
    [
      'allowed',
      { kind: 'start-source', id, source: 'screen', facing: 'unknown' },
      { kind: 'source-started', source: 'screen', facing: 'unknown' },
    ],
    [
      'allowed',
      { kind: 'report-source-failure', id, source: 'camera', failure: 'in-use' },
      { kind: 'source-failed', source: 'camera', failure: 'in-use' },
    ],
    ['allowed', { kind: 'change-camera', id, facing: 'front' }, nothing],
    ['live', { kind: 'change-camera', id, facing: 'front' }, { kind: 'camera-changed', facing: 'front' }],
    ['live', { kind: 'change-camera', id, facing: 'rear' }, nothing],
    ['live', { kind: 'stop-source', id, source: 'camera' }, { kind: 'source-stopped', source: 'camera' }],
    ['live', { kind: 'stop-source', id, source: 'screen' }, nothing],
    ['live', { kind: 'stop-sharing', id }, { kind: 'sharing-stopped' }],
    ['chat, 3 to 4', { kind: 'mark-delivered', id, upTo: 3 }, { kind: 'chat-messages-delivered', upTo: 3 }],
    ['chat, 3 to 4', { kind: 'mark-seen', id, upTo: 4 }, { kind: 'chat-messages-seen', upTo: 4 }],
    ['chat, 3 to 4', { kind: 'mark-seen', id, upTo: 4_000_000 }, { kind: 'chat-messages-seen', upTo: 4 }],
    ['ended', { kind: 'send-chat-message', id, text: 'hi' }, 'refused: session-over'],
    ['ended', { kind: 'end-session', id }, 'refused: session-over'],
    ['ended', { kind: 'report-visibility', id, visible: false }, 'refused: session-over'],
    ['turned away', { kind: 'leave-queue', id }, 'refused: session-over'],
  ];

  test.each(table)('%s: %o', (name, command, expected) => {
    const outcome = outcomeOfCustomerCommand(states[name], command);
    if (expected === nothing) expect(outcome).toEqual({ kind: 'nothing' });
    else if (typeof expected === 'string') {
      expect(outcome.kind === 'refused' ? `refused: ${outcome.code}` : outcome).toBe(expected);
    } else expect(outcome).toEqual({ kind: 'event', body: expected });
  });

  test('what was delivered or seen already is not news', () => {
    const state = stateOf(
      started,
      ['representative', { kind: 'chat-message-sent', text: 'a' }],
      ['customer', { kind: 'chat-messages-seen', upTo: 3 }],
    );
    expect(outcomeOfCustomerCommand(state, { kind: 'mark-seen', id, upTo: 3 })).toEqual({ kind: 'nothing' });
    expect(outcomeOfCustomerCommand(state, { kind: 'mark-delivered', id, upTo: 3 })).toEqual({
      kind: 'nothing',
    });
  });

  test('every event a command leads to can follow, in every state a session can reach', () => {
    fc.assert(
      fc.property(sessionLogs, customerCommands, (log, command) => {
        const state = reduceAll(log);
        if (state === undefined) return;
        const outcome = outcomeOfCustomerCommand(state, command);
        if (outcome.kind === 'event') reduce(state, next(state, 'customer', outcome.body));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a representative may do', () => {
  const video = { kind: 'report-video', codec: 'VP9', width: 720, height: 1560 } as const;
  const accept = { kind: 'accept-session', representativeName: 'Astrid' } as const;
  const table: ReadonlyArray<readonly [StateName, RepresentativeCommand, EventBody | 'not-possible']> = [
    ['waiting', accept, { kind: 'session-started', representative: { name: 'Astrid' }, waitedMs: 4_000 }],
    ['active', accept, 'not-possible'],
    ['turned away', accept, 'not-possible'],
    ['waiting', { kind: 'decline-session', reason: 'Busy' }, { kind: 'session-declined', reason: 'Busy' }],
    ['active', { kind: 'decline-session', reason: '' }, 'not-possible'],
    ['waiting', { kind: 'end-session' }, 'not-possible'],
    ['active', { kind: 'end-session' }, { kind: 'session-ended', reason: 'representative-ended' }],
    ['ended', { kind: 'end-session' }, 'not-possible'],
    ['waiting', { kind: 'send-chat-message', text: 'hi' }, 'not-possible'],
    ['active', { kind: 'send-chat-message', text: 'hi' }, { kind: 'chat-message-sent', text: 'hi' }],
    ['active, lost', { kind: 'send-chat-message', text: 'hi' }, { kind: 'chat-message-sent', text: 'hi' }],
    ['ended', { kind: 'send-chat-message', text: 'hi' }, 'not-possible'],
    ['chat, 3 to 4', { kind: 'mark-seen', upTo: 4 }, { kind: 'chat-messages-seen', upTo: 4 }],
    ['chat, 3 to 4', { kind: 'mark-seen', upTo: 99 }, { kind: 'chat-messages-seen', upTo: 4 }],
    ['waiting', { kind: 'mark-seen', upTo: 1 }, 'not-possible'],
    ['active', { kind: 'request-sharing' }, { kind: 'sharing-requested' }],
    ['asked', { kind: 'request-sharing' }, 'not-possible'],
    ['live', { kind: 'request-sharing' }, 'not-possible'],
    ['asked', { kind: 'cancel-sharing-request' }, { kind: 'sharing-request-cancelled' }],
    ['allowed', { kind: 'cancel-sharing-request' }, 'not-possible'],
    ['live', video, { ...video, kind: 'video-received' }],
    ['allowed', video, 'not-possible'],
    ['ended', video, 'not-possible'],
  ];

  test.each(table)('%s: %o', (name, command, expected) => {
    const outcome = eventOfRepresentativeCommand(states[name], command, 5_000);
    if (expected !== 'not-possible') expect(outcome).toEqual(expected);
    else expect(outcome).toMatchObject({ kind: 'not-possible', message: expect.stringMatching(/^\S.+\.$/) });
  });

  test('sharing may be asked for again after it was declined or stopped', () => {
    const declined = stateOf(started, asked, ['customer', { kind: 'sharing-declined' }]);
    const stopped = stateOf(started, allowed, ['customer', { kind: 'sharing-stopped' }]);
    for (const state of [declined, stopped]) {
      expect(eventOfRepresentativeCommand(state, { kind: 'request-sharing' }, 0)).toEqual({
        kind: 'sharing-requested',
      });
    }
  });

  test('a clock set back makes no wait below nothing', () => {
    expect(eventOfRepresentativeCommand(states.waiting, accept, 0)).toMatchObject({ waitedMs: 0 });
  });
});

function next(state: SessionState, by: Author, body: EventBody): SessionEvent {
  return { seq: state.lastSeq + 1, at: state.lastAt, by, commandId: id, ...body };
}
