import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from './display.mjs';
import { ensureElectron } from './electron.mjs';
import { inModules, inRoot, root } from './paths.mjs';
import { runNode } from './processes.mjs';
import { slowestLines, timedFiles, timedTests } from './slowest.mjs';

/** Runs a test runner that leaves a report file, counts what the report says, and prints what took longest. */
async function counted(start, read, slowest) {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-'));
  const report = join(folder, 'report.json');
  try {
    const { code } = await start(report);
    let counts = { passed: 0, failed: 0 };
    if (existsSync(report)) {
      const said = JSON.parse(await readFile(report, 'utf8'));
      counts = read(said);
      for (const line of slowest(said)) console.log(line);
    }
    // A runner that fails without a failing test (a file that does not load) counts as one.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const unitTests = (args = []) =>
  counted(
    (report) =>
      runNode([
        inModules('vitest/vitest.mjs'),
        'run',
        '--passWithNoTests',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ]),
    ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }),
    (report) => slowestLines('The slowest files', timedFiles(report, root)),
  );

/** Runs Playwright's tests in a folder of tests/, against the built app, on a display. */
export async function playwrightTests(folder, args = []) {
  const config = inRoot('tests', folder, 'playwright.config.ts');
  if (!existsSync(config)) {
    console.log(`There is no ${folder} folder in tests/.`);
    return { passed: 0, failed: 0 };
  }
  const { environment } = await ensureElectron();
  return withDisplay('the app under test runs on', (display) =>
    counted(
      (report) =>
        runNode(
          [
            inModules('@playwright/test/cli.js'),
            'test',
            `--config=${config}`,
            '--reporter=list,json',
            '--pass-with-no-tests',
            ...args,
          ],
          { env: { ...environment, ...display, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
        ),
      ({ stats, errors }) => ({
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
      }),
      (report) => slowestLines('The slowest tests', timedTests(report)),
    ),
  );
}
