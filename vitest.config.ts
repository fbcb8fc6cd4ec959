import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { patienceMs, testPatienceMs } from './tests/support/patience';

/** What every project of tests shares. */
const shared = {
  testTimeout: testPatienceMs,
  hookTimeout: testPatienceMs,
  expect: { poll: { timeout: patienceMs } },
};
const setupFiles = ['tests/support/patient.ts'];

/** The tests that put something else in the place of a module or a global: each needs a process of its own. */
const replacing = readdirSync(join(import.meta.dirname, 'tests/unit'), { recursive: true, encoding: 'utf8' })
  .map((path) => `tests/unit/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts'))
  .filter((path) =>
    /\bvi\.(mock|doMock|hoisted|stubGlobal|stubEnv|resetModules)\(/u.test(
      readFileSync(join(import.meta.dirname, path), 'utf8'),
    ),
  );

const resolve = { alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }] };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'node',
          environment: 'node',
          // Starting a process and loading the modules for each file took longer than most of these tests.
          isolate: false,
          include: ['tests/unit/**/*.test.ts'],
          exclude: replacing,
          setupFiles,
          ...shared,
        },
      },
      {
        resolve,
        test: { name: 'replacing', environment: 'node', include: replacing, setupFiles, ...shared },
      },
      {
        resolve,
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['tests/unit/**/*.test.tsx'],
          setupFiles: [...setupFiles, 'tests/support/dom-setup.ts'],
          ...shared,
        },
      },
    ],
  },
});
