import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: '../../test-results/end-to-end',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // Bounds for a machine that is busy with something else; no test is about them.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  // Traces mirror every frame of every socket, which slows the app several times over.
  use: { trace: 'off', video: 'off', screenshot: 'off' },
});
