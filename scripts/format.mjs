// Formats the sources, sorts imports and applies the linter's safe fixes. Paths may be named.
import { biome } from './support/check.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { script } from './support/processes.mjs';

await script(async () => {
  await ensureDependencies();
  const paths = process.argv.slice(2);
  return (await biome(['check', '--write', ...(paths.length > 0 ? paths : ['.'])])).code;
});
