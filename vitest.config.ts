import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { patienceMs, testPatienceMs } from './tests/support/patience';

/** What every project of tests shares. */
const shared = {
  testTimeout: testPatienceMs,
  hookTimeout: testPatienceMs,
  expect: { poll: { timeout: patienceMs } },
};

const resolve = { alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }] };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/patient.ts'],
          ...shared,
        },
      },
      {
        resolve,
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['tests/unit/**/*.test.tsx'],
          setupFiles: ['tests/support/patient.ts', 'tests/support/dom-setup.ts'],
          ...shared,
        },
      },
    ],
  },
});
