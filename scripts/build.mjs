// Builds the app: all four parts, or the ones named (main, preload, renderer, customer).
import { build } from './support/build.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { script } from './support/processes.mjs';

await script(async () => {
  await ensureDependencies();
  return build(process.argv.slice(2));
});
