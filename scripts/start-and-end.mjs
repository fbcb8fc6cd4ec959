// Runs npm start in a new data folder, waits until it says that Sightline is open, ends it as Ctrl C would, and
// prints all it said. Exit code: 0 if it opened and ended by itself, else 1. Windows has no Ctrl C to send.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot, root } from './support/paths.mjs';

/** Far beyond any set-up on a slow network. */
const limit = 20 * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'sightline-start-'));
const windows = process.platform === 'win32';
const child = spawn(
  process.execPath,
  [inRoot('scripts/start.mjs'), `--data-folder=${folder}`, ...process.argv.slice(2)],
  { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
);

let said = '';
let opened = false;
const end = () =>
  windows
    ? spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' })
    : child.kill('SIGINT');
const timer = setTimeout(() => {
  console.error(`Sightline has not said within ${limit / 60_000} minutes that it is open.`);
  end();
}, limit);

for (const stream of [child.stdout, child.stderr]) {
  stream.on('data', (data) => {
    process.stdout.write(data);
    said += data;
    if (opened || !said.includes('Sightline is open.')) return;
    opened = true;
    end();
  });
}
child.once('close', (code) => {
  clearTimeout(timer);
  rmSync(folder, { recursive: true, force: true });
  const ended = windows || code === 130;
  if (opened && !ended) console.error(`npm start ended with ${code} instead of 130, as for Ctrl C.`);
  process.exitCode = opened && ended ? 0 : 1;
});
