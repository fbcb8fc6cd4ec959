/** What the lists need to know of an entry; those of this computer come as main tells them. */
export interface ListedEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** In bytes; 0 for a folder. */
  readonly size: number;
  /** In milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
  /** Whether it can be opened, sent and changed here; a link and a name that is not safe cannot. */
  readonly isUsable: boolean;
}

export type SortColumn = 'name' | 'size' | 'modified';

export interface Sorting {
  readonly column: SortColumn;
  readonly ascending: boolean;
}

export const byName: Sorting = { column: 'name', ascending: true };

/** Compares as people count: "photo 2" stands before "photo 10". */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

/** The entries in the order they are shown: folders first, equal ones by name. */
export function sortEntries<Entry extends ListedEntry>(
  entries: readonly Entry[],
  { column, ascending }: Sorting,
): readonly Entry[] {
  const sign = ascending ? 1 : -1;
  return entries.toSorted((a, b) => {
    const isFolder = a.kind === 'folder';
    if (isFolder !== (b.kind === 'folder')) return isFolder ? -1 : 1;
    const difference = compareIn(column, a, b);
    return difference === 0 ? collator.compare(a.name, b.name) : sign * difference;
  });
}

function compareIn(column: SortColumn, a: ListedEntry, b: ListedEntry): number {
  switch (column) {
    case 'name':
      return collator.compare(a.name, b.name);
    case 'size':
      return a.size - b.size;
    case 'modified':
      return a.modifiedAt - b.modifiedAt;
  }
}

/** The entries whose name holds every word of `filter`, whatever their case and accents. */
export function filterEntries<Entry extends ListedEntry>(
  entries: readonly Entry[],
  filter: string,
): readonly Entry[] {
  const words = folded(filter)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  return entries.filter(({ name }) => {
    const text = folded(name);
    return words.every((word) => text.includes(word));
  });
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The sorting after a click on a column's head: the other way round, or that column as it is mostly wanted. */
export function sortBy(current: Sorting, column: SortColumn): Sorting {
  if (current.column === column) return { column, ascending: !current.ascending };
  return { column, ascending: column === 'name' };
}
