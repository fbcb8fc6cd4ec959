import { build } from 'vite';
import { firstLoad, transferSize } from './first-load.mjs';
import { targets } from './targets.mjs';

const budget = 200_000;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const quiet = process.argv.includes('--quiet');
const named = process.argv.slice(2).filter((argument) => argument !== '--quiet');
const unknown = named.filter((name) => !(name in targets));
if (unknown.length > 0) {
  console.error(`There is no target ${unknown.join(', ')}; there are ${Object.keys(targets).join(', ')}.`);
  process.exit(1);
}

const say = (line) => {
  if (!quiet) console.log(line);
};

let failed = false;
for (const name of named.length > 0 ? named : Object.keys(targets)) {
  const started = performance.now();
  try {
    const result = await build(targets[name]);
    const built = Array.isArray(result) ? { output: result.flatMap(({ output }) => output) } : result;
    const files = built.output.filter(({ fileName }) => !fileName.endsWith('.map'));
    const raw = files.reduce((sum, file) => sum + Buffer.byteLength(file.code ?? file.source), 0);
    const packed = files.reduce((sum, file) => sum + transferSize(file), 0);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`${name.padEnd(17)}${files.length} files, ${kB(raw)}, compressed ${kB(packed)} (${seconds} s)`);
    if (name === 'customer') {
      const size = firstLoad(built);
      say(`${''.padEnd(17)}first load ${kB(size)} of ${kB(budget)}`);
      if (size >= budget)
        throw new Error(`The customer's first load is ${kB(size)}; it must stay below ${kB(budget)}.`);
    }
  } catch (error) {
    failed = true;
    console.error(`${name} was not built: ${error instanceof Error ? error.message : error}`);
  }
}
process.exitCode = failed ? 1 : 0;
