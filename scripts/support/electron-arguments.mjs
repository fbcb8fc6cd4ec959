/** Chromium's sandbox refuses to run as root; anywhere else it stays on. */
export function electronArguments() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  console.log('Running as root, so Electron is started with --no-sandbox.');
  return ['--no-sandbox'];
}
