/** How many of the slowest are named. */
const shown = 10;

/** The slowest of what was timed, the slowest first, as lines to print: seconds, then the name. */
export function slowestLines(heading, timed) {
  if (timed.length === 0) return [];
  const slowest = [...timed].sort((one, other) => other.ms - one.ms).slice(0, shown);
  return [
    `${heading}:`,
    ...slowest.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${name}`),
  ];
}

/** The time of each test file in a report of Vitest, in milliseconds; `root` is left out of the names. */
export function timedFiles({ testResults }, root) {
  return testResults.map(({ name, startTime, endTime }) => ({
    name: name.startsWith(`${root}/`) ? name.slice(root.length + 1) : name,
    ms: endTime - startTime,
  }));
}

/** The time of each test in a report of Playwright, its hooks and fixtures included, in milliseconds. */
export function timedTests({ suites }) {
  const tests = [];
  const walk = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      const ms = spec.tests
        .flatMap(({ results }) => results)
        .reduce((sum, { duration }) => sum + duration, 0);
      tests.push({ name: [...titles, spec.title].join(' › '), ms });
    }
    for (const inner of suite.suites ?? []) walk(inner, [...titles, inner.title]);
  };
  for (const suite of suites) walk(suite, [suite.title]);
  return tests;
}
