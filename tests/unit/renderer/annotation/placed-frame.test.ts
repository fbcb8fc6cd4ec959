import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matrixOf } from '../../../../renderer/annotation/placed-frame';
import { placePicture, type Turn } from '../../../../renderer/picture/view-geometry';
import { fittedView, frameTransform } from '../../../../shared/annotation/frame-transform';
import { mapped } from '../../../../shared/annotation/matrix';

const side = fc.integer({ min: 64, max: 4_000 });
const turns: readonly Turn[] = [0, 90, 180, 270];

it('leads each corner of the frame to the corner of the picture where it is placed, however it is turned', () => {
  fc.assert(
    fc.property(
      fc.record({ width: side, height: side }),
      fc.record({ width: side, height: side }),
      fc.constantFrom(...turns),
      (stage, frame, turn) => {
        const placed = placePicture(stage, frame, { kind: 'fit', turn }, { hasStrip: false });
        fc.pre(placed.scale > 0.01);
        const matrix = matrixOf(placed, turn, frame);
        // The same picture by the transform that the phone uses.
        const view = { ...fittedView(frame, placed.size.width, placed.size.height, 1), rotation: turn };
        const { toView } = frameTransform(view);
        for (const [x, y] of [
          [0, 0],
          [frame.width, 0],
          [0, frame.height],
          [frame.width / 3, frame.height / 5],
        ] as const) {
          const here = mapped(matrix, x, y);
          const there = mapped(toView, x, y);
          expect(here.x - placed.left).toBeCloseTo(there.x, 3);
          expect(here.y - placed.top).toBeCloseTo(there.y, 3);
        }
      },
    ),
  );
});
