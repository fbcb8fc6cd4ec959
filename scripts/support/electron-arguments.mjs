/** Returns Electron's arguments: Chromium's sandbox refuses to run as root, and stays on for everyone else. */
export function electronArguments() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  console.log('Running as root, so Electron is started with --no-sandbox.');
  return ['--no-sandbox'];
}
