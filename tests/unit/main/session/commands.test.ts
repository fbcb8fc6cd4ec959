import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verdictOnCustomerCommand } from '../../../../main/session/customer-commands';
import {
  type RepresentativeCommand,
  verdictOnRepresentativeCommand,
} from '../../../../main/session/representative-commands';
import { reduce, reduceAll } from '../../../../shared/session/reduce';
import {
  type Author,
  type EventBody,
  noCapabilities,
  type SessionEvent,
} from '../../../../shared/session/session-event';
import type { SessionState } from '../../../../shared/session/session-state';
import type { CustomerCommand } from '../../../../shared/wire/customer-message';
import { blobOf, cameraStarted, everyCapability, screenStarted } from '../../../support/pictures';
import { customerCommands } from '../../../support/wire/customer-messages';
import { logOf, sessionLogs, started } from '../../../support/wire/session-events';

type Entry = readonly [Author, EventBody];

function stateOf(...entries: readonly Entry[]): SessionState {
  const state = reduceAll(logOf(...entries));
  if (state === undefined) throw new Error('never');
  return state;
}

const asked: Entry = ['representative', { kind: 'sharing-requested' }];
const allowed: Entry = ['customer', { kind: 'sharing-allowed' }];
const live: Entry = ['customer', cameraStarted()];
const bare: Entry = ['customer', cameraStarted({ capabilities: noCapabilities })];
const screen: Entry = ['customer', screenStarted()];
const choosing: Entry = ['customer', { kind: 'photo-choosing-began' }];
const paused: Entry = ['customer', { kind: 'sharing-paused' }];
const still: Entry = ['representative', { kind: 'still-requested' }];
const recordingAsked: Entry = ['representative', { kind: 'recording-requested' }];
const recordingAllowed: Entry = ['customer', { kind: 'recording-allowed' }];
const recordingStarted: Entry = ['representative', { kind: 'recording-started' }];
const recordingPaused: Entry = ['representative', { kind: 'recording-paused' }];
const report = {
  capturedAt: 1,
  sections: [
    {
      id: 'device',
      title: 'Device',
      items: [{ id: 'cores', label: 'Cores', value: 8, source: 'measured' as const }],
    },
  ],
};
const informationAsked: Entry = ['representative', { kind: 'system-information-requested' }];
const informationAllowed: Entry = ['customer', { kind: 'system-information-allowed' }];
const reported: Entry = ['customer', { kind: 'system-information-reported', report }];
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
  'live, no capability': stateOf(started, allowed, bare),
  'live, lit and zoomed': stateOf(started, allowed, live, [
    'customer',
    { kind: 'camera-changed', facing: 'rear', torch: true, zoom: 2 },
  ]),
  'screen live': stateOf(started, allowed, screen),
  hidden: stateOf(started, allowed, live, choosing),
  paused: stateOf(started, allowed, screen, paused),
  'still asked': stateOf(started, allowed, live, still),
  'recording asked': stateOf(started, allowed, recordingAsked),
  'recording allowed': stateOf(started, allowed, recordingAsked, recordingAllowed),
  'recording runs': stateOf(started, allowed, recordingAsked, recordingAllowed, recordingStarted),
  'recording failed': stateOf(started, allowed, recordingAsked, recordingAllowed, recordingStarted, [
    'representative',
    { kind: 'recording-stopped', blob: null, durationMs: 0, failure: 'disk-full' },
  ]),
  'recording paused': stateOf(
    started,
    allowed,
    recordingAsked,
    recordingAllowed,
    recordingStarted,
    recordingPaused,
  ),
  'sharing stopped while recording is allowed': stateOf(started, allowed, recordingAsked, recordingAllowed, [
    'customer',
    { kind: 'sharing-stopped' },
  ]),
  'information asked': stateOf(started, informationAsked),
  'information awaited': stateOf(started, informationAsked, informationAllowed),
  'information told': stateOf(started, informationAsked, informationAllowed, reported),
  'information told, asked again': stateOf(
    started,
    informationAsked,
    informationAllowed,
    reported,
    informationAsked,
  ),
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
const uploaded = blobOf('image/jpeg');
const findPicture = (hash: string) => (hash === uploaded.hash ? uploaded : undefined);
const startCamera = { ...cameraStarted(), kind: 'start-source', id, method: 'camera' } as const;
const showPhoto = {
  kind: 'show-photo',
  id,
  hash: uploaded.hash,
  width: 40,
  height: 30,
  name: 'IMG_1.JPG',
  origin: 'photo',
} as const;
const change = (facing: 'front' | 'rear', torch = false, zoom = 1): CustomerCommand => ({
  kind: 'change-camera',
  id,
  facing,
  torch,
  zoom,
});

describe('what a customer may do [S4] [V6]', () => {
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
    ['active', startCamera, 'refused: not-allowed'],
    ['active', { kind: 'stop-source', id, source: 'camera' }, nothing],
    ['active', { kind: 'report-source-failure', id, source: 'camera', failure: 'in-use' }, nothing],
    ['asked', { kind: 'allow-sharing', id }, { kind: 'sharing-allowed' }],
    ['asked', { kind: 'decline-sharing', id }, { kind: 'sharing-declined' }],
    ['asked', startCamera, 'refused: not-allowed'],
    ['allowed', { kind: 'allow-sharing', id }, nothing],
    ['allowed', { kind: 'stop-sharing', id }, { kind: 'sharing-stopped' }],
    ['allowed', { ...screenStarted(), kind: 'start-source', id, method: 'display-capture' }, screenStarted()],
    ['allowed', { ...startCamera, source: 'screen' }, 'refused: not-allowed'],
    ['allowed', { ...startCamera, method: 'display-capture' }, 'refused: not-allowed'],
    [
      'allowed',
      { ...startCamera, capabilities: { ...everyCapability, zoom: { min: 4, max: 1 } } },
      'refused: not-allowed',
    ],
    ['hidden', startCamera, 'refused: not-allowed'],
    ['paused', startCamera, cameraStarted()],
    ['paused', { kind: 'stop-source', id, source: 'screen' }, { kind: 'source-stopped', source: 'screen' }],
    ['hidden', { kind: 'report-source-failure', id, source: 'camera', failure: 'in-use' }, nothing],
    ['hidden', { kind: 'stop-source', id, source: 'camera' }, nothing],
    [
      'allowed',
      { kind: 'report-source-failure', id, source: 'camera', failure: 'in-use' },
      { kind: 'source-failed', source: 'camera', failure: 'in-use' },
    ],
    ['allowed', change('front'), nothing],
    ['screen live', change('front'), nothing],
    ['live', change('front'), { kind: 'camera-changed', facing: 'front', torch: false, zoom: 1 }],
    ['live', change('rear'), nothing],
    ['live', change('rear', true, 3.5), { kind: 'camera-changed', facing: 'rear', torch: true, zoom: 3.5 }],
    ['live', change('rear', false, 40), { kind: 'camera-changed', facing: 'rear', torch: false, zoom: 8 }],
    ['live', change('rear', false, 0.4), nothing],
    ['live, lit and zoomed', change('rear', true, 2), nothing],
    [
      'live, lit and zoomed',
      change('rear', false, 2),
      { kind: 'camera-changed', facing: 'rear', torch: false, zoom: 2 },
    ],
    ['live, no capability', change('front'), 'refused: not-allowed'],
    ['live, no capability', change('rear', true), 'refused: not-allowed'],
    ['live, no capability', change('rear', false, 3), nothing],
    ['live', { kind: 'pause-sharing', id }, { kind: 'sharing-paused' }],
    ['live, no capability', { kind: 'pause-sharing', id }, 'refused: not-allowed'],
    ['paused', { kind: 'pause-sharing', id }, nothing],
    ['hidden', { kind: 'pause-sharing', id }, nothing],
    ['paused', { kind: 'resume-sharing', id }, { kind: 'sharing-resumed' }],
    ['live', { kind: 'resume-sharing', id }, nothing],
    ['active', { kind: 'begin-photo-choosing', id }, 'refused: not-allowed'],
    ['allowed', { kind: 'begin-photo-choosing', id }, { kind: 'photo-choosing-began' }],
    ['live', { kind: 'begin-photo-choosing', id }, { kind: 'photo-choosing-began' }],
    ['hidden', { kind: 'begin-photo-choosing', id }, nothing],
    ['active', showPhoto, 'refused: not-allowed'],
    ['hidden', { ...showPhoto, hash: 'f'.repeat(64) }, 'refused: not-allowed'],
    [
      'hidden',
      showPhoto,
      { kind: 'photo-shown', blob: uploaded, name: 'IMG_1.JPG', origin: 'photo', width: 40, height: 30 },
    ],
    ['live', { kind: 'send-still', id, hash: uploaded.hash, width: 40, height: 30 }, 'refused: not-allowed'],
    [
      'still asked',
      { kind: 'send-still', id, hash: uploaded.hash, width: 40, height: 30 },
      { kind: 'still-sent', blob: uploaded, width: 40, height: 30 },
    ],
    [
      'still asked',
      { kind: 'send-still', id, hash: '0'.repeat(64), width: 40, height: 30 },
      'refused: not-allowed',
    ],
    ['still asked', { kind: 'report-still-failure', id }, { kind: 'still-failed' }],
    ['live', { kind: 'report-still-failure', id }, nothing],
    ['recording asked', { kind: 'allow-recording', id }, { kind: 'recording-allowed' }],
    ['recording asked', { kind: 'decline-recording', id }, { kind: 'recording-declined' }],
    ['recording allowed', { kind: 'allow-recording', id }, nothing],
    ['recording runs', { kind: 'decline-recording', id }, nothing],
    ['active', { kind: 'allow-recording', id }, nothing],
    ['recording runs', { kind: 'revoke-recording', id }, { kind: 'recording-revoked' }],
    ['recording allowed', { kind: 'revoke-recording', id }, { kind: 'recording-revoked' }],
    ['recording failed', { kind: 'revoke-recording', id }, { kind: 'recording-revoked' }],
    ['recording asked', { kind: 'revoke-recording', id }, nothing],
    ['information asked', { kind: 'allow-system-information', id }, { kind: 'system-information-allowed' }],
    [
      'information asked',
      { kind: 'decline-system-information', id },
      { kind: 'system-information-declined' },
    ],
    ['information asked', { kind: 'report-system-information', id, report }, 'refused: not-allowed'],
    [
      'information awaited',
      { kind: 'report-system-information', id, report },
      { kind: 'system-information-reported', report },
    ],
    ['information told', { kind: 'report-system-information', id, report }, 'refused: not-allowed'],
    [
      'information told, asked again',
      { kind: 'report-system-information', id, report },
      { kind: 'system-information-reported', report },
    ],
    ['information told', { kind: 'revoke-system-information', id }, { kind: 'system-information-revoked' }],
    ['active', { kind: 'revoke-system-information', id }, nothing],
    ['active', { kind: 'allow-system-information', id }, nothing],
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
    const outcome = verdictOnCustomerCommand(states[name], command, findPicture);
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
    for (const kind of ['mark-seen', 'mark-delivered'] as const) {
      const outcome = verdictOnCustomerCommand(state, { kind, id, upTo: 3 }, findPicture);
      expect(outcome).toEqual({ kind: 'nothing' });
    }
  });

  test('every event a command leads to can follow, in every state a session can reach', () => {
    fc.assert(
      fc.property(sessionLogs, customerCommands, (log, command) => {
        const state = reduceAll(log);
        if (state === undefined) return;
        const outcome = verdictOnCustomerCommand(state, command, () => uploaded);
        if (outcome.kind === 'event') reduce(state, next(state, 'customer', outcome.body));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a representative may do', () => {
  const video = { kind: 'report-video', codec: 'VP9', width: 720, height: 1560 } as const;
  const select = { kind: 'select-quality', quality: 'black-and-white' } as const;
  const accept = { kind: 'accept-session' } as const;
  const decide = (state: SessionState, command: RepresentativeCommand, now: number) =>
    verdictOnRepresentativeCommand(state, command, { now, representativeName: 'Astrid', findPicture });
  const table: ReadonlyArray<
    readonly [StateName, RepresentativeCommand, EventBody | 'not-possible' | 'nothing']
  > = [
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
    ['waiting', { kind: 'mark-seen', upTo: 1 }, nothing],
    ['active', { kind: 'request-sharing' }, { kind: 'sharing-requested' }],
    ['asked', { kind: 'request-sharing' }, 'not-possible'],
    ['live', { kind: 'request-sharing' }, 'not-possible'],
    ['asked', { kind: 'cancel-sharing-request' }, { kind: 'sharing-request-cancelled' }],
    ['allowed', { kind: 'cancel-sharing-request' }, 'not-possible'],
    ['live', video, { ...video, kind: 'video-received' }],
    ['allowed', video, 'not-possible'],
    ['ended', video, 'not-possible'],
    ['allowed', select, { kind: 'quality-selected', quality: 'black-and-white' }],
    ['live', select, { kind: 'quality-selected', quality: 'black-and-white' }],
    ['live', { kind: 'select-quality', quality: 'automatic' }, nothing],
    ['live, no capability', { kind: 'select-quality', quality: 'automatic' }, nothing],
    ['live, no capability', select, 'not-possible'],
    ['waiting', select, 'not-possible'],
    ['ended', select, 'not-possible'],
    ['live', { kind: 'request-still' }, { kind: 'still-requested' }],
    ['still asked', { kind: 'request-still' }, 'not-possible'],
    ['live, no capability', { kind: 'request-still' }, 'not-possible'],
    ['hidden', { kind: 'request-still' }, 'not-possible'],
    [
      'live',
      { kind: 'save-snapshot', hash: uploaded.hash, width: 4, height: 3 },
      { kind: 'snapshot-saved', blob: uploaded, width: 4, height: 3 },
    ],
    ['live', { kind: 'save-snapshot', hash: blobOf('image/png').hash, width: 4, height: 3 }, 'not-possible'],
    ['ended', { kind: 'save-snapshot', hash: uploaded.hash, width: 4, height: 3 }, 'not-possible'],
    ['active', { kind: 'request-recording' }, 'not-possible'],
    ['allowed', { kind: 'request-recording' }, { kind: 'recording-requested' }],
    ['recording asked', { kind: 'request-recording' }, 'not-possible'],
    ['recording asked', { kind: 'start-recording' }, 'not-possible'],
    ['recording allowed', { kind: 'start-recording' }, { kind: 'recording-started' }],
    ['recording failed', { kind: 'start-recording' }, { kind: 'recording-started' }],
    ['recording failed', { kind: 'request-recording' }, 'not-possible'],
    ['sharing stopped while recording is allowed', { kind: 'start-recording' }, 'not-possible'],
    ['recording runs', { kind: 'start-recording' }, 'not-possible'],
    ['recording runs', { kind: 'pause-recording' }, { kind: 'recording-paused' }],
    ['recording runs', { kind: 'resume-recording' }, 'not-possible'],
    ['recording paused', { kind: 'resume-recording' }, { kind: 'recording-resumed' }],
    ['recording paused', { kind: 'pause-recording' }, 'not-possible'],
    ['active', { kind: 'request-system-information' }, { kind: 'system-information-requested' }],
    ['information asked', { kind: 'request-system-information' }, 'not-possible'],
    ['information awaited', { kind: 'request-system-information' }, 'not-possible'],
    ['information told', { kind: 'request-system-information' }, { kind: 'system-information-requested' }],
    ['ended', { kind: 'request-system-information' }, 'not-possible'],
    ['ended', { kind: 'write-notes', text: 'n' }, { kind: 'notes-written', text: 'n' }],
    ['turned away', { kind: 'set-outcome', outcome: 'solved' }, { kind: 'outcome-set', outcome: 'solved' }],
  ];

  test.each(table)('%s: %o', (name, command, expected) => {
    const verdict = decide(states[name], command, 5_000);
    if (expected === nothing) expect(verdict).toEqual({ kind: 'nothing' });
    else if (expected !== 'not-possible') expect(verdict).toEqual({ kind: 'event', body: expected });
    else expect(verdict).toMatchObject({ kind: 'refused', message: expect.stringMatching(/^\S.+\.$/) });
  });

  test('sharing may be asked for again after it was declined or stopped', () => {
    const declined = stateOf(started, asked, ['customer', { kind: 'sharing-declined' }]);
    const stopped = stateOf(started, allowed, ['customer', { kind: 'sharing-stopped' }]);
    for (const state of [declined, stopped]) {
      expect(decide(state, { kind: 'request-sharing' }, 0)).toEqual({
        kind: 'event',
        body: { kind: 'sharing-requested' },
      });
    }
  });

  test('a clock set back makes no wait below nothing', () => {
    expect(decide(states.waiting, accept, 0)).toMatchObject({ body: { waitedMs: 0 } });
  });
});

function next(state: SessionState, by: Author, body: EventBody): SessionEvent {
  return { seq: state.lastSeq + 1, at: state.lastAt, by, commandId: id, ...body };
}
