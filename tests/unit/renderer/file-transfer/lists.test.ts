import { describe, expect, it } from 'vitest';
import {
  byName,
  filterEntries,
  type ListedEntry,
  sortBy,
  sortEntries,
} from '../../../../renderer/file-transfer/arrange';
import { itemsInWords, listFooter, modifiedInWords } from '../../../../renderer/file-transfer/entry-words';
import { crumbsOf, parentOf, pathIn } from '../../../../renderer/file-transfer/folder-path';
import {
  choose,
  chooseAll,
  chooseNone,
  keepShown,
  nextBeginningWith,
  nothingSelected,
} from '../../../../renderer/file-transfer/selection';

const file = (name: string, size = 0, modifiedAt = 0): ListedEntry => ({
  name,
  kind: 'file',
  size,
  modifiedAt,
  isUsable: true,
});
const folder = (name: string): ListedEntry => ({ ...file(name), kind: 'folder' });
const names = (entries: readonly ListedEntry[]) => entries.map(({ name }) => name);

describe('the order of a list', () => {
  const entries = [file('photo 10.png', 5, 3), file('photo 2.png', 9, 1), folder('zoo'), file('Äpfel', 5, 2)];

  it('puts folders first and counts as people do', () => {
    expect(names(sortEntries(entries, byName))).toEqual(['zoo', 'Äpfel', 'photo 2.png', 'photo 10.png']);
  });

  it('keeps folders first the other way round, and equal sizes by name', () => {
    expect(names(sortEntries(entries, { column: 'name', ascending: false }))).toEqual([
      'zoo',
      'photo 10.png',
      'photo 2.png',
      'Äpfel',
    ]);
    expect(names(sortEntries(entries, { column: 'size', ascending: false }))).toEqual([
      'zoo',
      'photo 2.png',
      'Äpfel',
      'photo 10.png',
    ]);
  });

  it('turns a column around when its head is clicked again, and begins another as it is wanted', () => {
    expect(sortBy(byName, 'name')).toEqual({ column: 'name', ascending: false });
    expect(sortBy(byName, 'size')).toEqual({ column: 'size', ascending: false });
    expect(sortBy({ column: 'size', ascending: true }, 'name')).toEqual(byName);
  });

  it('finds names by any of their words, without case or accents', () => {
    expect(names(filterEntries(entries, 'apf'))).toEqual(['Äpfel']);
    expect(names(filterEntries(entries, 'PNG 10'))).toEqual(['photo 10.png']);
    expect(filterEntries(entries, '  ')).toBe(entries);
  });
});

describe('what is selected', () => {
  const order = ['a', 'b', 'c', 'd'];

  it('selects one, more, and all between', () => {
    const one = choose(nothingSelected, order, 'b', 'one');
    expect([...choose(one, order, 'd', 'toggle').names]).toEqual(['b', 'd']);
    expect([...choose(one, order, 'b', 'toggle').names]).toEqual([]);
    const range = choose(one, order, 'd', 'range');
    expect([...range.names]).toEqual(['b', 'c', 'd']);
    expect([...choose(range, order, 'a', 'range').names]).toEqual(['a', 'b']);
    expect(chooseAll(nothingSelected, order)).toMatchObject({ names: new Set(order), focus: 'a' });
    expect(chooseNone(range)).toMatchObject({ names: new Set(), focus: 'd' });
  });

  it('forgets what is no longer shown, and stays the same where all of it is', () => {
    const range = choose(choose(nothingSelected, order, 'b', 'one'), order, 'd', 'range');
    expect(keepShown(range, order)).toBe(range);
    expect(keepShown(range, ['a', 'c'])).toEqual({ names: new Set(['c']), focus: null, anchor: null });
  });

  it('jumps to what was typed, onwards from the keyboard and around the end', () => {
    const shown = ['alpha', 'beta', 'Bravo', 'charlie'];
    expect(nextBeginningWith(shown, null, 'b')).toBe('beta');
    expect(nextBeginningWith(shown, 'beta', 'b')).toBe('Bravo');
    expect(nextBeginningWith(shown, 'Bravo', 'b')).toBe('beta');
    expect(nextBeginningWith(shown, 'beta', 'br')).toBe('Bravo');
    expect(nextBeginningWith(shown, 'beta', 'be')).toBe('beta');
    expect(nextBeginningWith(shown, 'beta', 'x')).toBeUndefined();
  });
});

describe('the words of a list', () => {
  it('tells the time today, the day this year, and the year before that', () => {
    const now = new Date(2026, 10, 22, 15, 0).getTime();
    expect(modifiedInWords(new Date(2026, 10, 22, 9, 58).getTime(), now)).toBe('9:58');
    expect(modifiedInWords(new Date(2026, 10, 3, 9, 58).getTime(), now)).toBe('3 Nov');
    expect(modifiedInWords(new Date(2024, 1, 29).getTime(), now)).toBe('29 Feb 2024');
  });

  it('tells what is selected and how large that is', () => {
    const shown = [folder('f'), file('a', 14_000), file('b', 18_400_000)];
    expect(listFooter(shown, 3, new Set())).toEqual({ text: '3 items', size: '' });
    expect(listFooter(shown, 9, new Set())).toEqual({ text: '3 of 9 items', size: '' });
    expect(listFooter(shown, 3, new Set(['a', 'b']))).toEqual({ text: '2 of 3 selected', size: '18 MB' });
    expect(listFooter(shown, 3, new Set(['f']))).toEqual({ text: '1 of 3 selected', size: '' });
    expect(listFooter(shown, 3, new Set(['f', 'a'])).size).toBe('14 kB and folders');
    expect(itemsInWords(10_000)).toBe('10,000 items');
  });
});

describe('the way to a folder', () => {
  it('goes down, up and stands in the breadcrumbs', () => {
    expect(pathIn('', 'a')).toBe('a');
    expect(pathIn('a/b', 'c')).toBe('a/b/c');
    expect(parentOf('a/b')).toBe('a');
    expect(parentOf('a')).toBe('');
    expect(parentOf('')).toBeUndefined();
    expect(crumbsOf('Downloads', 'a/b')).toEqual([
      { name: 'Downloads', path: '' },
      { name: 'a', path: 'a' },
      { name: 'b', path: 'a/b' },
    ]);
  });
});
