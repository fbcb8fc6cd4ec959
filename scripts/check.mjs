// Checks types, lint rules and formatting.
import { check } from './support/check.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { script } from './support/processes.mjs';

await script(async () => {
  await ensureDependencies();
  const failed = await check();
  console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
});
