import { defineConfig } from '@playwright/test';
import { patienceMs, testPatienceMs } from '../support/patience';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: '../../test-results/screenshots',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: testPatienceMs,
  expect: { timeout: patienceMs },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  // Traces mirror every frame of every socket, which slows the app several times over.
  use: { trace: 'off', video: 'off', screenshot: 'off' },
});
