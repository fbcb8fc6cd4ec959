import { z } from 'zod';
import type { OpenSessionKey } from '../../shared/ipc/view';
import { limits } from '../../shared/limits';
import { lineSchema, textSchema } from '../../shared/names';
import { isSameJson, NotReadableError } from '../../shared/readable-json';
import type { SessionDatabase } from './session-database';

const rowSchema = z
  .object({
    session_key: z.string().regex(/^\d{9}$/),
    generated_at: z.number(),
    expires_at: z.number(),
    reference: lineSchema(limits.referenceCharacters),
    note: textSchema(limits.noteCharacters),
  })
  .transform(
    (row): OpenSessionKey => ({
      sessionKey: row.session_key,
      generatedAt: row.generated_at,
      expiresAt: row.expires_at,
      reference: row.reference,
      note: row.note,
    }),
  );

/** The session keys that were kept, and how many could not be read. */
export interface KeptSessionKeys {
  readonly keys: OpenSessionKey[];
  readonly unreadable: number;
}

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

  /** Keeps a key. @throws NotReadableError when it could not be read again, or what the disk says when it refuses. */
  put(key: OpenSessionKey): void {
    const { sessionKey, generatedAt, expiresAt, reference, note } = key;
    const row = {
      session_key: sessionKey,
      generated_at: generatedAt,
      expires_at: expiresAt,
      reference,
      note,
    };
    const read = rowSchema.safeParse(row);
    if (!read.success || !isSameJson(read.data, key)) {
      throw new NotReadableError(read.error?.message ?? 'a session key would be read as something else');
    }
    this.#put.run(sessionKey, generatedAt, expiresAt, reference, note);
  }

  delete(sessionKey: string): void {
    this.#delete.run(sessionKey);
  }

  /** Every key kept, oldest first; expired ones among them. Rows that cannot be read are removed: nobody could use them. */
  all(): KeptSessionKeys {
    const keys: OpenSessionKey[] = [];
    let unreadable = 0;
    for (const row of this.#all.all()) {
      const read = rowSchema.safeParse(row);
      if (read.success) keys.push(read.data);
      else {
        unreadable += 1;
        this.#remove(row);
      }
    }
    return { keys, unreadable };
  }

  #remove(row: unknown): void {
    const damaged = z
      .object({ session_key: z.union([z.string(), z.number(), z.instanceof(Uint8Array)]) })
      .safeParse(row);
    if (damaged.success) this.#delete.run(damaged.data.session_key);
  }
}
