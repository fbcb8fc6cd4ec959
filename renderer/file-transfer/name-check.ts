import {
  checkFileName,
  type NameChange,
  type NameRefusal,
  type SafeFileName,
} from '../../shared/file-transfer/file-name';
import { isTaken, takenNames } from '../../shared/file-transfer/same-file';

/** Whether a name can be given, and if not, why and what comes near it. */
export type CheckedName =
  | { readonly kind: 'empty' }
  | { readonly kind: 'good'; readonly name: SafeFileName }
  | { readonly kind: 'bad'; readonly why: string; readonly instead: SafeFileName | null };

const refusals: Readonly<Record<NameRefusal, string>> = {
  empty: 'A name needs a letter or a digit.',
  dots: 'A name of dots alone means another folder.',
  absolute: 'A name cannot begin like a path.',
  path: 'A name cannot hold a slash.',
  'zero-byte': 'A name cannot hold a zero byte.',
  'too-long': 'The name is too long.',
};

const changes: Readonly<Record<NameChange, string>> = {
  invisible: 'It holds characters that cannot be seen.',
  separator: 'It holds what some systems take for a slash.',
  stream: 'Windows does not allow a colon.',
  forbidden: 'Windows does not allow < > " | ? *.',
  trimmed: 'A blank or a dot at its end gets lost on some systems.',
  home: 'A tilde at its beginning means a home folder.',
  reserved: 'Windows keeps this name for a device.',
  'short-name': 'Windows may take it for another file.',
  'partial-mark': 'Sightline keeps this ending for unfinished files.',
  'too-long': 'The name is too long.',
  taken: 'The name is taken.',
};

/** Checks a name typed for an entry among those there; names that differ only in case count as taken, as on most systems. */
export function checkName(raw: string, there: readonly string[]): CheckedName {
  if (raw.trim() === '') return { kind: 'empty' };
  const checked = checkFileName(raw);
  if (checked.kind === 'refused') return { kind: 'bad', why: refusals[checked.why], instead: null };
  if (checked.kind === 'changed') {
    const [first] = checked.why;
    return { kind: 'bad', why: first === undefined ? '' : changes[first], instead: checked.to };
  }
  if (isTaken(checked.name, takenNames(there, 'macos'))) {
    return { kind: 'bad', why: 'Something of that name is there already.', instead: null };
  }
  return { kind: 'good', name: checked.name };
}
