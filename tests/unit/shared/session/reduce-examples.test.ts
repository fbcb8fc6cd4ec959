import { describe, expect, test } from 'vitest';
import { reduceAll } from '../../../../shared/session/reduce';
import type { Author, EventBody } from '../../../../shared/session/session-event';
import type { ActiveSession, EndedSession } from '../../../../shared/session/session-state';
import { blobOf, cameraStarted, everyCapability, screenStarted } from '../../../support/pictures';
import { logOf, started } from '../../../support/wire/session-events';

/** The state after a key was used at 1,000 ms, the session started at 2,000 ms, and `entries` at each second after. */
function afterStart(...entries: ReadonlyArray<readonly [Author, EventBody]>): ActiveSession | EndedSession {
  const state = reduceAll(logOf(started, ...entries));
  if (state?.phase !== 'active' && state?.phase !== 'ended') throw new Error('not started');
  return state;
}

const fromCustomer = (text: string) => ['customer', { kind: 'chat-message-sent', text }] as const;
const fromRepresentative = (text: string) => ['representative', { kind: 'chat-message-sent', text }] as const;
const asked = ['representative', { kind: 'sharing-requested' }] as const;
const allowed = ['customer', { kind: 'sharing-allowed' }] as const;
const camera = ['customer', cameraStarted()] as const;
const screen = ['customer', screenStarted()] as const;
const video = ['representative', { kind: 'video-received', codec: 'VP9', width: 720, height: 1560 }] as const;

describe('the beginning', () => {
  test('a key used makes a waiting session with what the customer said', () => {
    expect(reduceAll(logOf())).toEqual({
      phase: 'waiting',
      sessionKey: '418207951',
      siteName: 'Nordlicht Support',
      customer: { name: 'Maja', description: 'The parcel does not show.' },
      device: { model: 'Pixel 8', operatingSystem: 'Android 16', browser: 'Chrome 150', language: 'sv-SE' },
      reference: '',
      note: '',
      wrapUp: { notes: '', outcome: null },
      joinedAt: 1_000,
      presence: { kind: 'connected', at: 1_000 },
      lastSeq: 1,
      lastAt: 1_000,
    });
  });

  test('no events make no session', () => {
    expect(reduceAll([])).toBeUndefined();
  });

  test('accepting makes it active, with the chat tab open and nothing asked', () => {
    expect(afterStart()).toMatchObject({
      phase: 'active',
      representative: { name: 'Astrid' },
      startedAt: 2_000,
      pane: { kind: 'not-requested' },
      ribbon: [{ at: 2_000, kind: 'not-requested' }],
      tab: 'chat',
      video: null,
    });
  });
});

describe('the ends', () => {
  test('declined before the start', () => {
    expect(
      reduceAll(logOf(['representative', { kind: 'session-declined', reason: 'Please call us.' }])),
    ).toMatchObject({
      phase: 'turned-away',
      endedAt: 2_000,
      outcome: { kind: 'declined', reason: 'Please call us.' },
    });
  });

  test('left before the start', () => {
    expect(reduceAll(logOf(['customer', { kind: 'session-ended', reason: 'customer-left' }]))).toMatchObject({
      phase: 'turned-away',
      endedAt: 2_000,
      outcome: { kind: 'ended', reason: 'customer-left' },
    });
  });

  test('ended after the start, with all that stood in it', () => {
    const state = afterStart(fromCustomer('hello'), [
      'representative',
      { kind: 'session-ended', reason: 'representative-ended' },
    ]);
    expect(state).toMatchObject({
      phase: 'ended',
      endedAt: 4_000,
      reason: 'representative-ended',
      chat: { count: 1 },
    });
  });
});

describe('chat', () => {
  test('a message is unseen by the other party alone, until they have seen that far', () => {
    const sent = [fromCustomer('one'), fromCustomer('two'), fromRepresentative('three')] as const;
    expect(afterStart(...sent).chat).toEqual({
      count: 3,
      deliveredTo: { representative: 0, customer: 0 },
      seenTo: { representative: 0, customer: 0 },
      unseenBy: { representative: [3, 4], customer: [5] },
    });
    const seenOne = afterStart(...sent, ['representative', { kind: 'chat-messages-seen', upTo: 3 }]).chat;
    expect(seenOne.unseenBy).toEqual({ representative: [4], customer: [5] });
    expect(seenOne.deliveredTo).toEqual({ representative: 3, customer: 0 });
    const seenAll = afterStart(...sent, ['customer', { kind: 'chat-messages-seen', upTo: 5 }]).chat;
    expect(seenAll.unseenBy).toEqual({ representative: [3, 4], customer: [] });
  });

  test('delivery says nothing of sight, and neither goes back', () => {
    const chat = afterStart(
      fromCustomer('one'),
      fromCustomer('two'),
      ['representative', { kind: 'chat-messages-delivered', upTo: 4 }],
      ['representative', { kind: 'chat-messages-seen', upTo: 3 }],
      ['representative', { kind: 'chat-messages-delivered', upTo: 3 }],
      ['representative', { kind: 'chat-messages-seen', upTo: 2 }],
    ).chat;
    expect(chat.deliveredTo.representative).toBe(4);
    expect(chat.seenTo.representative).toBe(3);
    expect(chat.unseenBy.representative).toEqual([4]);
  });

  test('only the newest hundred unseen messages are remembered, all are counted', () => {
    const chat = afterStart(...Array.from({ length: 103 }, (_, index) => fromCustomer(`${index}`))).chat;
    expect(chat.count).toBe(103);
    expect(chat.unseenBy.representative).toHaveLength(100);
    expect(chat.unseenBy.representative[0]).toBe(6);
    expect(chat.unseenBy.representative.at(-1)).toBe(105);
  });
});

describe('the pane and the ribbon', () => {
  test('asked, allowed, camera, stopped', () => {
    const state = afterStart(asked, allowed, camera, ['customer', { kind: 'sharing-stopped' }]);
    expect(state.pane).toEqual({ kind: 'stopped', at: 6_000 });
    expect(state.ribbon).toEqual([
      { at: 2_000, kind: 'not-requested' },
      { at: 3_000, kind: 'asked' },
      { at: 4_000, kind: 'allowed' },
      { at: 5_000, kind: 'live' },
      { at: 6_000, kind: 'stopped' },
    ]);
  });

  test('a request taken back leaves nothing asked, and the ribbon says when', () => {
    const state = afterStart(asked, ['representative', { kind: 'sharing-request-cancelled' }]);
    expect(state.pane).toEqual({ kind: 'not-requested' });
    expect(state.ribbon.at(-1)).toEqual({ at: 4_000, kind: 'not-requested' });
  });

  test('declined, and asked again', () => {
    const declined = ['customer', { kind: 'sharing-declined' }] as const;
    expect(afterStart(asked, declined).pane).toEqual({ kind: 'declined', at: 4_000 });
    expect(afterStart(asked, declined, asked).pane).toEqual({ kind: 'asked', at: 5_000 });
  });

  test('the customer may allow sharing unasked', () => {
    expect(afterStart(allowed).pane).toEqual({ kind: 'allowed', at: 3_000 });
  });

  test('a request or a refusal while sharing is allowed changes nothing', () => {
    const live = afterStart(allowed, camera);
    expect(afterStart(allowed, camera, asked).pane).toEqual(live.pane);
    expect(afterStart(allowed, camera, ['customer', { kind: 'sharing-declined' }]).pane).toEqual(live.pane);
    expect(afterStart(allowed, camera, allowed).pane).toEqual(live.pane);
    expect(
      afterStart(allowed, camera, ['representative', { kind: 'sharing-request-cancelled' }]).pane,
    ).toEqual(live.pane);
  });

  test('switching the source stays one stretch of the ribbon and forgets the old picture', () => {
    const state = afterStart(allowed, camera, video, screen);
    expect(state.pane).toMatchObject({
      kind: 'live',
      source: 'screen',
      method: 'display-capture',
      facing: 'unknown',
      at: 6_000,
    });
    expect(state.ribbon.map(({ kind }) => kind)).toEqual(['not-requested', 'allowed', 'live']);
    expect(state.video).toBeNull();
  });

  test('the picture is known while its source lives', () => {
    expect(afterStart(allowed, camera, video).video).toEqual({ codec: 'VP9', width: 720, height: 1560 });
    const stopped = afterStart(allowed, camera, video, [
      'customer',
      { kind: 'source-stopped', source: 'camera' },
    ]);
    expect(stopped.pane).toEqual({ kind: 'allowed', at: 6_000 });
    expect(stopped.video).toBeNull();
  });

  test('stopping a source that is not the live one changes nothing', () => {
    const state = afterStart(allowed, camera, video, [
      'customer',
      { kind: 'source-stopped', source: 'screen' },
    ]);
    expect(state.pane.kind).toBe('live');
    expect(state.video).not.toBeNull();
  });

  test('a camera that fails says why, and another source may follow', () => {
    const failed = ['customer', { kind: 'source-failed', source: 'camera', failure: 'in-use' }] as const;
    expect(afterStart(allowed, failed).pane).toEqual({
      kind: 'failed',
      source: 'camera',
      failure: 'in-use',
      at: 4_000,
    });
    expect(afterStart(allowed, failed, screen).pane.kind).toBe('live');
    expect(afterStart(failed).pane.kind).toBe('not-requested');
  });

  test('the camera turns without a new stretch; a screen has no camera to turn', () => {
    const turned = ['customer', { kind: 'camera-changed', facing: 'front', torch: true, zoom: 2 }] as const;
    const state = afterStart(allowed, camera, turned);
    expect(state.pane).toEqual({
      kind: 'live',
      source: 'camera',
      method: 'camera',
      facing: 'front',
      torch: true,
      zoom: 2,
      capabilities: everyCapability,
      at: 4_000,
    });
    expect(state.ribbon).toHaveLength(3);
    expect(afterStart(allowed, screen, turned).pane).toMatchObject({ source: 'screen', facing: 'unknown' });
  });

  test('a source without permission is out of place, also after sharing was stopped', () => {
    expect(() => afterStart(camera)).toThrow('"source-started" cannot happen');
    expect(() => afterStart(allowed, ['customer', { kind: 'sharing-stopped' }], camera)).toThrow(
      '"source-started" cannot happen',
    );
  });
});

describe('photos', () => {
  const choosing = ['customer', { kind: 'photo-choosing-began' }] as const;
  const shown = [
    'customer',
    {
      kind: 'photo-shown',
      blob: blobOf('image/jpeg'),
      width: 4_000,
      height: 3_000,
      name: 'IMG_0042.JPG',
      origin: 'photo',
    },
  ] as const;
  const opened = (tab: 'photos' | 'camera' | 'chat') => ['customer', { kind: 'tab-opened', tab }] as const;

  test('hide everything until one is shown', () => {
    const hidden = afterStart(allowed, camera, video, opened('photos'), choosing);
    expect(hidden.pane).toEqual({ kind: 'hidden', at: 7_000 });
    expect(hidden.video).toBeNull();
    const photo = afterStart(allowed, camera, video, opened('photos'), choosing, shown);
    expect(photo.pane).toMatchObject({ kind: 'photo', name: 'IMG_0042.JPG', width: 4_000, at: 8_000 });
    expect(afterStart(allowed, opened('photos'), choosing, shown, choosing).pane.kind).toBe('hidden');
  });

  test('leaving the tab ends both; a reply in the chat takes no photo away', () => {
    expect(afterStart(allowed, opened('photos'), choosing, opened('camera')).pane).toEqual({
      kind: 'allowed',
      at: 6_000,
    });
    expect(afterStart(allowed, opened('photos'), choosing, shown, opened('camera')).pane.kind).toBe(
      'allowed',
    );
    expect(afterStart(allowed, opened('photos'), choosing, shown, opened('chat')).pane.kind).toBe('photo');
    expect(
      afterStart(allowed, opened('photos'), choosing, shown, opened('chat'), opened('photos')).pane.kind,
    ).toBe('photo');
  });

  test('cannot be chosen or shown without permission', () => {
    expect(afterStart(choosing).pane.kind).toBe('not-requested');
    expect(() => afterStart(shown)).toThrow('"photo-shown" cannot happen');
  });
});

test('a pause keeps what it resumes, and stopping its source ends it', () => {
  const paused = ['customer', { kind: 'sharing-paused' }] as const;
  const resumed = ['customer', { kind: 'sharing-resumed' }] as const;
  expect(afterStart(allowed, screen, paused).pane).toMatchObject({
    kind: 'paused',
    resumes: { kind: 'live', source: 'screen' },
  });
  expect(afterStart(allowed, screen, paused, resumed).pane).toMatchObject({ kind: 'live', at: 6_000 });
  const stopped = afterStart(allowed, screen, paused, [
    'customer',
    { kind: 'source-stopped', source: 'screen' },
  ]);
  expect(stopped.pane.kind).toBe('allowed');
});

test('a recording counts what it recorded, without its pauses', () => {
  const by = 'representative';
  const asking = [by, { kind: 'recording-requested' }] as const;
  const yes = ['customer', { kind: 'recording-allowed' }] as const;
  const start = [by, { kind: 'recording-started' }] as const;
  const pause = [by, { kind: 'recording-paused' }] as const;
  const resume = [by, { kind: 'recording-resumed' }] as const;
  const stop = [by, { kind: 'recording-stopped', blob: null, durationMs: 0 }] as const;
  const chat = fromCustomer('still there');
  expect(afterStart(allowed, asking).recording).toEqual({ kind: 'asked', at: 4_000 });
  expect(afterStart(allowed, asking, ['customer', { kind: 'recording-declined' }]).recording.kind).toBe(
    'off',
  );
  expect(afterStart(allowed, yes).recording.kind).toBe('off');
  expect(afterStart(allowed, asking, yes, start, chat, pause).recording).toEqual({
    kind: 'paused',
    at: 8_000,
    recordedMs: 2_000,
  });
  expect(afterStart(allowed, asking, yes, start, chat, pause, chat, resume, chat, pause).recording).toEqual({
    kind: 'paused',
    at: 12_000,
    recordedMs: 4_000,
  });
  expect(afterStart(allowed, asking, yes, start, stop).recording).toEqual({ kind: 'off' });
});

test('the quality selected and a still asked for are known; what ends the picture ends the wait for a still', () => {
  const select = ['representative', { kind: 'quality-selected', quality: 'few-colors' }] as const;
  const still = ['representative', { kind: 'still-requested' }] as const;
  expect(afterStart().quality).toBe('automatic');
  expect(afterStart(allowed, select, camera, screen).quality).toBe('few-colors');
  expect(afterStart(allowed, camera, still).stillRequested).toBe(true);
  const sent = ['customer', { kind: 'still-sent', blob: blobOf('image/jpeg'), width: 1, height: 1 }] as const;
  for (const end of [
    sent,
    ['customer', { kind: 'still-failed' }],
    ['customer', { kind: 'sharing-stopped' }],
    ['customer', { kind: 'source-stopped', source: 'camera' }],
    ['customer', { kind: 'photo-choosing-began' }],
  ] as const) {
    expect(afterStart(allowed, camera, still, end).stillRequested, end[1].kind).toBe(false);
  }
});

test('presence follows the connection, in the queue and in the session', () => {
  const kinds = [
    'customer-connection-lost',
    'customer-reconnected',
    'customer-went-away',
    'customer-returned',
  ] as const;
  const presences = ['lost', 'connected', 'away', 'connected'];
  for (const [index, kind] of kinds.entries()) {
    const presence = { kind: presences[index], at: 2_000 };
    expect(reduceAll(logOf(['site', { kind }]))?.presence).toEqual(presence);
    expect(afterStart(['site', { kind }]).presence).toEqual({ ...presence, at: 3_000 });
  }
});

test('the tab is the one the customer opened last', () => {
  expect(
    afterStart(
      ['customer', { kind: 'tab-opened', tab: 'photos' }],
      ['customer', { kind: 'tab-opened', tab: 'files' }],
    ).tab,
  ).toBe('files');
});

test('a reference set after the end is kept with the session', () => {
  const state = afterStart(
    ['customer', { kind: 'session-ended', reason: 'customer-ended' }],
    ['representative', { kind: 'reference-set', reference: 'T-7', note: 'Refund sent.' }],
  );
  expect(state).toMatchObject({
    phase: 'ended',
    reason: 'customer-ended',
    reference: 'T-7',
    note: 'Refund sent.',
  });
});
