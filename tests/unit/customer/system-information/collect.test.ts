import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collectSystemInformation } from '../../../../customer/system-information/collect';
import type { PhoneWindow } from '../../../../customer/system-information/sections/item';
import { limits } from '../../../../shared/limits';
import {
  type InformationItem,
  type SystemInformationReport,
  systemInformationReportSchema,
} from '../../../../shared/system-information/report';

const now = Date.UTC(2026, 8, 21, 8, 52, 6);

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';
const android =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';

/** A window of a browser that has only what every browser has, and what `change` adds. */
function windowOf(navigator: object, media: readonly string[] = [], change: object = {}): PhoneWindow {
  return {
    navigator: { userAgent: iPhone, maxTouchPoints: 5, language: 'sv-SE', onLine: true, ...navigator },
    screen: { width: 390, height: 844, colorDepth: 24 },
    devicePixelRatio: 3,
    innerWidth: 390,
    innerHeight: 670,
    location: { host: '192.0.2.24:8443' },
    performance: {},
    document: { createElement: () => ({}), documentElement: {} },
    getComputedStyle: () => ({ fontSize: '20px' }),
    matchMedia: (query: string) => ({ matches: media.includes(query) }),
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    ...change,
  } as unknown as PhoneWindow;
}

function itemOf(report: SystemInformationReport, sectionId: string, itemId: string): InformationItem {
  const found = report.sections.find(({ id }) => id === sectionId)?.items.find(({ id }) => id === itemId);
  if (found === undefined) throw new Error(`no ${sectionId}/${itemId}`);
  return found;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('a browser that tells little: what is not told is not available, and what is concluded says so [S14]', async () => {
  const report = await collectSystemInformation(windowOf({}), now);
  expect(systemInformationReportSchema.parse(report)).toEqual(report);
  expect(report.sections.map(({ title }) => title)).toEqual([
    'Device',
    'System and browser',
    'Display',
    'Memory and processor',
    'Storage',
    'Battery',
    'Network',
    'Cameras and microphones',
    'Video at 1280 × 720',
    'Permissions of this site',
    'Language and time',
    'Accessibility',
  ]);
  expect(itemOf(report, 'device', 'model')).toMatchObject({ value: 'iPhone', source: 'inferred' });
  expect(itemOf(report, 'software', 'system')).toMatchObject({ value: 'iOS 18.6', source: 'inferred' });
  expect(itemOf(report, 'display', 'resolution')).toMatchObject({
    value: '1170 × 2532 px',
    source: 'inferred',
  });
  expect(itemOf(report, 'display', 'screen')).toMatchObject({ value: '390 × 844 pt', source: 'measured' });
  expect(itemOf(report, 'accessibility', 'text-size')).toMatchObject({
    value: 125,
    unit: '%',
    source: 'inferred',
  });
  for (const [sectionId, itemId] of [
    ['battery', 'level'],
    ['network', 'kind'],
    ['processor', 'memory'],
    ['storage', 'quota'],
    ['cameras', 'camera-count'],
    ['codecs', 'vp9-encode'],
    ['permissions', 'camera'],
    ['accessibility', 'motion'],
  ] as const) {
    expect(itemOf(report, sectionId, itemId)).toMatchObject({ value: null, source: 'not-available' });
  }
});

test('a browser that tells much: every value is what it told, as measured', async () => {
  const navigator = {
    userAgent: android,
    hardwareConcurrency: 8,
    deviceMemory: 8,
    cookieEnabled: true,
    userAgentData: {
      mobile: true,
      getHighEntropyValues: async () => ({
        model: 'Pixel 8',
        platform: 'Android',
        platformVersion: '16.0.0',
        architecture: 'arm',
        bitness: '64',
        formFactors: ['Mobile'],
        fullVersionList: [
          { brand: 'Not=A?Brand', version: '8' },
          { brand: 'Chromium', version: '141.0.7390.54' },
          { brand: 'Google Chrome', version: '141.0.7390.54' },
        ],
      }),
    },
    getBattery: async () => ({
      level: 0.42,
      charging: false,
      chargingTime: Infinity,
      dischargingTime: 7_200,
    }),
    storage: {
      estimate: async () => ({ quota: 64_000_000_000, usage: 5_250_000 }),
      persisted: async () => true,
    },
    connection: { type: 'wifi', effectiveType: '4g', downlink: 10, rtt: 50, saveData: false },
    mediaDevices: {
      getDisplayMedia: async () => undefined,
      enumerateDevices: async () => [
        { kind: 'videoinput', label: 'camera2 1, facing front' },
        { kind: 'videoinput', label: 'camera2 0, facing back' },
        { kind: 'audioinput', label: '' },
      ],
    },
    mediaCapabilities: {
      encodingInfo: async () => ({ supported: true, smooth: true, powerEfficient: false }),
      decodingInfo: async ({ video }: { video: { contentType: string } }) =>
        video.contentType === 'video/AV1' ? Promise.reject(new TypeError()) : { supported: false },
    },
    permissions: {
      query: async ({ name }: { name: string }) =>
        name === 'camera' ? { state: 'granted' } : Promise.reject(new TypeError()),
    },
  };
  const report = await collectSystemInformation(
    windowOf(navigator, ['(prefers-reduced-motion: reduce)', '(prefers-color-scheme: dark)']),
    now,
  );
  expect(systemInformationReportSchema.safeParse(report).success).toBe(true);
  const told = {
    'device/model': 'Pixel 8',
    'software/system': 'Android 16',
    'software/browser': 'Google Chrome 141.0.7390.54',
    'processor/cores': 8,
    'processor/architecture': 'arm, 64 bit',
    'battery/level': 42,
    'battery/charging': false,
    'battery/empty-in': 120,
    'storage/quota': 64,
    'storage/used': 5.3,
    'storage/persisted': true,
    'network/kind': 'wifi',
    'network/round-trip': 50,
    'cameras/camera-count': 2,
    'cameras/camera-2': 'camera2 0, facing back',
    'cameras/has-microphone': true,
    'cameras/capture': true,
    'codecs/vp9-encode': 'Yes, smooth',
    'codecs/vp9-decode': 'No',
    'permissions/camera': 'Allowed',
    'display/appearance': 'Dark',
    'accessibility/motion': 'Yes',
  };
  for (const [key, value] of Object.entries(told)) {
    const [sectionId = '', itemId = ''] = key.split('/');
    expect([key, itemOf(report, sectionId, itemId)]).toMatchObject([key, { value, source: 'measured' }]);
  }
  expect(itemOf(report, 'battery', 'full-in').source).toBe('not-available');
  expect(itemOf(report, 'cameras', 'microphone-count').source).toBe('not-available');
  expect(itemOf(report, 'codecs', 'av1-decode').source).toBe('not-available');
  expect(itemOf(report, 'permissions', 'microphone').source).toBe('not-available');
});

test('before a camera is allowed it is known that there is one, not how many', async () => {
  const devices = [{ kind: 'videoinput', label: '' }];
  const report = await collectSystemInformation(
    windowOf({ mediaDevices: { enumerateDevices: async () => devices } }),
    now,
  );
  expect(itemOf(report, 'cameras', 'has-camera')).toMatchObject({ value: true, source: 'measured' });
  expect(itemOf(report, 'cameras', 'camera-count')).toMatchObject({ value: null, source: 'not-available' });
  expect(itemOf(report, 'cameras', 'microphone-count')).toMatchObject({ value: 0, source: 'measured' });
});

test('a question that is never answered, or that fails, costs its own group only', async () => {
  const collecting = collectSystemInformation(
    windowOf({
      getBattery: () => new Promise(() => undefined),
      storage: { estimate: () => Promise.reject(new Error('private mode')) },
    }),
    now,
  );
  await vi.advanceTimersByTimeAsync(3_000);
  const report = await collecting;
  expect(systemInformationReportSchema.safeParse(report).success).toBe(true);
  expect(report.sections).toHaveLength(12);
  expect(itemOf(report, 'battery', 'all').source).toBe('not-available');
  expect(itemOf(report, 'storage', 'all').source).toBe('not-available');
  expect(itemOf(report, 'device', 'model').value).toBe('iPhone');
  expect(vi.getTimerCount()).toBe(0);
});

test('texts without end and devices without number stay within what a report may hold', async () => {
  const devices = Array.from({ length: 500 }, () => ({ kind: 'videoinput', label: 'x'.repeat(5_000) }));
  const report = await collectSystemInformation(
    windowOf({
      userAgent: 'ü'.repeat(10_000),
      mediaDevices: { enumerateDevices: async () => devices },
    }),
    now,
  );
  expect(systemInformationReportSchema.safeParse(report).error).toBeUndefined();
  expect(itemOf(report, 'cameras', 'camera-count').value).toBe(500);
  expect(String(itemOf(report, 'software', 'user-agent').value)).toHaveLength(
    limits.systemInformationCharacters,
  );
});
