// Measures the built app and prints each figure next to its floor, measured in the same run.
// Arguments choose the files, e.g. "annotation".
import { buildIfStale } from './support/build.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { script } from './support/processes.mjs';
import { ensureSystemLibraries } from './support/system-libraries.mjs';
import { playwrightTests } from './support/test-runs.mjs';

await script(async () => {
  await ensureSystemLibraries({ tests: true });
  await ensureDependencies();
  await buildIfStale();
  const { failed } = await playwrightTests('bench', process.argv.slice(2));
  return failed === 0 ? 0 : 1;
});
