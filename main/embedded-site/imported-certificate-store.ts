import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../shared/read-text';
import { type ImportedCertificate, readImportedCertificate } from '../../site/imported-certificate';

const fileSchema = z.object({ bytes: z.base64(), passphrase: z.string() });

/** The certificate a representative imported, kept as it was read with its passphrase, readable by this person only. */
export class ImportedCertificateStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The certificate kept; undefined when none is. */
  async read(): Promise<ImportedCertificate | undefined> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch {
      return undefined;
    }
    const file = fileSchema.safeParse(parseJson(text));
    if (!file.success) return readImportedCertificate(new Uint8Array(), '');
    return readImportedCertificate(Buffer.from(file.data.bytes, 'base64'), file.data.passphrase);
  }

  /** Keeps the certificate in the file at `source` when it can be used. @throws when the disk refuses. */
  async import(source: string, passphrase: string): Promise<ImportedCertificate> {
    const bytes = await readFile(source);
    const imported = await readImportedCertificate(bytes, passphrase);
    if (imported.kind === 'read') {
      const temporary = `${this.#path}.new`;
      await mkdir(dirname(this.#path), { recursive: true });
      const text = JSON.stringify({ bytes: bytes.toString('base64'), passphrase });
      await writeFile(temporary, text, { mode: 0o600, flush: true });
      await rename(temporary, this.#path);
    }
    return imported;
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
