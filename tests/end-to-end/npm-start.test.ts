import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');

/** Every line that npm start may print on a computer where nothing is missing. */
const expected = [
  /^There is no display here \(DISPLAY is not set\), so the window opens on a virtual one, :\d+, where it cannot be seen\.$/,
  /^Running as root, so Electron is started with --no-sandbox\.$/,
  /^Building Sightline/,
  /^Sightline is open\. Ctrl C here ends it\.$/,
  /^Ending …$/,
];

/** Runs a script of the project's without a display. Returns its exit code and what it printed. */
async function output(
  script: string,
  args: readonly string[] = [],
): Promise<{ code: number | null; lines: string[] }> {
  const { DISPLAY, WAYLAND_DISPLAY, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      said += text;
    });
  }
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  return { code, lines: said.split('\n').filter((line) => line !== '') };
}

test.skip(process.platform !== 'linux', 'a virtual display is brought on Linux alone');

test('npm start says what it does, that it is open, and where; on Ctrl C it ends; nothing else is printed', async () => {
  const { code, lines } = await output('start-and-end.mjs');
  expect(lines.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([]);
  for (const pattern of [/virtual one/, /^Sightline is open\./]) {
    expect(lines.filter((line) => pattern.test(line))).toHaveLength(1);
  }
  expect(code).toBe(0);
});

test('npm start -- --help and npm test -- --help print the options and end', async () => {
  for (const script of ['start.mjs', 'test.mjs']) {
    const { code, lines } = await output(script, ['--help']);
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^npm (start|test) /);
    expect(lines.join('\n')).not.toContain('Building');
  }
});
