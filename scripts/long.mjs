// Runs the tests that repeat one thing (100 kills, 100 frozen pictures, every window size) as often as they can; npm test repeats it less.
// Arguments choose the files, e.g. "kill".
import { buildIfStale } from './support/build.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { script } from './support/processes.mjs';
import { ensureSystemLibraries } from './support/system-libraries.mjs';
import { playwrightTests } from './support/test-runs.mjs';

/** The files that hold such tests. */
const repeating = ['kill', 'annotations-journeys', 'layout'];

await script(async () => {
  await ensureSystemLibraries({ tests: true });
  await ensureDependencies();
  await buildIfStale();
  process.env.SIGHTLINE_LONG = '1';
  const chosen = process.argv.slice(2);
  const { passed, failed } = await playwrightTests('end-to-end', chosen.length === 0 ? repeating : chosen);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
