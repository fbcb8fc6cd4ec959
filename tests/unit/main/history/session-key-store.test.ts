import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../../main/history/database';
import { SessionKeyStore } from '../../../../main/history/session-key-store';
import type { OpenSessionKey } from '../../../../shared/ipc/view';
import { NotReadableError } from '../../../../shared/readable-json';
import { temporaryFolder } from '../../../support/temporary-folder';

const key = (sessionKey: string, generatedAt: number): OpenSessionKey => ({
  sessionKey,
  generatedAt,
  expiresAt: generatedAt + 1_800_000,
  reference: "T-4711 'x'",
  note: 'Speaks Swedish.\nCall back.',
});

test('keys are kept over a restart, oldest first; put replaces, delete removes', () => {
  const path = join(temporaryFolder(), 'sightline.sqlite');
  const first = openDatabase(path).database;
  const store = new SessionKeyStore(first);
  expect(store.all()).toEqual({ keys: [], unreadable: 0 });
  store.put(key('418207953', 2_000));
  store.put(key('000005724', 1_000));
  store.put(key('123456780', 3_000));
  store.put({ ...key('418207953', 2_000), expiresAt: 9_999, note: 'changed' });
  store.delete('123456780');
  store.delete('999999999');
  first.close();

  const second = openDatabase(path).database;
  expect(new SessionKeyStore(second).all()).toEqual({
    keys: [key('000005724', 1_000), { ...key('418207953', 2_000), expiresAt: 9_999, note: 'changed' }],
    unreadable: 0,
  });
  second.close();
});

test('a key that could not be read again is not written', () => {
  const { database } = openDatabase(join(temporaryFolder(), 'sightline.sqlite'));
  const store = new SessionKeyStore(database);
  for (const change of [
    { reference: 'x'.repeat(81) },
    { note: 'bell \u0007' },
    { sessionKey: '41820795' },
    { expiresAt: Number.NaN },
  ]) {
    expect(() => store.put({ ...key('418207953', 1_000), ...change })).toThrow(NotReadableError);
  }
  expect(store.all()).toEqual({ keys: [], unreadable: 0 });
  database.close();
});

test('a damaged row is counted and removed, and the other keys are kept', () => {
  const { database } = openDatabase(join(temporaryFolder(), 'sightline.sqlite'));
  const store = new SessionKeyStore(database);
  store.put(key('418207953', 1_000));
  store.put(key('000005724', 2_000));
  database.exec("UPDATE open_session_key SET expires_at = 'soon' WHERE session_key = '418207953'");
  expect(store.all()).toEqual({ keys: [key('000005724', 2_000)], unreadable: 1 });
  expect(store.all()).toEqual({ keys: [key('000005724', 2_000)], unreadable: 0 });
  database.close();
});
