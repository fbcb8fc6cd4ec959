// Loaded into Electron's main process before the app: on SIGUSR2 it writes how late the event loop was since the
// last time, in milliseconds, to the file that SIGHTLINE_LOOP_DELAY names.
const { renameSync, writeFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const resolution = 5;
const file = process.env.SIGHTLINE_LOOP_DELAY;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();
process.on('SIGUSR2', () => {
  // The histogram holds whole intervals, of which the first `resolution` milliseconds are no delay.
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution);
  const figures = { p99: late(delay.percentile(99)), max: late(delay.max) };
  writeFileSync(`${file}.new`, JSON.stringify(figures));
  renameSync(`${file}.new`, file);
  delay.reset();
});
