import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describeError, type LogDetail, redact } from './redact';

export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

export interface FileLogOptions {
  readonly folder: string;
  /** What the files are called, without number and ending; `sightline` unless given. */
  readonly name?: string;
  /** A file larger than this begins a new one. */
  readonly bytesPerFile?: number;
  /** How many files are kept, the newest included. */
  readonly files?: number;
  readonly now?: () => number;
}

/**
 * What Sightline did, in files that a person can send to whoever helps them: never a session key, a token,
 * a name or what people wrote. Writing never throws: a full disk must not end a session.
 */
export class FileLog {
  readonly #options: Required<FileLogOptions>;
  #size = 0;

  constructor(options: FileLogOptions) {
    this.#options = { name: 'sightline', bytesPerFile: 1_000_000, files: 4, now: Date.now, ...options };
    try {
      mkdirSync(options.folder, { recursive: true });
      this.#size = existsSync(this.path) ? statSync(this.path).size : 0;
    } catch {
      // Each line tries again.
    }
  }

  /** The newest file. */
  get path(): string {
    return join(this.#options.folder, `${this.#options.name}.log`);
  }

  /** Writes one line; `details` say more in numbers and codes. */
  write(level: LogLevel, message: string, details: Readonly<Record<string, LogDetail>> = {}): void {
    const at = new Date(this.#options.now()).toISOString();
    const said = Object.entries(details).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
    const text = redact(`${message}${said.join('')}`, homedir());
    const line = `${at} ${level} ${text.replace(/[\r\n]+/g, ' ')}\n`;
    try {
      if (this.#size + line.length > this.#options.bytesPerFile) this.#rotate();
      appendFileSync(this.path, line, { mode: 0o600 });
      this.#size += Buffer.byteLength(line);
    } catch {
      // Nowhere is left to say it.
    }
  }

  /** Writes that something was thrown, without quoting what it may quote. */
  writeError(message: string, error: unknown): void {
    this.write('error', message, describeError(error));
  }

  #rotate(): void {
    const { files, name } = this.#options;
    const numbered = (index: number): string =>
      index === 0 ? this.path : join(this.#options.folder, `${name}.${index}.log`);
    rmSync(numbered(files - 1), { force: true });
    for (let index = files - 2; index >= 0; index -= 1) {
      if (existsSync(numbered(index))) renameSync(numbered(index), numbered(index + 1));
    }
    this.#size = 0;
  }
}
