const bytesOfId = 16;

/** A new identifier for a command: 128 random bits as 22 URL-safe characters. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(bytesOfId));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
