import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyAll,
  type Board,
  elementById,
  emptyBoard,
  nextOrder,
} from '../../../../shared/annotation/board';
import { added, type Edit, removedAll } from '../../../../shared/annotation/edit';
import type { AnnotationElement } from '../../../../shared/annotation/element';
import { framePoint } from '../../../../shared/annotation/frame-point';
import { emptyHistory, perform, redo, undo, undoDepth } from '../../../../shared/annotation/history';

const frameId = 'frame-00001';

function pin(board: Board, id: string, x: number): AnnotationElement {
  const fields = { id, version: 1, order: nextOrder(board), colour: 'red', width: 'thin' } as const;
  return { kind: 'pin', ...fields, at: framePoint(x, 0), number: 1 };
}

function contents(board: Board): readonly AnnotationElement[] {
  return board.elements.map((element) => ({ ...element, version: 0 }));
}

type Action = { readonly kind: 'add' | 'move' | 'remove'; readonly pick: number; readonly x: number };
const actions = fc.array(
  fc.record<Action>({ kind: fc.constantFrom('add', 'move', 'remove'), pick: fc.nat(), x: fc.nat(1000) }),
  { minLength: 100, maxLength: 140 },
);

function editsOf(board: Board, { kind, pick, x }: Action, name: string): readonly Edit[] {
  const element = board.elements[pick % Math.max(1, board.elements.length)];
  if (kind === 'add' || element === undefined) return added(pin(board, name, x));
  if (kind === 'remove') return removedAll([element]);
  return [{ before: element, after: { ...pin(board, element.id, x), order: element.order } }];
}

describe('undo and redo', () => {
  test('undo of all gives the beginning, redo of all the end, over a hundred steps and more', () => {
    fc.assert(
      fc.property(actions, (all) => {
        let board = emptyBoard(frameId);
        let history = emptyHistory;
        const sent = [];
        all.forEach((action, index) => {
          const outcome = perform(board, history, editsOf(board, action, `pin-${index}-here`));
          ({ board, history } = outcome);
          sent.push(...outcome.changes);
        });
        const end = board;
        expect(history.done).toHaveLength(all.length);
        while (history.done.length > 0) {
          const outcome = undo(board, history);
          ({ board, history } = outcome);
          sent.push(...outcome.changes);
        }
        expect(board.elements).toEqual([]);
        while (history.undone.length > 0) {
          const outcome = redo(board, history);
          ({ board, history } = outcome);
          sent.push(...outcome.changes);
        }
        expect(contents(board)).toEqual(contents(end));
        expect(applyAll(emptyBoard(frameId), sent.toReversed())).toEqual(board);
      }),
      { numRuns: 40 },
    );
  });

  test('only local actions are undone', () => {
    fc.assert(
      fc.property(actions, fc.array(fc.nat(1000), { maxLength: 20 }), (all, theirs) => {
        let board = emptyBoard(frameId);
        let history = emptyHistory;
        all.slice(0, 30).forEach((action, index) => {
          const own = { ...board, elements: board.elements.filter(({ id }) => id.startsWith('mine')) };
          ({ board, history } = perform(board, history, editsOf(own, action, `mine-${index}`)));
          const x = theirs[index];
          if (x === undefined) return;
          const element = { ...pin(board, `theirs-${index}`, x), order: 1000 + index };
          board = applyAll(board, [{ kind: 'add', frameId, element }]);
        });
        const remote = contents(board).filter(({ id }) => id.startsWith('theirs'));
        while (history.done.length > 0) ({ board, history } = undo(board, history));
        expect(contents(board)).toEqual(remote);
      }),
      { numRuns: 60 },
    );
  });

  test('what the other side changed since is left as it is', () => {
    let { board, history } = perform(
      emptyBoard(frameId),
      emptyHistory,
      added(pin(emptyBoard(frameId), 'pin-00001', 1)),
    );
    const changed = { ...pin(board, 'pin-00001', 500), version: 2, order: 0 };
    board = applyAll(board, [{ kind: 'replace', frameId, element: changed }]);
    const undone = undo(board, history);
    expect(undone.changes).toEqual([]);
    expect(undone.board).toBe(board);
    ({ history } = undone);
    expect(redo(undone.board, history).board).toBe(board);
  });

  test('an edit of an element that is gone meanwhile is left out', () => {
    const element = pin(emptyBoard(frameId), 'pin-00001', 1);
    const outcome = perform(emptyBoard(frameId), emptyHistory, [{ before: element, after: element }]);
    expect(outcome).toEqual({ board: emptyBoard(frameId), history: emptyHistory, changes: [] });
  });

  test('a new action forgets what was undone, and Clear ends undo', () => {
    const first = perform(emptyBoard(frameId), emptyHistory, added(pin(emptyBoard(frameId), 'pin-00001', 1)));
    const back = undo(first.board, first.history);
    const next = perform(back.board, back.history, added(pin(back.board, 'pin-00002', 1)));
    expect(next.history.undone).toEqual([]);
    expect(elementById(next.board, 'pin-00001')).toBeUndefined();
    const cleared = applyAll(next.board, [{ kind: 'clear', frameId }]);
    expect(undo(cleared, next.history).changes).toEqual([]);
  });

  test('the depth is bounded, and at least a hundred', () => {
    expect(undoDepth).toBeGreaterThanOrEqual(100);
    let board = emptyBoard(frameId);
    let history = emptyHistory;
    for (let index = 0; index < undoDepth + 5; index += 1) {
      ({ board, history } = perform(board, history, added(pin(board, `pin-${index}-here`, index))));
    }
    expect(history.done).toHaveLength(undoDepth);
  });
});
