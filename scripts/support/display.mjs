import { start, stop } from './processes.mjs';

/**
 * Gives the work a display: the one there is, else a virtual one on a free number, stopped afterwards. `virtual` is
 * what to say of such a one, as nothing on it can be seen.
 */
export async function withDisplay(virtual, work) {
  const has = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.platform !== 'linux' || has) return work({});

  const server = start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  try {
    const number = await new Promise((done, fail) => {
      let text = '';
      server.stdio[3].on('data', (data) => {
        text += data;
        if (text.includes('\n')) done(text.trim());
      });
      server.once('error', () => fail(new Error('There is no display, and Xvfb is not installed.')));
      server.once('exit', () => fail(new Error('There is no display, and Xvfb did not start.')));
    });
    console.log(
      `There is no display here (DISPLAY is not set), so ${virtual} a virtual one, :${number}, where it cannot be seen.`,
    );
    return await work({ DISPLAY: `:${number}` });
  } finally {
    await stop(server);
  }
}
