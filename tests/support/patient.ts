import { vi } from 'vitest';
import { patienceMs } from './patience';

// The second that Vitest gives an outcome by itself is too short for a machine busy with something else.
const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: patienceMs, ...options });
