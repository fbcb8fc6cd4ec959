import { describe, expect, test } from 'vitest';
import { deviceOfUserAgent, readDevice } from '../../../../customer/session/device';
import { deviceSchema } from '../../../../shared/session/device';

const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

const table: readonly [string, string, number, string, string, string][] = [
  [
    'iPhone, Safari',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${apple} Version/18.6 Mobile/15E148 Safari/604.1`,
    5,
    'iPhone',
    'iOS 18.6',
    'Safari 18.6',
  ],
  [
    'iPhone, Chrome',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${apple} CriOS/150.0.1 Mobile/15E148 Safari/604.1`,
    5,
    'iPhone',
    'iOS 17.5',
    'Chrome 150',
  ],
  [
    'iPhone, Firefox',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${apple} FxiOS/153.0 Mobile/15E148 Safari/605.1.15`,
    5,
    'iPhone',
    'iOS 17.5',
    'Firefox 153',
  ],
  [
    'iPad that says it is a Mac',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/18.1 Safari/605.1.15`,
    5,
    'iPad',
    'iPadOS',
    'Safari 18.1',
  ],
  [
    'Mac',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/18.1 Safari/605.1.15`,
    0,
    '',
    'macOS',
    'Safari 18.1',
  ],
  [
    'Android, Chrome, reduced',
    `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/150.0.0.0 Mobile Safari/537.36`,
    5,
    '',
    'Android 10',
    'Chrome 150',
  ],
  [
    'Android, Chrome, whole',
    `Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A.240105.004) ${webKit} Chrome/120.0.0.0 Mobile Safari/537.36`,
    5,
    'Pixel 8',
    'Android 14',
    'Chrome 120',
  ],
  [
    'Samsung Internet',
    `Mozilla/5.0 (Linux; Android 13; SM-S911B) ${webKit} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
    5,
    'SM-S911B',
    'Android 13',
    'Samsung Internet 27',
  ],
  [
    'Firefox on Android',
    'Mozilla/5.0 (Android 14; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0',
    5,
    '',
    'Android 14',
    'Firefox 153',
  ],
  [
    'Edge on Android',
    `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/150.0.0.0 Mobile Safari/537.36 EdgA/150.0.0.0`,
    5,
    '',
    'Android 10',
    'Edge 150',
  ],
  [
    'Edge on Windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0`,
    0,
    '',
    'Windows',
    'Edge 150',
  ],
  [
    'ChromeOS',
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webKit} Chrome/150.0.0.0 Safari/537.36`,
    0,
    '',
    'ChromeOS',
    'Chrome 150',
  ],
  [
    'Firefox on Linux',
    'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    0,
    '',
    'Linux',
    'Firefox 153',
  ],
  ['nothing known', 'curl/8', 0, '', '', ''],
];

test.each(table)('%s', (_name, userAgent, touchPoints, model, operatingSystem, browser) => {
  expect(deviceOfUserAgent(userAgent, touchPoints)).toEqual({ model, operatingSystem, browser });
});

describe('client hints', () => {
  const browserWith = (userAgentData: unknown): Navigator =>
    ({
      userAgent: table[5]?.[1] ?? '',
      maxTouchPoints: 5,
      language: 'sv-SE',
      userAgentData,
    }) as unknown as Navigator;

  test('tell more than the text', async () => {
    const device = await readDevice(
      browserWith({
        brands: [],
        platform: 'Android',
        getHighEntropyValues: async () => ({
          model: 'Pixel 8',
          platformVersion: '16.0.0',
          fullVersionList: [
            { brand: 'Not;A=Brand', version: '8' },
            { brand: 'Chromium', version: '150.1' },
            { brand: 'Google Chrome', version: '150.1' },
          ],
        }),
      }),
    );
    expect(device).toEqual({
      model: 'Pixel 8',
      operatingSystem: 'Android 16',
      browser: 'Chrome 150',
      language: 'sv-SE',
    });
  });

  test('refused, leave what the text told', async () => {
    const device = await readDevice(
      browserWith({ brands: [], platform: '', getHighEntropyValues: () => Promise.reject(new Error('no')) }),
    );
    expect(device.operatingSystem).toBe('Android 10');
  });

  test('however long, fit what the site takes', async () => {
    const device = await readDevice(
      browserWith({
        brands: [],
        platform: 'x'.repeat(500),
        getHighEntropyValues: async () => ({ model: 'y'.repeat(500) }),
      }),
    );
    expect(deviceSchema.safeParse(device).success).toBe(true);
  });
});
