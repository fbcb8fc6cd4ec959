import { parseSessionKey, type SessionKey } from '../../shared/session-key/session-key';

/** What is in the three boxes of the session key. */
export type KeyGroups = readonly [string, string, string];

export const emptyKey: KeyGroups = ['', '', ''];

/** Digits in one box. */
export const groupDigits = 3;

export interface KeyEdit {
  readonly groups: KeyGroups;
  /** The box the cursor belongs in afterwards. */
  readonly focus: 0 | 1 | 2;
}

/** Returns the boxes after `text` was typed, pasted or filled into box `index`, with any spaces and dashes. */
export function editGroup(groups: KeyGroups, index: 0 | 1 | 2, text: string): KeyEdit {
  const digits = onlyDigits(text);
  if (digits.length <= groupDigits) {
    const next = replaced(groups, index, digits);
    return { groups: next, focus: digits.length === groupDigits && index < 2 ? following(index) : index };
  }
  // A whole key pasted into any box is the key; a few digits too many flow into the boxes that follow.
  const all = digits.length >= 9 ? digits.slice(0, 9) : groups.slice(0, index).join('') + digits;
  const filled: KeyGroups = [all.slice(0, 3), all.slice(3, 6), all.slice(6, 9)];
  return { groups: filled, focus: all.length >= 6 ? 2 : all.length >= 3 ? 1 : 0 };
}

/** Returns the boxes filled from a link's key, or empty ones if it is not a key. */
export function groupsOfKey(text: string): KeyGroups {
  const digits = onlyDigits(text);
  return digits.length === 9 ? [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9)] : emptyKey;
}

export type KeyCheck =
  | { readonly kind: 'complete'; readonly sessionKey: SessionKey }
  | { readonly kind: 'problem'; readonly message: string };

/** Returns whether the boxes hold a key that can be sent, and if not, what to do. */
export function checkKey(groups: KeyGroups): KeyCheck {
  const parsed = parseSessionKey(groups.join(''));
  switch (parsed.kind) {
    case 'complete':
      return parsed;
    case 'mistyped':
      return {
        kind: 'problem',
        message: 'One digit is wrong. Please check the key with your representative.',
      };
    case 'incomplete':
    case 'too-long':
    case 'not-digits':
      return { kind: 'problem', message: 'Please type all nine digits of the session key.' };
  }
}

function onlyDigits(text: string): string {
  const parsed = parseSessionKey(text);
  switch (parsed.kind) {
    case 'complete':
      return parsed.sessionKey;
    case 'mistyped':
    case 'incomplete':
      return parsed.digits;
    case 'too-long':
    case 'not-digits':
      return text.normalize('NFKC').replace(/\D/g, '');
  }
}

function replaced(groups: KeyGroups, index: 0 | 1 | 2, digits: string): KeyGroups {
  const [first, second, third] = groups;
  if (index === 0) return [digits, second, third];
  return index === 1 ? [first, digits, third] : [first, second, digits];
}

function following(index: 0 | 1 | 2): 0 | 1 | 2 {
  return index === 0 ? 1 : 2;
}
