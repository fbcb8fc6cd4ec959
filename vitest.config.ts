import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** How long a test may hang before it counts as failed, in milliseconds: far beyond what any takes on a slow machine. */
const testTimeout = 60_000;

const resolve = { alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }] };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: { name: 'node', environment: 'node', include: ['tests/unit/**/*.test.ts'], testTimeout },
      },
      {
        resolve,
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['tests/unit/**/*.test.tsx'],
          setupFiles: ['tests/support/dom-setup.ts'],
          testTimeout,
        },
      },
    ],
  },
});
