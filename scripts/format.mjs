// Writes the layer rules into biome.json, then formats the sources, sorts imports and applies the linter's safe
// fixes. Paths may be named.
import { readFile, writeFile } from 'node:fs/promises';
import { biome } from './support/check.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { withLayerOverrides, withLayerTable } from './support/layers.mjs';
import { inRoot } from './support/paths.mjs';
import { script } from './support/processes.mjs';

const rewrite = async (file, change) => writeFile(inRoot(file), change(await readFile(inRoot(file), 'utf8')));

await script(async () => {
  await ensureDependencies();
  await rewrite('biome.json', (text) => `${JSON.stringify(withLayerOverrides(JSON.parse(text)), null, 2)}\n`);
  await rewrite('docs/architecture.md', withLayerTable);
  const paths = process.argv.slice(2);
  // Named paths leave out biome.json, which was just written.
  return (await biome(['check', '--write', ...(paths.length > 0 ? [...paths, 'biome.json'] : ['.'])])).code;
});
