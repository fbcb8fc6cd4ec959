import { z } from 'zod';
import { utf8Length } from '../read-text';
import { fileLimits } from './file-limits';
import {
  checkFileName,
  type NameChange,
  type NameRefusal,
  nameChanges,
  type SafeFileName,
} from './file-name';

declare const safeRelativePathBrand: unique symbol;

/** One or more safe names joined with `/`: a place inside a folder, never outside it. */
export type SafeRelativePath = string & { readonly [safeRelativePathBrand]: true };

export type PathRefusal = NameRefusal | 'too-deep';

export type CheckedPath =
  | { readonly kind: 'safe'; readonly path: SafeRelativePath }
  | {
      readonly kind: 'changed';
      readonly from: string;
      readonly to: SafeRelativePath;
      readonly why: readonly NameChange[];
    }
  | { readonly kind: 'refused'; readonly from: string; readonly why: PathRefusal };

/** Checks a path inside a folder, its names separated by `/` alone. Never throws. */
export function checkRelativePath(raw: string): CheckedPath {
  const refused = (why: PathRefusal): CheckedPath => ({ kind: 'refused', from: raw, why });
  if (raw.length > fileLimits.pathDepth * (fileLimits.rawNameCharacters + 1)) return refused('too-long');
  if (raw.startsWith('/')) return refused('absolute');
  const segments = raw.split('/');
  if (segments.length > fileLimits.pathDepth) return refused('too-deep');
  const names: SafeFileName[] = [];
  const why = new Set<NameChange>();
  for (const segment of segments) {
    const checked = checkFileName(segment);
    if (checked.kind === 'refused') return refused(checked.why);
    if (checked.kind === 'changed') for (const change of checked.why) why.add(change);
    names.push(checked.kind === 'safe' ? checked.name : checked.to);
  }
  const path = joinNames(names);
  if (path === undefined) return refused('too-long');
  if (why.size === 0) return { kind: 'safe', path };
  return { kind: 'changed', from: raw, to: path, why: nameChanges.filter((change) => why.has(change)) };
}

/** Joins safe names to a path; `undefined` for none, too many, or over 800 bytes. */
export function joinNames(names: readonly SafeFileName[]): SafeRelativePath | undefined {
  const path = names.join('/');
  if (names.length === 0 || names.length > fileLimits.pathDepth) return undefined;
  return utf8Length(path) > fileLimits.pathBytes ? undefined : (path as SafeRelativePath);
}

/** Returns the names of a path, outermost first; they are safe as the path is. */
export function namesOf(path: SafeRelativePath): readonly SafeFileName[] {
  return path.split('/') as unknown as readonly SafeFileName[];
}

/** A path from the other side that is safe as it is. */
export const relativePathSchema = z
  .string()
  .min(1)
  .max(fileLimits.pathBytes)
  .transform((text, context) => {
    const checked = checkRelativePath(text);
    if (checked.kind === 'safe') return checked.path;
    context.addIssue({ code: 'custom', message: 'is not a safe path' });
    return z.NEVER;
  });

/** A folder: a safe path, or the empty one for the top. */
export const folderPathSchema = z.union([z.literal(''), relativePathSchema]);

/** A folder inside a folder; `''` is the top. */
export type FolderPath = SafeRelativePath | '';
