import { expect, test } from 'vitest';
import {
  defaultSettings,
  iceServerSchema,
  sessionKeyLifetimesMinutes,
  settingsChangeSchema,
  settingsSchema,
} from '../../../../shared/settings/settings';

test('the defaults are settings, and every lifetime offered is allowed', () => {
  expect(settingsSchema.parse(defaultSettings)).toEqual(defaultSettings);
  expect(sessionKeyLifetimesMinutes).toContain(defaultSettings.sessionKeyLifetimeMinutes);
  for (const minutes of sessionKeyLifetimesMinutes) {
    expect(settingsChangeSchema.safeParse({ sessionKeyLifetimeMinutes: minutes }).success).toBe(true);
  }
});

test('a change names only what it changes, and nothing that does not exist', () => {
  expect(settingsChangeSchema.parse({})).toEqual({});
  expect(settingsChangeSchema.parse({ sounds: false })).toEqual({ sounds: false });
  expect(settingsChangeSchema.safeParse({ volume: 3 }).success).toBe(false);
  for (const port of [80, 1023, 65_536, 8443.5, '8443']) {
    expect(settingsChangeSchema.safeParse({ port }).success, String(port)).toBe(false);
  }
});

test('an ICE server is a STUN or TURN address', () => {
  expect(iceServerSchema.safeParse({ urls: 'stun:stun.example.org:3478' }).success).toBe(true);
  expect(
    iceServerSchema.safeParse({ urls: 'turns:turn.example.org', username: 'a', credential: 'b' }).success,
  ).toBe(true);
  for (const urls of ['https://example.org', 'stun:', 'stun: x', 'javascript:alert(1)', '']) {
    expect(iceServerSchema.safeParse({ urls }).success, urls).toBe(false);
  }
});
