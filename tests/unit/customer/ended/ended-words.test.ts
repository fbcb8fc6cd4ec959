import { expect, test } from 'vitest';
import { chatText } from '../../../../customer/ended/chat-text';
import { endedWords, lengthWords, shownWords, usedBroadcaster } from '../../../../customer/ended/ended-words';
import { reduceAll } from '../../../../shared/session/reduce';
import type { EndReason, EventBody, SessionEvent } from '../../../../shared/session/session-event';
import { forCustomer, noCapabilities } from '../../../../shared/session/session-event';
import type { EndedSession } from '../../../../shared/session/session-state';
import { sessionKeyUsed } from '../../../support/wire/session-events';

function ended(
  bodies: readonly (readonly [SessionEvent['by'], EventBody])[],
  reason: EndReason = 'representative-ended',
): { events: SessionEvent[]; state: EndedSession } {
  const all: readonly (readonly [SessionEvent['by'], EventBody])[] = [
    ['customer', sessionKeyUsed()],
    ['representative', { kind: 'reference-set', reference: 'secret ticket', note: 'secret note' }],
    ['representative', { kind: 'session-started', representative: { name: 'Astrid Holm' }, waitedMs: 1 }],
    ...bodies,
    ['representative', { kind: 'session-ended', reason }],
  ];
  const events = all.map(([by, body], index) => ({
    seq: index + 1,
    at: 1_700_000_000_000 + index * 1_000,
    by,
    commandId: `command-${index + 1}`,
    ...body,
  }));
  const state = reduceAll(events);
  if (state?.phase !== 'ended') throw new Error('the session has not ended');
  return { events, state };
}

test.each([
  [0, '0 seconds'],
  [1_000, '1 second'],
  [59_400, '59 seconds'],
  [60_000, '1 minute'],
  [90_000, '2 minutes'],
  [24 * 60_000, '24 minutes'],
  [59.6 * 60_000, '1 h 0 min'],
  [61 * 60_000, '1 h 1 min'],
  [-5, '0 seconds'],
])('%i ms is "%s"', (milliseconds, words) => {
  expect(lengthWords(milliseconds)).toBe(words);
});

test('the end names who can see nothing any more, and a loss where there was one', () => {
  expect(endedWords(ended([]).state)).toMatch(
    /^Astrid Holm can no longer access your phone: .* Nothing is shared\.$/,
  );
  expect(endedWords(ended([], 'customer-did-not-return').state)).toMatch(/^The connection was lost/);
});

test('what was shown is said once each, from the log', () => {
  expect(shownWords(ended([]).events)).toBe('Nothing');
  const camera: readonly [SessionEvent['by'], EventBody] = [
    'customer',
    {
      kind: 'source-started',
      source: 'camera',
      facing: 'rear',
      method: 'camera',
      capabilities: noCapabilities,
    },
  ];
  expect(shownWords(ended([['customer', { kind: 'sharing-allowed' }], camera, camera]).events)).toBe(
    'Camera',
  );
});

test('photos shown are counted once each, and a broadcaster app is remembered', () => {
  const photo = (hash: string): readonly [SessionEvent['by'], EventBody] => [
    'customer',
    {
      kind: 'photo-shown',
      blob: { hash: hash.repeat(64), type: 'image/jpeg', size: 9 },
      name: 'one.jpg',
      origin: 'photo',
      width: 4,
      height: 3,
    },
  ];
  const broadcast: readonly [SessionEvent['by'], EventBody] = [
    'customer',
    {
      kind: 'source-started',
      source: 'screen',
      facing: 'unknown',
      method: 'broadcast',
      capabilities: noCapabilities,
    },
  ];
  const allowed: readonly [SessionEvent['by'], EventBody] = ['customer', { kind: 'sharing-allowed' }];
  const { events } = ended([allowed, broadcast, photo('a'), photo('b'), photo('a')]);
  expect(shownWords(events)).toBe('Screen, 2 photos');
  expect(shownWords(ended([allowed, photo('a')]).events)).toBe('1 photo');
  expect(usedBroadcaster(events)).toBe(true);
  expect(usedBroadcaster(ended([allowed, photo('a')]).events)).toBe(false);
});

test('the saved chat has every message with its writer, and nothing private to the representative', () => {
  const { events, state } = ended([
    ['representative', { kind: 'chat-message-sent', text: 'Hello' }],
    ['customer', { kind: 'chat-message-sent', text: 'Two\nlines' }],
  ]);
  const text = chatText(events.map(forCustomer), state);
  expect(text).toContain('Nordlicht Support\nMaja with Astrid Holm\n');
  expect(text).toContain('Astrid Holm: Hello\n');
  expect(text).toContain('Maja: Two\nlines\n');
  expect(text).toContain('Astrid Holm ended the session');
  expect(text).not.toContain('secret');
});
