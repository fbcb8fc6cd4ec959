import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { bringUpToDate, schemaVersion } from './schema';
import type { SessionDatabase } from './session-database';

export interface OpenedDatabase {
  readonly database: SessionDatabase;
  /** Where a damaged database was moved, or undefined when there was none. */
  readonly setAside: string | undefined;
}

/**
 * Opens the database at `path`, or makes it. One that is damaged, or from a newer Sightline, is moved aside
 * with its journal, never deleted, and a new one is begun.
 * @throws when the folder cannot be written.
 */
export function openDatabase(path: string, now: () => number = Date.now): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true });
  try {
    return { database: openChecked(path), setAside: undefined };
  } catch (error) {
    if (!existsSync(path)) throw error;
    const setAside = `${path}.damaged-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix);
    }
    return { database: openChecked(path), setAside };
  }
}

function openChecked(path: string): SessionDatabase {
  const database = new Database(path);
  try {
    database.exec('PRAGMA journal_mode = WAL');
    // An event is published only after it is safe, so the journal is flushed at each commit.
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA secure_delete = ON');
    database.exec('PRAGMA busy_timeout = 2000');
    const checked = database.prepare('PRAGMA quick_check(1)').get() as Record<string, unknown> | undefined;
    if (checked?.quick_check !== 'ok') throw new Error('the database failed its check');
    const version = Number(
      (database.prepare('PRAGMA user_version').get() as Record<string, unknown>).user_version,
    );
    if (version > schemaVersion) throw new Error(`the database is of version ${version}`);
    bringUpToDate(database, version);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
