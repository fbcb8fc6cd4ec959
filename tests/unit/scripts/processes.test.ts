import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { run } from '../../../scripts/support/processes.mjs';

const processes = resolve(import.meta.dirname, '../../../scripts/support/processes.mjs');

/** Whether a process still runs; one that has ended and is not yet collected does not. */
function runs(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

/** Starts a process that never ends and hears no request to, and prints its number. */
const startsHelper = `
  const helper = require('node:child_process').spawn(process.execPath, ['-e', \`
    process.on('SIGTERM', () => undefined);
    setInterval(() => undefined, 1000);
    console.log('up');
  \`], { stdio: ['ignore', 'pipe', 'inherit'] });
  helper.stdout.once('data', () => { console.log(helper.pid); next(); });
`;

test.skipIf(process.platform === 'win32')(
  'a command that does not end is ended with all it started, and that is said',
  async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let output = '';
      let heard = (): void => undefined;
      const helperRuns = new Promise<void>((resolve) => {
        heard = resolve;
      });
      const ended = run(
        process.execPath,
        ['-e', `process.on('SIGTERM', () => undefined); ${startsHelper} function next() {}`],
        {
          read: (data) => {
            output += data;
            heard();
          },
          timeout: 120_000,
        },
      );
      await helperRuns;
      vi.advanceTimersByTime(120_000);
      expect(said).toHaveBeenCalledWith(
        expect.stringMatching(/has not ended within 2 minutes, so it is ended with all it started\.$/),
      );
      // It does not hear that it is to end, so it is made to after a while.
      vi.advanceTimersByTime(10_000);
      expect((await ended).code).not.toBe(0);
      vi.useRealTimers();
      const helper = Number(output);
      expect(helper).toBeGreaterThan(0);
      await vi.waitFor(() => expect(runs(helper)).toBe(false));
    } finally {
      vi.useRealTimers();
      said.mockRestore();
    }
  },
);

test.skipIf(process.platform === 'win32')(
  'a command that ends takes with it a helper that would hold its output open',
  async () => {
    const { code, output } = await run(
      process.execPath,
      ['-e', `${startsHelper} function next() { process.exit(0); }`],
      { capture: true },
    );
    expect(code).toBe(0);
    await vi.waitFor(() => expect(runs(Number(output))).toBe(false));
  },
);

test('a script ends with its work, whatever is left open, and nothing it printed is lost', () => {
  const text = 'a line of the script\n'.repeat(20_000);
  const ended = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { script } from ${JSON.stringify(pathToFileURL(processes).href)};
       await script(async () => {
         setInterval(() => undefined, 1000);
         process.stdout.write(${JSON.stringify('a line of the script\n')}.repeat(20_000));
         return 3;
       });`,
    ],
    { encoding: 'utf8', cwd: join(processes, '../../..'), timeout: 60_000, maxBuffer: 10_000_000 },
  );
  expect(ended.status).toBe(3);
  expect(ended.stdout).toBe(text);
});
