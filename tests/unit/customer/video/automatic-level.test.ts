import { expect, test } from 'vitest';
import { beginAutomatic, nextAutomatic } from '../../../../customer/video/automatic-level';

type Sample = Parameters<typeof nextAutomatic>[1];
const good: Sample = { availableBitrate: 6_000_000, lossFraction: 0, roundTripMs: 20, limitedBy: 'none' };
const starved: Sample = { ...good, availableBitrate: 250_000, limitedBy: 'bandwidth' };

/** Looks once a second, and tells the level after each look. */
function follow(samples: readonly Sample[], from = beginAutomatic(0), start = 0) {
  const levels: string[] = [];
  let state = from;
  for (const [index, sample] of samples.entries()) {
    state = nextAutomatic(state, sample, start + (index + 1) * 1_000);
    levels.push(state.level);
  }
  return { levels, state, now: start + samples.length * 1_000 };
}
const times = (count: number, sample: Sample): Sample[] => Array.from({ length: count }, () => sample);

test('begins at Full Color and stays there on a good connection', () => {
  expect(new Set(follow(times(120, good)).levels)).toEqual(new Set(['full-color']));
});

test('gives a new connection time to grow before it judges it', () => {
  expect(follow([...times(3, starved), ...times(10, good)]).levels).not.toContain('more-colors');
});

test('goes straight to the level a narrow connection carries', () => {
  const { levels } = follow(times(8, starved));
  expect(levels.at(-1)).toBe('few-colors');
  expect(levels).not.toContain('more-colors');
});

test('goes down to Black and White and no further', () => {
  const { levels } = follow(times(60, { ...starved, availableBitrate: 30_000 }));
  expect(levels.at(-1)).toBe('black-and-white');
});

test.each([
  ['loss', { ...good, lossFraction: 0.3 }],
  ['delay', { ...good, roundTripMs: 1_500 }],
])('goes down for lasting %s, not for one bad second', (_what, bad) => {
  expect(follow([...times(6, good), bad, ...times(6, good)]).levels).not.toContain('more-colors');
  expect(follow([...times(6, good), ...times(4, bad)]).levels.at(-1)).not.toBe('full-color');
});

test('comes back within ten seconds of the connection coming back', () => {
  const down = follow(times(8, { ...starved, availableBitrate: 300_000 }));
  const back = follow(times(10, good), down.state, down.now);
  expect(back.levels.at(-1)).toBe('full-color');
});

test('does not go back and forth on a connection that carries only the lower level', () => {
  const narrow = (level: string): Sample =>
    level === 'few-colors' || level === 'black-and-white'
      ? { ...good, availableBitrate: 400_000 }
      : { ...starved, availableBitrate: 400_000 };
  let state = beginAutomatic(0);
  let changes = 0;
  for (let second = 1; second <= 300; second += 1) {
    const before = state.level;
    state = nextAutomatic(state, narrow(before), second * 1_000);
    if (state.level !== before) changes += 1;
  }
  expect(changes).toBeLessThan(40);
});
