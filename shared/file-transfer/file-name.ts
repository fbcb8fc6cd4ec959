import { replaceInvisible } from '../invisible';
import { utf8Length } from '../read-text';
import { fileLimits } from './file-limits';
import { isPartialName } from './partial-name';
import { isReservedName, isShortName } from './reserved-names';

declare const safeFileNameBrand: unique symbol;

/** A name that is one file in one folder on Windows, macOS and Linux alike; in NFC. */
export type SafeFileName = string & { readonly [safeFileNameBrand]: true };

/** Why a name is not used at all. */
export type NameRefusal =
  | 'empty'
  /** Only dots: this folder, or one above it. */
  | 'dots'
  /** Begins like a path: `/`, `\\server`, `C:\`. */
  | 'absolute'
  /** Holds a path: `a/b`, `..\a`. */
  | 'path'
  /** Holds a zero byte, which no system has in a name. */
  | 'zero-byte'
  /** Longer than the wire allows, before any cleaning. */
  | 'too-long';

/** Why a name is used in another spelling; all that apply, in this order. */
export const nameChanges = [
  /** Controls, bidirectional controls and characters without width. */
  'invisible',
  /** What some system takes for a separator of folders, or what looks like one. */
  'separator',
  /** `:` of a drive or an alternate stream. */
  'stream',
  /** `< > " | ? *`, not allowed on Windows. */
  'forbidden',
  /** Blanks at an end, or dots at the end. */
  'trimmed',
  /** `~` at the beginning, which a shell takes for a home folder. */
  'home',
  /** A device of Windows. */
  'reserved',
  /** The form of a DOS short name, which may mean another file. */
  'short-name',
  /** The mark of an unfinished transfer. */
  'partial-mark',
  /** Over 255 bytes. */
  'too-long',
  /** The clean spelling was taken. */
  'taken',
] as const;
export type NameChange = (typeof nameChanges)[number];

export type CheckedFileName =
  | { readonly kind: 'safe'; readonly name: SafeFileName }
  | {
      readonly kind: 'changed';
      readonly from: string;
      readonly to: SafeFileName;
      readonly why: readonly NameChange[];
    }
  | { readonly kind: 'refused'; readonly from: string; readonly why: NameRefusal };

/** The backslash, and what is drawn like a slash or holds one. */
const separatorLike =
  /[\\\u2044\u2215\u2216\u2571\u2572\u27cb\u27cd\u29f5\u29f8\u29f9\ufe68\uff0f\uff3c\u2100\u2101\u2105\u2106]/g;

/** The steps that make a name safe; each leaves a safe name as it is. */
const steps: ReadonlyArray<readonly [NameChange, (name: string) => string]> = [
  [
    'invisible',
    (name) => replaceInvisible(name, (character) => (/\p{Cs}|\p{Co}/u.test(character) ? '_' : '')),
  ],
  ['separator', (name) => name.replace(separatorLike, '_')],
  ['stream', (name) => name.replaceAll(':', '_')],
  ['forbidden', (name) => name.replace(/[<>"|?*]/g, '_')],
  ['trimmed', (name) => name.replace(/^\s+|[\s.\uff0e\u2024\ufe52]+$/gu, '')],
  ['home', (name) => name.replace(/^~/, '_')],
  ['reserved', (name) => (isReservedName(name) ? `_${name}` : name)],
  ['short-name', (name) => (isShortName(name) ? name.replaceAll('~', '_') : name)],
  ['partial-mark', (name) => (isPartialName(name) ? `${name}_` : name)],
  ['too-long', (name) => shortenName(name)],
];

/** Checks a name from anywhere; the only maker of a `SafeFileName`. Never throws. */
export function checkFileName(raw: string): CheckedFileName {
  const refused = (why: NameRefusal): CheckedFileName => ({ kind: 'refused', from: raw, why });
  if (raw === '') return refused('empty');
  if (raw.length > fileLimits.rawNameCharacters) return refused('too-long');
  if (raw.includes('\0')) return refused('zero-byte');
  if (/^(?:[/\\]|[A-Za-z]:(?:[/\\]|$))/.test(raw)) return refused('absolute');
  if (raw.includes('/') || /(?:^|\\)\.\.?(?:\\|$)/.test(raw))
    return refused(isOnlyDots(raw) ? 'dots' : 'path');

  const why = new Set<NameChange>();
  let name = raw.normalize('NFC');
  for (let before = ''; before !== name; ) {
    before = name;
    for (const [change, step] of steps) {
      if (isOnlyDots(name)) return refused('dots');
      const next = step(name);
      if (next !== name) why.add(change);
      name = next;
    }
    name = name.normalize('NFC');
  }
  if (name === '') return refused('empty');
  const safe = name as SafeFileName;
  if (why.size === 0) return { kind: 'safe', name: safe };
  return { kind: 'changed', from: raw, to: safe, why: nameChanges.filter((change) => why.has(change)) };
}

/** Returns a name from this side's own disk or input, or `undefined` if it is not safe as it is. */
export function safeFileName(raw: string): SafeFileName | undefined {
  const checked = checkFileName(raw);
  return checked.kind === 'safe' ? checked.name : undefined;
}

/** Splits a name into stem and extension: `a.tar.gz` is `a` and `.tar.gz`, `.profile` has no extension. */
export function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const extension = /(?<=.)(?:\.tar)?\.[^.\s]+$/su.exec(name)?.[0] ?? '';
  if (utf8Length(extension) > 40) return { stem: name, extension: '' };
  return { stem: name.slice(0, name.length - extension.length), extension };
}

/** Cuts a stem so that stem, `suffix` and extension fit, never within a character. */
export function shortenName(name: string, suffix = ''): string {
  const { stem, extension } = splitName(name);
  const whole = `${stem}${suffix}${extension}`;
  if (fits(whole)) return whole;
  const characters = [...stem];
  let kept = '';
  for (const character of characters) {
    if (!fits(`${kept}${character}${suffix}${extension}`)) break;
    kept += character;
  }
  return `${kept.trimEnd()}${suffix}${extension}`;
}

function fits(name: string): boolean {
  return utf8Length(name) <= fileLimits.nameBytes && name.normalize('NFD').length <= fileLimits.nameBytes;
}

function isOnlyDots(name: string): boolean {
  return /^[.\s]*\.[.\s]*$/u.test(name.normalize('NFKC'));
}
