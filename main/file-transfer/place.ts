import type { Stats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { systemCode } from './disk-refusal';

/** Why a place inside a granted folder cannot be used. */
export type PlaceProblem =
  | 'not-granted'
  | 'not-found'
  /** A link, a device or a pipe: it may lead anywhere. */
  | 'not-plain'
  | 'not-a-folder'
  | 'not-readable';

/** A place that cannot be used; nothing was touched. */
export class PlaceError extends Error {
  constructor(readonly problem: PlaceProblem) {
    super(problem);
    this.name = 'PlaceError';
  }
}

/** What stands at a place that was checked. */
export interface Place {
  readonly path: string;
  readonly stats: Stats;
}

/**
 * The place of `names` under `root` (a real path): every step is a folder of its own, never a link, so none leads outside.
 * @throws PlaceError
 */
export async function placeOf(root: string, names: readonly string[]): Promise<Place> {
  let path = root;
  let stats = await look(path);
  if (!stats.isDirectory()) throw new PlaceError('not-found');
  for (const name of names) {
    if (!stats.isDirectory()) throw new PlaceError('not-a-folder');
    if (
      name === '' ||
      name === '.' ||
      name === '..' ||
      /[/\0]/.test(name) ||
      (sep === '\\' && /[\\:]/.test(name))
    ) {
      throw new PlaceError('not-found');
    }
    path = join(path, name);
    stats = await look(path);
    if (!stats.isDirectory() && !stats.isFile()) throw new PlaceError('not-plain');
  }
  return { path, stats };
}

/** The folder of `names` under `root`, and that the system takes it to lie there too. @throws PlaceError */
export async function folderOf(root: string, names: readonly string[]): Promise<string> {
  const { path, stats } = await placeOf(root, names);
  if (!stats.isDirectory()) throw new PlaceError('not-a-folder');
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    throw problemOf(error);
  }
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) {
    throw new PlaceError('not-plain');
  }
  return path;
}

/** What a look at a path that failed says about it. */
export function problemOf(error: unknown): PlaceError {
  if (error instanceof PlaceError) return error;
  const code = systemCode(error);
  return new PlaceError(code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'not-readable');
}

async function look(path: string): Promise<Stats> {
  try {
    return await lstat(path);
  } catch (error) {
    throw problemOf(error);
  }
}

/** What tells one state of a file from another. */
export function sourceOf({ size, mtimeMs }: Stats): { size: number; modifiedAt: number } {
  return { size, modifiedAt: Math.trunc(mtimeMs) };
}
