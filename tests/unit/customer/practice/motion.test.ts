import { expect, test } from 'vitest';
import { createMotion } from '../../../../customer/practice/motion';

test('scene time runs at the speed set, without a jump when it changes', () => {
  let now = 5000;
  const motion = createMotion(() => now);
  expect(motion.seconds()).toBe(0);
  now += 2000;
  expect(motion.seconds()).toBe(2);
  motion.setSpeed(0);
  now += 3000;
  expect(motion.seconds()).toBe(2);
  motion.setSpeed(10);
  expect(motion.seconds()).toBe(2);
  now += 500;
  expect(motion.seconds()).toBe(7);
  expect(motion.speed()).toBe(10);
});

test.each([-1, 11, Number.NaN])('a speed of %s is refused', (speed) => {
  const motion = createMotion(() => 0);
  expect(() => motion.setSpeed(speed)).toThrow(RangeError);
  expect(motion.speed()).toBe(1);
});
