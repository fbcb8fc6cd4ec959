import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../../main/history/database';
import { SessionKeyStore } from '../../../../main/history/session-key-store';
import type { OpenSessionKey } from '../../../../shared/ipc/view';
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
  expect(store.all()).toEqual([]);
  store.put(key('418207953', 2_000));
  store.put(key('000005724', 1_000));
  store.put(key('123456780', 3_000));
  store.put({ ...key('418207953', 2_000), expiresAt: 9_999, note: 'changed' });
  store.delete('123456780');
  store.delete('999999999');
  first.close();

  const second = openDatabase(path).database;
  expect(new SessionKeyStore(second).all()).toEqual([
    key('000005724', 1_000),
    { ...key('418207953', 2_000), expiresAt: 9_999, note: 'changed' },
  ]);
  second.close();
});
