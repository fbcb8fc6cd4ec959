import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyBoard } from '../../../../shared/annotation/board';
import { type AnnotationElement, decodeElement } from '../../../../shared/annotation/element';
import { framePoint } from '../../../../shared/annotation/frame-point';
import { distance } from '../../../../shared/annotation/geometry';
import { emptyHistory, perform } from '../../../../shared/annotation/history';
import { topmostAt } from '../../../../shared/annotation/hit-test';
import {
  beginDraft,
  type Draft,
  extendDraft,
  finishDraft,
  previewDraft,
  type ToolScene,
} from '../../../../shared/annotation/tools/draft';
import { deleteSelection, nudge } from '../../../../shared/annotation/tools/select';
import { beginText, extendText, finishText, reopenText } from '../../../../shared/annotation/tools/text';
import { firstToolChoice, type Tool, toolChoiceSchema } from '../../../../shared/annotation/tools/tool';
import { elements, fullHd, points, sample, startOf } from './arbitraries';

const aim = { frame: fullHd, tolerance: 6 };

function scene(
  on: readonly AnnotationElement[] = [],
  shift = false,
  selectedIds: readonly string[] = [],
): ToolScene {
  return { elements: on, selectedIds, aim, shift };
}

type PointerTool = Exclude<Tool, 'laser'>;

/** One drag from place to place with a tool. */
function drag(
  tool: PointerTool,
  way: readonly [number, number][],
  over: ToolScene = scene(),
  id = 'element-new',
): Draft {
  const [first, ...rest] = way.map(([x, y], index) => sample(x, y, index * 8));
  if (first === undefined) throw new Error('no way');
  return extendDraft(beginDraft(tool, startOf(id, over.elements.length), first, over), rest, over).draft;
}

function drawn(tool: PointerTool, way: readonly [number, number][], over: ToolScene = scene(), id?: string) {
  const edit = finishDraft(drag(tool, way, over, id))[0];
  if (edit === undefined || edit.after === null) throw new Error('nothing drawn');
  return edit.after;
}

describe('spans', () => {
  test.each(['line', 'arrow'] as const)('Shift holds the %s at multiples of 15°', (tool) => {
    fc.assert(
      fc.property(points, points, (from, to) => {
        fc.pre(distance(from, to) > 40);
        const over = scene([], true);
        const mark = finishDraft(
          drag(
            tool,
            [
              [from.x, from.y],
              [to.x, to.y],
            ],
            over,
          ),
        )[0]?.after;
        if (mark?.kind !== tool) throw new Error('not drawn');
        const angle = (Math.atan2(mark.to.y - mark.from.y, mark.to.x - mark.from.x) * 180) / Math.PI;
        expect(Math.abs(angle / 15 - Math.round(angle / 15)) * 15).toBeLessThan(0.3);
        expect(distance(mark.to, to)).toBeLessThan(distance(from, to) * Math.sin(Math.PI / 24) + 0.2);
      }),
    );
  });

  test.each(['rectangle', 'ellipse'] as const)('Shift makes the %s as wide as high', (tool) => {
    fc.assert(
      fc.property(points, points, (from, to) => {
        fc.pre(distance(from, to) > 10);
        const mark = finishDraft(
          drag(
            tool,
            [
              [from.x, from.y],
              [to.x, to.y],
            ],
            scene([], true),
          ),
        )[0]?.after;
        if (mark?.kind !== tool) throw new Error('not drawn');
        expect(Math.abs(mark.to.x - mark.from.x)).toBeCloseTo(Math.abs(mark.to.y - mark.from.y), 0);
      }),
    );
  });

  test.each(['line', 'arrow', 'rectangle', 'ellipse'] as const)(
    'a %s goes from where the pointer went down to where it is',
    (tool) => {
      expect(
        drawn(tool, [
          [10, 20],
          [50, 60],
          [300, 200],
        ]),
      ).toMatchObject({
        kind: tool,
        id: 'element-new',
        version: 1,
        colour: 'red',
        from: { x: 10, y: 20 },
        to: { x: 300, y: 200 },
      });
      expect(
        finishDraft(
          drag(tool, [
            [10, 20],
            [11, 20],
          ]),
        ),
      ).toEqual([]);
    },
  );
});

describe('highlighter, pins and text', () => {
  test('a highlighter mark has no pressure', () => {
    const mark = drawn('highlighter', [
      [10, 10],
      [200, 10],
    ]);
    expect(mark).toMatchObject({
      kind: 'highlighter',
      points: [
        { x: 10, y: 10 },
        { x: 200, y: 10 },
      ],
    });
    expect(JSON.stringify(mark)).not.toContain('pressure');
  });

  test('pins count up from the highest there is', () => {
    const one = drawn('pin', [[10, 10]], scene(), 'pin-00001');
    const two = drawn(
      'pin',
      [
        [20, 10],
        [25, 15],
      ],
      scene([one]),
      'pin-00002',
    );
    expect(one).toMatchObject({ number: 1 });
    expect(two).toMatchObject({ number: 2, at: { x: 25, y: 15 } });
    expect(drawn('pin', [[30, 10]], scene([two]), 'pin-00003')).toMatchObject({ number: 3 });
  });

  test('text is written, changed, and removed when nothing is left of it', () => {
    const draft = beginText(startOf('text-00001'), framePoint(40, 50));
    expect(finishText(draft)).toEqual([]);
    expect(finishText(extendText(draft, '  \n').draft)).toEqual([]);
    const edit = finishText(extendText(draft, 'Plug 1 ').draft)[0];
    if (edit?.after?.kind !== 'text') throw new Error('not written');
    expect(edit.after).toMatchObject({ text: 'Plug 1', at: { x: 40, y: 50 } });
    const again = reopenText(edit.after);
    expect(finishText(again)).toEqual([]);
    expect(finishText(extendText(again, 'Plug 2').draft)).toMatchObject([
      { before: { text: 'Plug 1' }, after: { text: 'Plug 2' } },
    ]);
    expect(finishText(extendText(again, '').draft)).toEqual([{ before: edit.after, after: null }]);
    expect(previewDraft(again)).toEqual({ drawn: [edit.after], hiddenIds: ['text-00001'] });
  });

  test('too long a text is cut and refused, never between the halves of a character', () => {
    const draft = beginText(startOf('text-00001'), framePoint(0, 0));
    const { draft: cut, refusal } = extendText(draft, `${'a'.repeat(499)}🔌b`);
    expect(refusal?.code).toBe('text-too-long');
    expect(cut.text).toBe('a'.repeat(499));
  });
});

describe('eraser and selection', () => {
  const line = drawn(
    'line',
    [
      [100, 100],
      [400, 100],
    ],
    scene(),
    'line-00001',
  );
  const pin = drawn('pin', [[200, 300]], scene([line]), 'pin-00001');
  const both = [line, pin];

  test('the eraser takes whole marks that it crosses, in one step that can be undone', () => {
    const draft = drag(
      'eraser',
      [
        [250, 50],
        [250, 150],
        [200, 400],
      ],
      scene(both),
    );
    expect(previewDraft(draft)).toEqual({ drawn: [], hiddenIds: ['line-00001', 'pin-00001'] });
    expect(finishDraft(draft)).toEqual([
      { before: line, after: null },
      { before: pin, after: null },
    ]);
    expect(
      finishDraft(
        drag(
          'eraser',
          [
            [600, 600],
            [700, 700],
          ],
          scene(both),
        ),
      ),
    ).toEqual([]);
  });

  test('a drag moves the mark under the pointer, Shift along one axis', () => {
    const draft = drag(
      'select',
      [
        [200, 300],
        [260, 340],
      ],
      scene(both),
    );
    expect(previewDraft(draft)).toMatchObject({
      drawn: [{ at: { x: 260, y: 340 } }],
      hiddenIds: ['pin-00001'],
    });
    expect(finishDraft(draft)).toMatchObject([{ before: pin, after: { at: { x: 260, y: 340 } } }]);
    expect(finishDraft(drag('select', [[200, 300]], scene(both)))).toEqual([]);
    const down = beginDraft('select', startOf('unused-id'), sample(200, 300), scene(both));
    expect(finishDraft(extendDraft(down, [sample(260, 310)], scene(both, true)).draft)).toMatchObject([
      { after: { at: { x: 260, y: 300 } } },
    ]);
  });

  test('Shift adds to the selection and takes out of it; marks selected together move together', () => {
    const add = drag('select', [[200, 300]], scene(both, true, ['line-00001']));
    expect(add.kind === 'select' && add.selected).toEqual(both);
    const out = drag('select', [[200, 300]], scene(both, true, ['line-00001', 'pin-00001']));
    expect(out.kind === 'select' && out.selected).toEqual([line]);
    const none = drag('select', [[900, 900]], scene(both, false, ['line-00001']));
    expect(none.kind === 'select' && none.selected).toEqual([]);
    const together = drag(
      'select',
      [
        [200, 300],
        [210, 310],
      ],
      scene(both, false, ['line-00001', 'pin-00001']),
    );
    expect(finishDraft(together)).toHaveLength(2);
  });

  test('a mark can be moved by keys and deleted, never lost off the frame', () => {
    expect(nudge([pin], fullHd, { x: 1, y: 0 })).toMatchObject([{ after: { at: { x: 201, y: 300 } } }]);
    expect(nudge([pin], fullHd, { x: -9999, y: 9999 })).toMatchObject([{ after: { at: { x: 0, y: 1080 } } }]);
    const [edit] = deleteSelection([pin]);
    expect(edit).toEqual({ before: pin, after: null });
  });

  test('any element can be moved and undone content stays valid', () => {
    fc.assert(
      fc.property(elements, points, (element, by) => {
        for (const { after } of nudge([element], fullHd, by))
          expect(decodeElement(after, fullHd).ok).toBe(true);
      }),
    );
  });
});

test('what is finished goes on the board; what is cancelled is dropped and leaves no trace', () => {
  const board = emptyBoard('frame-00001');
  const draft = drag('arrow', [
    [10, 10],
    [90, 90],
  ]);
  expect(board.elements).toEqual([]);
  const outcome = perform(board, emptyHistory, finishDraft(draft));
  expect(outcome.changes).toMatchObject([{ kind: 'add', frameId: 'frame-00001', element: { version: 1 } }]);
  expect(topmostAt(outcome.board.elements, framePoint(50, 50), aim)?.id).toBe('element-new');
});

test('the first choice of tool is a choice', () => {
  expect(toolChoiceSchema.parse(firstToolChoice)).toEqual(firstToolChoice);
});
