import { expect, test } from 'vitest';
import { slowestLines, timedFiles, timedTests } from '../../../scripts/support/slowest.mjs';

test('the ten slowest are named, the slowest first', () => {
  const timed = Array.from({ length: 12 }, (_, at) => ({ name: `test ${at}`, ms: at * 1_000 }));
  const lines = slowestLines('The slowest tests', timed);
  expect(lines).toHaveLength(11);
  expect(lines.slice(0, 2)).toEqual(['The slowest tests:', '    11.0 s  test 11']);
  expect(lines.at(-1)).toBe('     2.0 s  test 2');
  expect(timed[0]?.name).toBe('test 0');
  expect(slowestLines('The slowest tests', [])).toEqual([]);
});

test('files of Vitest and tests of Playwright are read from what they report', () => {
  const testResults = [{ name: '/project/tests/unit/a.test.ts', startTime: 1_000, endTime: 1_750 }];
  expect(timedFiles({ testResults }, '/project')).toEqual([{ name: 'tests/unit/a.test.ts', ms: 750 }]);
  const result = (duration: number) => ({ results: [{ duration }] });
  const suites = [
    {
      title: 'history.test.ts',
      specs: [{ title: 'a session is found', tests: [result(2_000)] }],
      suites: [{ title: 'later', specs: [{ title: 'it is deleted', tests: [result(1), result(2)] }] }],
    },
  ];
  expect(timedTests({ suites })).toEqual([
    { name: 'history.test.ts › a session is found', ms: 2_000 },
    { name: 'history.test.ts › later › it is deleted', ms: 3 },
  ]);
});
