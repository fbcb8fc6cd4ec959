import { z } from 'zod';
import type { OpenSessionKey } from '../../shared/ipc/view';
import type { SessionDatabase } from './database';

const rowSchema = z.object({
  session_key: z.string(),
  generated_at: z.number(),
  expires_at: z.number(),
  reference: z.string(),
  note: z.string(),
});

/** Open session keys on disk, so that a key a customer was given survives a restart of the console. */
export class SessionKeyStore {
  readonly #put;
  readonly #delete;
  readonly #all;

  constructor(database: SessionDatabase) {
    this.#put = database.prepare(
      'INSERT OR REPLACE INTO open_session_key (session_key, generated_at, expires_at, reference, note) VALUES (?, ?, ?, ?, ?)',
    );
    this.#delete = database.prepare('DELETE FROM open_session_key WHERE session_key = ?');
    this.#all = database.prepare('SELECT * FROM open_session_key ORDER BY generated_at');
  }

  put(key: OpenSessionKey): void {
    this.#put.run(key.sessionKey, key.generatedAt, key.expiresAt, key.reference, key.note);
  }

  delete(sessionKey: string): void {
    this.#delete.run(sessionKey);
  }

  /** Returns every stored key, including expired ones, oldest first. */
  all(): OpenSessionKey[] {
    return z
      .array(rowSchema)
      .parse(this.#all.all())
      .map((row) => ({
        sessionKey: row.session_key,
        generatedAt: row.generated_at,
        expiresAt: row.expires_at,
        reference: row.reference,
        note: row.note,
      }));
  }
}
