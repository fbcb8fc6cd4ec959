import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SettingsStore } from '../../../../main/settings/settings-store';
import { defaultSettings, type Settings } from '../../../../shared/settings/settings';
import { temporaryFolder } from '../../../support/temporary-folder';

const at = Date.UTC(2026, 4, 6, 7, 8, 9, 10);
const ignore = (): void => undefined;

function open(folder = temporaryFolder()): { path: string; store: SettingsStore; told: Settings[][] } {
  const path = join(folder, 'settings.json');
  const told: Settings[][] = [];
  return {
    path,
    store: new SettingsStore(
      path,
      (next, before) => told.push([next, before]),
      () => at,
    ),
    told,
  };
}

describe('settings', () => {
  test('are the defaults at first, and nothing is written for that', () => {
    const folder = join(temporaryFolder(), 'not', 'yet', 'there');
    const { store, told } = open(folder);
    expect(store.current).toEqual(defaultSettings);
    expect(store.setAside).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
    expect(told).toEqual([]);
  });

  test('changed, they are told, kept on disk and there after a restart', () => {
    const { path, store, told } = open();
    const next = store.change({ siteName: 'Nordlicht Support', sounds: false });
    expect(next).toEqual({ ...defaultSettings, siteName: 'Nordlicht Support', sounds: false });
    expect(store.current).toEqual(next);
    expect(told).toEqual([[next, defaultSettings]]);
    expect(new SettingsStore(path, ignore).current).toEqual(next);
    store.change({ port: 9000 });
    expect(new SettingsStore(path, ignore).current).toEqual({ ...next, port: 9000 });
  });

  test('are for the eyes of their owner only, also over a file that others could read', () => {
    const { path, store } = open();
    store.change({ sounds: false });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    store.change({ sounds: true });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('what is left undefined in a change stays', () => {
    const { store } = open();
    store.change({ representativeName: 'Astrid' });
    const change: Record<string, unknown> = { representativeName: undefined, sounds: false };
    store.change(change);
    expect(store.current.representativeName).toBe('Astrid');
    expect(store.current.sounds).toBe(false);
  });
});

describe('a file from elsewhere', () => {
  test('of another version: settings it lacks are the defaults, what it has besides is left alone', () => {
    const folder = temporaryFolder();
    const text = JSON.stringify({ siteName: 'Nordlicht', volume: 11, theme: { dark: true } });
    writeFileSync(join(folder, 'settings.json'), text);
    const { path, store } = open(folder);
    expect(store.setAside).toBeUndefined();
    expect(store.current).toEqual({ ...defaultSettings, siteName: 'Nordlicht' });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test.each([
    ['empty', ''],
    ['cut short', '{"siteName":"Nord'],
    ['not settings', '[1,2]'],
    ['null', 'null'],
    ['binary', '\u0000\u0001'],
    ['a port of the wrong type', '{"port":"8443"}'],
    ['a lifetime out of bounds', '{"sessionKeyLifetimeMinutes":0}'],
  ])('damaged (%s): the defaults are used, the file is kept as it was', (_name, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'settings.json'), text);
    const { path, store } = open(folder);
    expect(store.current).toEqual(defaultSettings);
    expect(store.setAside).toBe(`${path}.damaged-2026-05-06T07-08-09-010Z`);
    expect(readFileSync(store.setAside ?? '', 'utf8')).toBe(text);
    store.change({ sounds: false });
    expect(new SettingsStore(path, ignore).current.sounds).toBe(false);
    expect(readFileSync(store.setAside ?? '', 'utf8')).toBe(text);
  });
});

describe('a change that cannot be', () => {
  test('is thrown, told to nobody and leaves the settings as they were: a disk that refuses', () => {
    const { path, store, told } = open();
    store.change({ siteName: 'Before' });
    // A folder in the place of the file to be written is a disk that refuses, for root too.
    mkdirSync(`${path}.new`);
    expect(() => store.change({ siteName: 'After' })).toThrow();
    expect(store.current.siteName).toBe('Before');
    expect(told).toHaveLength(1);
    expect(new SettingsStore(path, ignore).current.siteName).toBe('Before');
    rmSync(`${path}.new`, { recursive: true });
    expect(store.change({ siteName: 'After' }).siteName).toBe('After');
  });

  test('the same where the last step fails', () => {
    const { path, store } = open();
    mkdirSync(path);
    expect(() => store.change({ siteName: 'After' })).toThrow();
    expect(store.current).toEqual(defaultSettings);
  });

  test('a value that is no setting', () => {
    const { path, store } = open();
    expect(() => store.change({ port: 80 })).toThrow();
    expect(store.current).toEqual(defaultSettings);
    expect(() => statSync(path)).toThrow();
  });
});
