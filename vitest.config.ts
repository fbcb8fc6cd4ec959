import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const resolve = { alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }] };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: { name: 'node', environment: 'node', include: ['tests/unit/**/*.test.ts'] },
      },
      {
        resolve,
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['tests/unit/**/*.test.tsx'],
          setupFiles: ['tests/support/dom-setup.ts'],
        },
      },
    ],
  },
});
