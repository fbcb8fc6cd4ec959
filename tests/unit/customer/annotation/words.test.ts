import { expect, test } from 'vitest';
import { frozenForCustomer, sharedTab } from '../../../../customer/annotation/frozen-for-customer';
import { newestMarkWords, pictureWords } from '../../../../customer/annotation/mark-words';
import { eventWords } from '../../../../customer/chat/event-words';
import type { AnnotationElement } from '../../../../shared/annotation/element';
import { framePoint } from '../../../../shared/annotation/frame-point';
import type { LivePane, Pane } from '../../../../shared/session/pane';
import { type CustomerEvent, noCapabilities } from '../../../../shared/session/session-event';
import type { ActiveSession } from '../../../../shared/session/session-state';
import { blobOf } from '../../../support/pictures';

const fields = { id: 'mark-000001', version: 1, order: 0, colour: 'red', width: 'medium' } as const;
const at = framePoint(1, 1);
const marks: readonly (readonly [AnnotationElement, string])[] = [
  [{ kind: 'pen', ...fields, points: [] }, 'Dana drew a line by hand'],
  [{ kind: 'highlighter', ...fields, points: [] }, 'Dana highlighted something'],
  [{ kind: 'line', ...fields, from: at, to: at }, 'Dana drew a line'],
  [{ kind: 'arrow', ...fields, from: at, to: at }, 'Dana drew an arrow'],
  [{ kind: 'rectangle', ...fields, from: at, to: at }, 'Dana drew a rectangle'],
  [{ kind: 'ellipse', ...fields, from: at, to: at }, 'Dana drew an ellipse'],
  [{ kind: 'text', ...fields, at, text: 'Press here' }, 'Dana wrote: Press here'],
  [{ kind: 'pin', ...fields, at, number: 2 }, 'Dana set pin 2'],
];

test.each(marks)('%# the newest mark is said', (mark, words) => {
  expect(newestMarkWords([mark], 'Dana')).toBe(words);
});

test('the picture says how many marks lie on it and what is written', () => {
  const all = marks.map(([mark]) => mark);
  expect(newestMarkWords([], 'Dana')).toBeNull();
  expect(pictureWords([], 'Dana')).toBe('Frozen picture without annotations');
  expect(pictureWords(all.slice(0, 1), 'Dana')).toBe('Frozen picture with one annotation by Dana');
  expect(pictureWords(all, 'Dana')).toBe(
    'Frozen picture with 8 annotations by Dana. Written on it: Press here',
  );
});

const said = (body: object): string | null =>
  eventWords({ seq: 1, at: 1, by: 'representative', commandId: 'x', ...body } as CustomerEvent, 'Dana Holm');

test('the log says in the customer’s words that a picture was frozen, kept and cleared, not each mark', () => {
  const frameId = 'frame-000001';
  const blob = blobOf('image/png', 1);
  const size = { width: 1, height: 1 };
  expect(said({ kind: 'annotation-began', frameId, image: blob, ...size })).toBe(
    'Dana Holm froze the picture to draw on it',
  );
  expect(said({ kind: 'annotation-changed', frameId, changes: [] })).toBeNull();
  expect(said({ kind: 'annotation-saved', frameId, blob, vectors: blob, ...size })).toBe(
    'Dana Holm kept the picture with the annotations',
  );
  expect(said({ kind: 'annotation-cleared', frameId })).toBe('Dana Holm cleared the frozen picture');
});

const live: LivePane = {
  kind: 'live',
  source: 'camera',
  method: 'camera',
  facing: 'rear',
  torch: false,
  zoom: 1,
  capabilities: noCapabilities,
  at: 1,
};
const freeze = { frameId: 'frame-000001' };
const stateOf = (pane: Pane): ActiveSession => ({ pane, freeze }) as unknown as ActiveSession;

test.each<[Pane, boolean]>([
  [live, true],
  [{ kind: 'paused', resumes: live, at: 2 }, true],
  [{ kind: 'hidden', at: 1 }, true],
  [{ kind: 'allowed', at: 1 }, true],
  [{ kind: 'stopped', at: 1 }, false],
  [{ kind: 'asked', at: 1 }, false],
])('the frozen picture is shown only while sharing is allowed: $kind', (pane, isShown) => {
  expect(frozenForCustomer(stateOf(pane), [])).toBe(isShown ? freeze : null);
  expect(frozenForCustomer(stateOf(pane), [{ kind: 'stop-sharing' }])).toBeNull();
});

test.each<[Pane, string | null]>([
  [live, 'camera'],
  [{ kind: 'paused', resumes: { ...live, source: 'screen' }, at: 2 }, 'screen'],
  [{ kind: 'hidden', at: 1 }, null],
])('what is shown belongs to a tab', (pane, tab) => {
  expect(sharedTab(stateOf(pane))).toBe(tab);
});
