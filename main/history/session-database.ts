import type Database from 'libsql';

/** An open SQLite database of sessions. */
export type SessionDatabase = Database.Database;
