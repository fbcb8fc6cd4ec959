import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { type OpenedDatabase, openDatabase } from '../../../../main/history/database';
import { SessionStore } from '../../../../main/history/session-store';
import { reduceAll } from '../../../../shared/session/reduce';
import { temporaryFolder } from '../../../support/temporary-folder';
import { logOf } from '../../../support/wire/session-events';

const at = Date.UTC(2026, 4, 6, 7, 8, 9, 10);
const setAsideSuffix = '.damaged-2026-05-06T07-08-09-010Z';

/** Opens a database and proves it takes an event and gives it back. */
function proveUsable(opened: OpenedDatabase): void {
  const store = new SessionStore(opened.database);
  const [event] = logOf();
  const state = reduceAll(logOf());
  if (event === undefined || state === undefined) throw new Error('never');
  store.append('session-proof', event, state);
  expect(store.eventsAfter('session-proof', 0, 10)).toEqual([event]);
}

describe('openDatabase', () => {
  test('makes a new database, and the folders it lies in', () => {
    const path = join(temporaryFolder(), 'deep', 'down', 'sightline.sqlite');
    const opened = openDatabase(path);
    expect(opened.setAside).toBeUndefined();
    proveUsable(opened);
    opened.database.close();
    expect(existsSync(path)).toBe(true);
  });

  test('writes each commit through to the disk, and what is deleted is overwritten', () => {
    const { database } = openDatabase(join(temporaryFolder(), 'sightline.sqlite'));
    expect(database.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toMatchObject({ synchronous: 2 });
    expect(database.prepare('PRAGMA secure_delete').get()).toMatchObject({ secure_delete: 1 });
    database.close();
  });

  test('opens one from before with all that is in it', () => {
    const path = join(temporaryFolder(), 'sightline.sqlite');
    const first = openDatabase(path);
    proveUsable(first);
    first.database.close();
    const second = openDatabase(path);
    expect(second.setAside).toBeUndefined();
    expect(new SessionStore(second.database).eventsAfter('session-proof', 0, 10)).toHaveLength(1);
    second.database.close();
  });

  test('opens one whose console was killed, journal and all', () => {
    const folder = temporaryFolder();
    const live = openDatabase(join(folder, 'live.sqlite'));
    proveUsable(live);
    // A copy of the files while the database is open is what a killed process leaves behind.
    for (const suffix of ['', '-wal']) {
      copyFileSync(join(folder, `live.sqlite${suffix}`), join(folder, `killed.sqlite${suffix}`));
    }
    const killed = openDatabase(join(folder, 'killed.sqlite'));
    expect(killed.setAside).toBeUndefined();
    expect(new SessionStore(killed.database).eventsAfter('session-proof', 0, 10)).toHaveLength(1);
    killed.database.close();
    live.database.close();
  });

  test.each([
    ['two bytes', Buffer.from('xy')],
    ['text', Buffer.from('This is not a database, it is a letter.\n'.repeat(300))],
    ['zeros', Buffer.alloc(8192)],
    ['a torn header', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5000, 0xff)])],
  ])('sets %s aside with every byte, and begins a new one', (_name, bytes) => {
    const path = join(temporaryFolder(), 'sightline.sqlite');
    writeFileSync(path, bytes);
    const opened = openDatabase(path, () => at);
    expect(opened.setAside).toBe(path + setAsideSuffix);
    expect(readFileSync(path + setAsideSuffix).equals(bytes)).toBe(true);
    proveUsable(opened);
    opened.database.close();
    expect(openDatabase(path).setAside).toBeUndefined();
  });

  test('sets one aside that is damaged in the middle', () => {
    const path = join(temporaryFolder(), 'sightline.sqlite');
    const { database } = openDatabase(path);
    const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)');
    database.exec('BEGIN');
    for (let seq = 1; seq <= 2_000; seq += 1) {
      insert.run(
        'session-large',
        seq,
        seq,
        'customer',
        `command-${seq}`,
        `{"text":"${'x'.repeat(200)}"}`,
        '',
      );
    }
    database.exec('COMMIT');
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    const bytes = readFileSync(path);
    expect(bytes.length).toBeGreaterThan(400_000);
    bytes.fill(0x5a, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 20_000);
    writeFileSync(path, bytes);

    const opened = openDatabase(path, () => at);
    expect(opened.setAside).toBe(path + setAsideSuffix);
    expect(readFileSync(path + setAsideSuffix).equals(bytes)).toBe(true);
    proveUsable(opened);
    opened.database.close();
  });

  test('sets one of a newer Sightline aside, whole', () => {
    const path = join(temporaryFolder(), 'sightline.sqlite');
    const newer = openDatabase(path);
    proveUsable(newer);
    newer.database.exec('PRAGMA user_version = 3');
    newer.database.close();

    const opened = openDatabase(path, () => at);
    expect(opened.setAside).toBe(path + setAsideSuffix);
    expect(new SessionStore(opened.database).eventsAfter('session-proof', 0, 10)).toEqual([]);
    opened.database.close();

    const kept = openDatabase(path, () => at + 1);
    expect(kept.setAside).toBeUndefined();
    kept.database.close();
    const folder = readdirSync(join(path, '..'));
    expect(folder.filter((name) => name.includes('.damaged-') && !/-(wal|shm)$/.test(name))).toHaveLength(1);
    expect(statSync(path + setAsideSuffix).size).toBeGreaterThan(0);
  });

  test('what stood only in the journal of one set aside is kept with it', () => {
    const folder = temporaryFolder();
    const live = openDatabase(join(folder, 'live.sqlite'));
    proveUsable(live);
    live.database.exec('PRAGMA user_version = 7');
    const path = join(folder, 'killed.sqlite');
    for (const suffix of ['', '-wal']) copyFileSync(join(folder, `live.sqlite${suffix}`), path + suffix);
    const opened = openDatabase(path, () => at);
    expect(opened.setAside).toBe(path + setAsideSuffix);
    const kept = new Database(path + setAsideSuffix);
    expect(kept.prepare('SELECT command_id FROM event').all()).toEqual([{ command_id: 'command-1' }]);
    kept.close();
    opened.database.close();
    live.database.close();
  });

  test('throws where nothing can be written, and moves nothing', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a-file'), '');
    expect(() => openDatabase(join(folder, 'a-file', 'sightline.sqlite'))).toThrow();
    expect(readdirSync(folder)).toEqual(['a-file']);
  });
});
