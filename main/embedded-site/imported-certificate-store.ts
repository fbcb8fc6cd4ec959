import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../shared/read-text';
import { type ImportedCertificate, readImportedCertificate } from '../../site/imported-certificate';
import type { SecretStore } from './secret-store';

const fileSchema = z.object({ bytes: z.base64(), passphrase: z.string() });

/** The certificate a representative imported, kept as it was read with its passphrase, sealed where the system can. */
export class ImportedCertificateStore {
  readonly #path: string;
  readonly #secrets: SecretStore;

  constructor(path: string, secrets: SecretStore) {
    this.#path = path;
    this.#secrets = secrets;
  }

  /** The certificate kept; undefined when none is. */
  async read(): Promise<ImportedCertificate | undefined> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch {
      return undefined;
    }
    const opened = this.#secrets.open(text);
    if (opened.kind === 'locked') {
      return {
        kind: 'refused',
        problem: 'not-supported',
        message:
          'The password store of this computer did not open it. Unlock it, then start Sightline again.',
      };
    }
    const file = fileSchema.safeParse(parseJson(opened.text));
    if (!file.success) return readImportedCertificate(new Uint8Array(), '');
    // What an earlier version kept as plain text is sealed; where the disk refuses, the next start tries again.
    if (!opened.wasSealed && this.#secrets.isAvailable) await this.#write(opened.text).catch(() => undefined);
    return readImportedCertificate(Buffer.from(file.data.bytes, 'base64'), file.data.passphrase);
  }

  /** Keeps the certificate in the file at `source` when it can be used. @throws when the disk refuses. */
  async import(source: string, passphrase: string): Promise<ImportedCertificate> {
    const bytes = await readFile(source);
    const imported = await readImportedCertificate(bytes, passphrase);
    if (imported.kind === 'read') {
      await this.#write(JSON.stringify({ bytes: bytes.toString('base64'), passphrase }));
    }
    return imported;
  }

  async #write(text: string): Promise<void> {
    const temporary = `${this.#path}.new`;
    await mkdir(dirname(this.#path), { recursive: true });
    await writeFile(temporary, this.#secrets.seal(text), { mode: 0o600, flush: true });
    await rename(temporary, this.#path);
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
