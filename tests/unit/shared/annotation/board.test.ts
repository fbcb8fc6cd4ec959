import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnnotationChange,
  apply,
  applyAll,
  checkChange,
  decodeChange,
  elementById,
  emptyBoard,
  nextOrder,
  nextVersion,
} from '../../../../shared/annotation/board';
import type { AnnotationElement } from '../../../../shared/annotation/element';
import { framePoint } from '../../../../shared/annotation/frame-point';
import { annotationLimits } from '../../../../shared/annotation/limits';
import { elements, fullHd, identifiers } from './arbitraries';

const frameId = 'frame-00001';

function pin(id: string, version = 1, order = 0, number = 1): AnnotationElement {
  return { kind: 'pin', id, version, order, colour: 'red', width: 'thin', at: framePoint(1, 2), number };
}

const changes: fc.Arbitrary<AnnotationChange> = fc.oneof(
  { weight: 6, arbitrary: elements.map((element) => ({ kind: 'add', frameId, element }) as const) },
  { weight: 6, arbitrary: elements.map((element) => ({ kind: 'replace', frameId, element }) as const) },
  {
    weight: 3,
    arbitrary: fc
      .record({ id: identifiers, version: fc.integer({ min: 1, max: 5 }) })
      .map((removal) => ({ kind: 'remove', frameId, ...removal }) as const),
  },
);
const withClear = fc.oneof(
  { weight: 20, arbitrary: changes },
  { weight: 1, arbitrary: fc.constant({ kind: 'clear', frameId } as const) },
  { weight: 1, arbitrary: changes.map((change) => ({ ...change, frameId: 'frame-00002' })) },
);

describe('convergence', () => {
  test('any order and repetition of the same changes gives the same board', () => {
    fc.assert(
      fc.property(
        fc.array(withClear, { maxLength: 30 }).chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.array(
              fc.constantFrom(
                ...(all.length > 0 ? all : [{ kind: 'clear', frameId: 'frame-none' } as const]),
              ),
              {
                maxLength: 20,
              },
            ),
          ),
        ),
        ([all, shuffled, repeated]) => {
          const one = applyAll(emptyBoard(frameId), all);
          expect(applyAll(emptyBoard(frameId), shuffled)).toEqual(one);
          expect(applyAll(applyAll(emptyBoard(frameId), shuffled), repeated)).toEqual(one);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('two sides that each draw and get the other’s changes late hold the same board', () => {
    fc.assert(
      fc.property(fc.array(changes), fc.array(changes), (mine, theirs) => {
        const here = applyAll(applyAll(emptyBoard(frameId), mine), theirs);
        const there = applyAll(applyAll(emptyBoard(frameId), theirs), mine);
        expect(here).toEqual(there);
      }),
    );
  });

  test('a change that says nothing new leaves the very same board', () => {
    fc.assert(
      fc.property(fc.array(withClear, { maxLength: 20 }), withClear, (before, change) => {
        const board = apply(applyAll(emptyBoard(frameId), before), change);
        expect(apply(board, change)).toBe(board);
      }),
    );
  });
});

describe('versions', () => {
  test('an older version never overwrites a newer one', () => {
    const newer = apply(emptyBoard(frameId), { kind: 'add', frameId, element: pin('pin-00001', 3) });
    expect(apply(newer, { kind: 'replace', frameId, element: pin('pin-00001', 2, 0, 7) })).toBe(newer);
    expect(apply(newer, { kind: 'remove', frameId, id: 'pin-00001', version: 2 })).toBe(newer);
  });

  test('a late change does not bring a removed element back; a newer one does', () => {
    const removed = applyAll(emptyBoard(frameId), [
      { kind: 'add', frameId, element: pin('pin-00001') },
      { kind: 'remove', frameId, id: 'pin-00001', version: 2 },
    ]);
    expect(removed.elements).toEqual([]);
    expect(nextVersion(removed, 'pin-00001')).toBe(3);
    expect(apply(removed, { kind: 'add', frameId, element: pin('pin-00001', 1) })).toBe(removed);
    expect(apply(removed, { kind: 'add', frameId, element: pin('pin-00001', 3) }).elements).toHaveLength(1);
  });

  test('elements are drawn by their order, then by their id', () => {
    const board = applyAll(
      emptyBoard(frameId),
      [pin('pin-c0000', 1, 1), pin('pin-b0000', 1, 1), pin('pin-a0000', 1, 2), pin('pin-d0000', 1, 0)].map(
        (element) => ({ kind: 'add', frameId, element }) as const,
      ),
    );
    expect(board.elements.map(({ id }) => id)).toEqual(['pin-d0000', 'pin-b0000', 'pin-c0000', 'pin-a0000']);
    expect(nextOrder(board)).toBe(3);
    expect(nextOrder(emptyBoard(frameId))).toBe(0);
    expect(nextVersion(board, '__proto__')).toBe(1);
    expect(elementById(board, '__proto__')).toBeUndefined();
  });

  test('Clear is for good, and another frame’s changes are not ours', () => {
    const cleared = applyAll(emptyBoard(frameId), [
      { kind: 'clear', frameId },
      { kind: 'add', frameId, element: pin('pin-00001') },
    ]);
    expect(cleared).toEqual({ frameId, cleared: true, elements: [], removed: [] });
    const other = apply(emptyBoard(frameId), { kind: 'clear', frameId: 'frame-00002' });
    expect(other.cleared).toBe(false);
  });
});

describe('limits', () => {
  const many = Array.from({ length: annotationLimits.elementsPerFrame }, (_none, index) =>
    pin(`pin-${String(index).padStart(6, '0')}`, 1, index),
  );
  const full = applyAll(
    emptyBoard(frameId),
    many.map((element) => ({ kind: 'add', frameId, element }) as const),
  );

  test('a full board refuses one more but not a change of one it has', () => {
    expect(full.elements).toHaveLength(10_000);
    const one = checkChange(full, { kind: 'add', frameId, element: pin('pin-one-more') });
    expect(one?.code).toBe('too-many-elements');
    expect(checkChange(full, { kind: 'replace', frameId, element: pin('pin-000001', 2) })).toBeNull();
    expect(checkChange(full, { kind: 'remove', frameId, id: 'pin-000001', version: 2 })).toBeNull();
  });

  test('a change of a frame that is not shown is refused', () => {
    const change = { kind: 'clear', frameId: 'frame-00002' } as const;
    expect(checkChange(full, change)?.code).toBe('frame-not-shown');
    const cleared = apply(full, { kind: 'clear', frameId });
    expect(checkChange(cleared, { kind: 'clear', frameId })?.code).toBe('frame-not-shown');
  });

  test('a change is read back as it was sent', () => {
    fc.assert(
      fc.property(withClear, (change) => {
        const read = decodeChange(JSON.parse(JSON.stringify(change)), fullHd);
        expect(read).toEqual({ ok: true, value: change });
      }),
    );
  });

  test('no value, however odd, makes the decoder throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(decodeChange(value, fullHd).ok).toBe(false);
      }),
    );
  });
});
