// Sets up, checks, tests and builds everything; the last line printed is "N passed, N failed".
// "unit" or "end-to-end" runs only that, passing further arguments on to its runner.
import { build, buildIfStale } from './support/build.mjs';
import { check } from './support/check.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { helped } from './support/help.mjs';
import { script } from './support/processes.mjs';
import { ensureSystemLibraries } from './support/system-libraries.mjs';
import { playwrightTests, unitTests } from './support/test-runs.mjs';

const total = { passed: 0, failed: 0 };

async function step(name, work) {
  const started = performance.now();
  console.log(`\n== ${name}`);
  let counts;
  try {
    counts = await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    counts = { passed: 0, failed: 1 };
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  const outcome = counts.failed === 0 ? 'done' : 'FAILED';
  console.log(`== ${name}: ${outcome} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return counts.failed === 0;
}

const ok = { passed: 0, failed: 0 };
const fail = { passed: 0, failed: 1 };

await script(async () => {
  const [only, ...args] = process.argv.slice(2);
  if (helped('test', only === undefined ? [] : [only])) return 0;
  if (only !== undefined && only !== 'unit' && only !== 'end-to-end') {
    throw new Error(`There are unit and end-to-end tests, but no ${only}.`);
  }
  const ready = await step('set-up', async () => {
    if (only !== 'unit') await ensureSystemLibraries({ tests: true });
    await ensureDependencies();
    return ok;
  });
  if (ready) {
    if (!only) {
      await step('check', async () => {
        const failed = await check();
        if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}.`);
        return failed.length === 0 ? ok : fail;
      });
    }
    if (only !== 'end-to-end') await step('unit tests', () => unitTests(args));
    if (only !== 'unit') {
      const built = await step('build', async () =>
        (await (only ? buildIfStale() : build(['--quiet']))) === 0 ? ok : fail,
      );
      if (built) await step('end-to-end tests', () => playwrightTests('end-to-end', args));
    }
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});
