import { type CheckedFileName, checkFileName, type SafeFileName, shortenName, splitName } from './file-name';

/** The system whose rules decide when two names are one file. */
export type NameRules = 'windows' | 'macos' | 'linux';

/**
 * Returns a name's key: two names in a folder are one file exactly if their keys are equal. Where versions of a
 * system differ, the wider rule counts.
 */
export function fileKey(name: string, rules: NameRules): string {
  switch (rules) {
    case 'linux':
      return name;
    case 'windows':
      return name.replace(/[. ]+$/, '').replace(/./gsu, upperCaseUnit);
    case 'macos':
      return name
        .normalize('NFD')
        .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
        .toUpperCase()
        .toLowerCase()
        .normalize('NFD');
  }
}

/** Folds as NTFS does: character by character, never lengthening a name (`ß` stays). */
function upperCaseUnit(character: string): string {
  const upper = character.toUpperCase();
  return upper.length === character.length ? upper : character;
}

/** Returns whether two names in one folder are the same file on that system. */
export function sameFile(a: string, b: string, rules: NameRules): boolean {
  return fileKey(a, rules) === fileKey(b, rules);
}

/** The names of one folder, asked for by that system's rules. */
export interface TakenNames {
  readonly rules: NameRules;
  readonly keys: ReadonlySet<string>;
}

/** Notes the names of a folder once, to ask for many. */
export function takenNames(names: Iterable<string>, rules: NameRules): TakenNames {
  return { rules, keys: new Set(Array.from(names, (name) => fileKey(name, rules))) };
}

/** Returns whether a name of the folder is the same file as `name`. */
export function isTaken(name: string, taken: TakenNames): boolean {
  return taken.keys.has(fileKey(name, taken.rules));
}

/** Returns a name that is not taken: `a.txt` becomes `a (2).txt`, and `a (2).txt` becomes `a (3).txt`. */
export function keepBothName(name: SafeFileName, taken: TakenNames): SafeFileName {
  if (!isTaken(name, taken)) return name;
  const { stem, extension } = splitName(name);
  const numbered = /^(.*\S) \(([1-9]\d{0,5})\)$/su.exec(stem);
  const base = numbered?.[1] ?? stem;
  for (let number = Number(numbered?.[2] ?? 1) + 1; ; number += 1) {
    const checked = checkFileName(shortenName(`${base}${extension}`, ` (${number})`));
    const free = checked.kind === 'safe' ? checked.name : checked.kind === 'changed' ? checked.to : undefined;
    if (free !== undefined && !isTaken(free, taken)) return free;
  }
}

/** Checks a name and, where it has to be changed, gives it a spelling that no name of the folder has. */
export function checkNewFileName(raw: string, taken: TakenNames): CheckedFileName {
  const checked = checkFileName(raw);
  if (checked.kind !== 'changed' || !isTaken(checked.to, taken)) return checked;
  return { ...checked, to: keepBothName(checked.to, taken), why: [...checked.why, 'taken'] };
}
