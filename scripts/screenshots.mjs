// Takes the pictures used in the documentation, from the built app.
import { buildIfStale } from './support/build.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { script } from './support/processes.mjs';
import { ensureSystemLibraries } from './support/system-libraries.mjs';
import { playwrightTests } from './support/test-runs.mjs';

await script(async () => {
  await ensureSystemLibraries({ tests: true });
  await ensureDependencies();
  await buildIfStale();
  const { failed } = await playwrightTests('screenshots', process.argv.slice(2));
  return failed === 0 ? 0 : 1;
});
