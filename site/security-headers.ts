/**
 * Returns what the customer client may load and do; `wss:` is named because some browsers do not count it as
 * 'self'.
 */
function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: mediastream:",
    `connect-src 'self' wss://${host}`,
    "worker-src 'self' blob:",
    // A document of the customer's own files, shown in place by the browser's viewer.
    'frame-src blob:',
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const permissionsPolicy = [
  'camera=(self)',
  'display-capture=(self)',
  'screen-wake-lock=(self)',
  ...[
    'accelerometer',
    'geolocation',
    'gyroscope',
    'hid',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'publickey-credentials-get',
    'serial',
    'usb',
  ].map((feature) => `${feature}=()`),
].join(', ');

/**
 * Returns the headers of every page and file the site serves to `host`. There is no Strict-Transport-Security:
 * with a self-signed certificate it would leave the customer no way in.
 */
export function pageHeaders(host: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(host),
    'Permissions-Policy': permissionsPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
