import fc from 'fast-check';
import { expect, test } from 'vitest';
import { helpWords, options } from '../../../main/window/command-line';
import { electronOutput, isEngineNoise } from '../../../scripts/support/electron-output.mjs';
import { appOptions, helpOf } from '../../../scripts/support/help.mjs';
import { npmFailure } from '../../../scripts/support/npm-failure.mjs';
import { withProgress } from '../../../scripts/support/progress.mjs';

test('--help says the same before anything is set up as in the app', () => {
  expect(appOptions).toEqual(options);
  for (const [name, what] of options) {
    for (const text of [helpOf.start, helpWords()]) {
      expect(text).toContain(name);
      expect(text).toContain(what);
    }
  }
});

const noise = [
  '[4711:1128/040312.123456:ERROR:bus.cc(407)] Failed to connect to the bus: Could not parse server address',
  '[4711:4730:1128/040312.123456:ERROR:dbus/object_proxy.cc:573] Failed to call method: org.freedesktop.DBus',
  '[4803:1128/040312.223456:ERROR:viz_main_impl.cc(183)] Exiting GPU process due to errors during initialization',
  '[4711:1128/040501.000001:FATAL:electron_browser_main_parts.cc(504)] Failed to shutdown.',
  '[4711:1128/040312.123456:WARNING:vaapi_wrapper.cc(1595)] Skipping nVidia device named: nvidia-drm',
  '(sightline:4711): Gtk-WARNING **: 04:03:12.000: Theme parsing error',
  '#3 0x55d0c0ffee00 node::Start()',
  'libva error: vaGetDriverNameByIndex() failed',
];
const words = [
  'Sightline is open.',
  'Sightline has no --practise. Did you mean --practice?',
  'Sightline is already open with this data folder; its window comes to the front.',
  '[2 of 3] a line of the app’s own that begins with a bracket',
  'Error: ENOSPC: no space left on device',
  '    at SettingsStore.write (main.js:1:1)',
  '',
];

test.each(noise)('the engine’s own line is not shown: %s', (line) => {
  expect(isEngineNoise(line)).toBe(true);
});

test.each(words)('what is for people is shown: %j', (line) => {
  expect(isEngineNoise(line)).toBe(false);
});

test('lines are told apart however their text is cut into pieces, and the last of the engine’s are kept', () => {
  const line = fc.constantFrom(...noise, ...words);
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 60 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
      (lines, sizes) => {
        const shown: string[] = [];
        const output = electronOutput((text) => shown.push(text));
        let text = lines.map((each) => `${each}\n`).join('');
        while (text !== '') {
          const size = sizes.next().value as number;
          output.read(text.slice(0, size));
          text = text.slice(size);
        }
        output.end();
        expect(shown).toEqual(lines.filter((each) => words.includes(each)));
        expect(output.withheld).toEqual(lines.filter((each) => noise.includes(each)).slice(-40));
      },
    ),
  );
});

test.each([
  [
    'npm error code EAI_AGAIN\nnpm error errno EAI_AGAIN',
    'The package registry does not answer',
    'Check the network',
  ],
  [
    'npm ERR! network request failed, reason: connect ECONNREFUSED 127.0.0.1:9',
    'The package registry does not answer',
    'Check the network',
  ],
  ['npm error code ENOSPC', 'The disk is full', 'Make room'],
  ['npm error code EACCES', 'A folder cannot be written', 'Check who owns'],
  ['npm error code EUSAGE', 'npm ci failed', 'EUSAGE'],
])('a failing npm is explained in its first line: %s', (output, what, advice) => {
  const said = npmFailure(
    'npm ci',
    `${output}\nnpm error A complete log of this run can be found in: x.log\n`,
  );
  const [first = ''] = said.split('\n');
  expect(first).toContain(what);
  expect(said).toContain(advice);
  expect(said).not.toContain('A complete log');
  expect(said.split('\n').length).toBeLessThanOrEqual(7);
});

test('long work is announced, goes on being mentioned, and says how long it took', async () => {
  const said: string[] = [];
  let heard: () => void = () => undefined;
  const mentioned = new Promise<void>((done) => {
    heard = done;
  });
  const say = (line: string): void => {
    said.push(line);
    if (said.length === 3) heard();
  };
  expect(
    await withProgress('Installing packages', 'about a minute', async () => mentioned.then(() => 7), {
      every: 1,
      say,
    }),
  ).toBe(7);
  expect(said[0]).toBe('Installing packages (about a minute) …');
  expect(said[1]).toMatch(/^Installing packages: \d+ s so far …$/);
  expect(said.at(-1)).toMatch(/^Installing packages: done in \d+ s\.$/);
});

test('work that fails is not called done', async () => {
  const said: string[] = [];
  const failing = withProgress(
    'Installing packages',
    'about a minute',
    () => Promise.reject(new Error('no')),
    {
      say: (line) => said.push(line),
    },
  );
  await expect(failing).rejects.toThrow('no');
  expect(said).toEqual(['Installing packages (about a minute) …']);
});
