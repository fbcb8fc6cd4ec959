import { describe, expect, it } from 'vitest';
import { deliveryWords, frozenWords } from '../../../../renderer/annotation/frozen-words';
import {
  type AnnotationCommand,
  commandOfPress,
  toolFaces,
  widthBeside,
} from '../../../../renderer/annotation/tool-list';
import { annotationWords } from '../../../../renderer/chat/event-words';
import { railStatus } from '../../../../renderer/rail/rail-status';
import { commandOfKey } from '../../../../renderer/screen/pane-keys';
import { ribbonStretches } from '../../../../renderer/session/ribbon-stretches';
import type { AnnotationChange } from '../../../../shared/annotation/board';
import { emptyBoard } from '../../../../shared/annotation/board';
import type { AnnotationElement } from '../../../../shared/annotation/element';
import { framePoint, inkPoint } from '../../../../shared/annotation/frame-point';
import { toolSchema } from '../../../../shared/annotation/tools/tool';
import type { Pane } from '../../../../shared/session/pane';
import { reduce } from '../../../../shared/session/reduce';
import type { SessionEvent } from '../../../../shared/session/session-event';
import type { ActiveSession } from '../../../../shared/session/session-state';
import { bodies, eventOf } from '../chat/samples';
import { liveCamera } from '../screen/samples';

const common = { version: 1, order: 0, colour: 'red', width: 'medium' } as const;
const at = framePoint(1, 1);
const pin = (id: string, number: number): AnnotationElement => ({ kind: 'pin', id, ...common, at, number });
const arrow = (id: string): AnnotationElement => ({ kind: 'arrow', id, ...common, from: at, to: at });
const add = (element: AnnotationElement): AnnotationChange => ({ kind: 'add', frameId: 'f', element });
const remove = (id: string): AnnotationChange => ({ kind: 'remove', frameId: 'f', id, version: 2 });
const said = (...changes: AnnotationChange[][]): string =>
  annotationWords(
    changes.map((each, index) =>
      eventOf({ kind: 'annotation-changed', frameId: 'f', changes: each } as never, index + 1, 0),
    ) as SessionEvent[],
  ).text;

describe('what the log says of marks', () => {
  it.each<[string, AnnotationChange[][]]>([
    ['Pin 1 added', [[add(pin('a', 1))]]],
    ['Arrow and pin 2 added', [[add(arrow('a'))], [add(pin('b', 2))]]],
    [
      '2 arrows and pins 1 and 2 added',
      [[add(arrow('a')), add(arrow('b')), add(pin('c', 1)), add(pin('d', 2))]],
    ],
    ['1 mark removed', [[remove('a')]]],
    ['Marks drawn and undone', [[add(arrow('a'))], [remove('a')]]],
    ['1 mark changed', [[{ kind: 'replace', frameId: 'f', element: arrow('a') }]]],
    ['Arrow added, 2 marks removed', [[remove('x'), remove('y')], [add(arrow('a'))]]],
  ])('%s', (text, changes) => expect(said(...changes)).toBe(text));

  it('counts marks of many kinds', () => {
    const point = inkPoint(1, 1, 0.5);
    const kinds: AnnotationElement[] = [
      arrow('a'),
      { ...arrow('b'), kind: 'line' } as AnnotationElement,
      { ...arrow('c'), kind: 'ellipse' } as AnnotationElement,
      { kind: 'pen', id: 'd', ...common, points: [point] },
      { kind: 'highlighter', id: 'e', ...common, points: [point] },
    ];
    expect(said(kinds.map(add))).toBe('5 marks added');
  });
});

describe('what is said of a frozen picture', () => {
  const freeze = {
    frameId: 'f',
    image: { hash: 'ab'.repeat(32), type: 'image/webp', size: 1 },
    width: 10,
    height: 10,
    at: 60_000,
    board: emptyBoard('f'),
  } as const;
  const started = (): ActiveSession => {
    const waiting = reduce(undefined, eventOf(bodies['session-key-used'], 1, 1));
    const active = reduce(waiting, eventOf(bodies['session-started'], 2, 2));
    if (active.phase !== 'active') throw new Error('the session has not started');
    return active;
  };
  const state = (pane: Pane, more: Partial<ActiveSession> = {}): ActiveSession => ({
    ...started(),
    pane,
    freeze,
    ...more,
  });
  const live: Pane = liveCamera;

  it('tells who sees it, and who no longer does', () => {
    expect(frozenWords(state(live), 'Kwame', true)).toEqual({
      tone: 'shown',
      text: 'Kwame sees this picture with your annotations. Video is paused on the phone.',
    });
    expect(frozenWords(state(live, { presence: { kind: 'lost', at: 1 } }), 'Kwame', true).tone).toBe('wait');
    expect(frozenWords(state(live), 'Kwame', false).text).toBe('Sending this picture to Kwame.');
    const stopped = frozenWords(
      state({ kind: 'stopped', at: 1 }, { presence: { kind: 'lost', at: 1 } }),
      'Kwame',
      true,
    );
    expect(stopped.tone).toBe('stop');
    expect(stopped.text).toMatch(/^Kwame stopped sharing at .* Save the still, or clear it\.$/);
  });

  it('tells whether the marks have arrived', () => {
    expect(deliveryWords(4, 0, true, 'Kwame')).toBe('4 marks delivered');
    expect(deliveryWords(1, 1, true, 'Kwame')).toBe('1 mark, 1 on the way');
    expect(deliveryWords(2, 1, false, 'Kwame')).toBe('2 marks, waiting for Kwame');
  });

  it('stands in the rail and on the ribbon', () => {
    expect(railStatus(state(live), 83_000)).toMatchObject({
      text: 'Camera frozen, 0:23',
      icon: 'camera',
      tone: 'wait',
      shape: 'ring',
    });
    expect(railStatus(state({ kind: 'stopped', at: 1 }), 83_000).text).toBe('Stopped sharing');
    const ribbon = [
      { at: 0, kind: 'live' },
      { at: 100, kind: 'frozen' },
      { at: 300, kind: 'live' },
    ] as const;
    expect(ribbonStretches(ribbon, 400).map(({ tone, from, to }) => [tone, from, to])).toEqual([
      ['live', 0, 100],
      ['frozen', 100, 300],
      ['live', 300, 400],
    ]);
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    ...more,
  });

  it('take every tool, and none that the pane has', () => {
    expect(toolFaces.map(({ tool }) => tool).toSorted()).toEqual(toolSchema.options.toSorted());
    for (const { tool, shortcut } of toolFaces) {
      expect(commandOfPress(press(shortcut.toLowerCase()), 'linux')).toEqual({
        kind: 'choose',
        change: { tool },
      });
      expect(commandOfKey(press(shortcut), 'linux', true)).toBeUndefined();
    }
  });

  it.each<[string, AnnotationCommand, Partial<KeyboardEvent>, string]>([
    ['z', { kind: 'undo' }, { ctrlKey: true }, 'linux'],
    ['Z', { kind: 'redo' }, { ctrlKey: true, shiftKey: true }, 'win32'],
    ['y', { kind: 'redo' }, { ctrlKey: true }, 'win32'],
    ['z', { kind: 'undo' }, { metaKey: true }, 'darwin'],
    ['Escape', { kind: 'escape' }, {}, 'linux'],
    ['Delete', { kind: 'delete' }, {}, 'linux'],
    ['ArrowLeft', { kind: 'nudge', x: -10, y: 0 }, { shiftKey: true }, 'linux'],
    ['3', { kind: 'choose', change: { colour: 'green' } }, { altKey: true, code: 'Digit3' }, 'linux'],
    ['Enter', { kind: 'clear' }, { ctrlKey: true }, 'linux'],
    ['.', { kind: 'thicker' }, {}, 'linux'],
  ])('%s', (key, command, more, platform) => {
    expect(commandOfPress(press(key, more), platform)).toEqual(command);
  });

  it('leave copying to the pane, and words being composed alone', () => {
    expect(commandOfPress(press('c', { ctrlKey: true }), 'linux')).toBeUndefined();
    expect(commandOfPress(press('p', { isComposing: true }), 'linux')).toBeUndefined();
    expect(widthBeside('thin', -1)).toBe('thin');
    expect(widthBeside('thin', 1)).toBe('medium');
  });
});
