import { expect, test } from 'vitest';
import { framePoint } from '../../../../shared/annotation/frame-point';
import { beginLaser, drawLaser, extendLaser, laserFadeMs } from '../../../../shared/annotation/tools/laser';
import { fullHd } from './arbitraries';

test('the laser pointer’s trail fades and is gone', () => {
  const trail = extendLaser(
    extendLaser(beginLaser(fullHd, 'red'), [framePoint(1, 1)], 0),
    [framePoint(9, 9)],
    400,
  );
  expect(drawLaser(trail, 450).map(({ kind }) => kind)).toEqual(['stroke', 'fill', 'fill']);
  expect(drawLaser(trail, laserFadeMs + 1).map(({ kind }) => kind)).toEqual(['fill', 'fill']);
  expect(drawLaser(trail, 400 + laserFadeMs)).toEqual([]);
  expect(extendLaser(trail, [framePoint(2, 2)], 5000).points).toHaveLength(1);
});
