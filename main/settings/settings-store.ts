import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseJson } from '../../shared/read-text';
import { readableJson } from '../../shared/readable-json';
import {
  defaultSettings,
  type Settings,
  type SettingsChange,
  settingsSchema,
} from '../../shared/settings/settings';

/** Settings on disk, as JSON. */
export class SettingsStore {
  readonly #path: string;
  readonly #changed: (settings: Settings, before: Settings) => void;
  #settings: Settings;
  /** Where a damaged file was moved, or undefined when there was none. */
  readonly setAside: string | undefined;

  constructor(
    path: string,
    changed: (settings: Settings, before: Settings) => void,
    now: () => number = Date.now,
  ) {
    this.#path = path;
    this.#changed = changed;
    mkdirSync(dirname(path), { recursive: true });
    const read = existsSync(path)
      ? settingsSchema.partial().safeParse(parseJson(readFileSync(path, 'utf8')))
      : undefined;
    if (read?.success === false) {
      this.setAside = `${path}.damaged-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`;
      renameSync(path, this.setAside);
    }
    this.#settings = { ...defaultSettings, ...(read?.success === true ? withoutUndefined(read.data) : {}) };
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Writes a change to disk and tells about it. @throws when the disk refuses; then nothing changed. */
  change(change: SettingsChange): Settings {
    const before = this.#settings;
    const next = settingsSchema.parse({ ...before, ...withoutUndefined(change) });
    const temporary = `${this.#path}.new`;
    writeFileSync(temporary, `${readableJson(settingsSchema, next, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(temporary, this.#path);
    this.#settings = next;
    this.#changed(next, before);
    return next;
  }
}

function withoutUndefined(change: SettingsChange): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>;
}
