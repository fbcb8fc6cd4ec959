import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { SortColumn, Sorting } from './arrange';
import styles from './file-list.module.css';

const columns: readonly { readonly name: SortColumn; readonly label: string }[] = [
  { name: 'name', label: 'Name' },
  { name: 'size', label: 'Size' },
  { name: 'modified', label: 'Modified' },
];

/** The heads of a list's columns; each sorts by its column. */
export function FileListHead({
  sorting,
  onSort,
}: {
  readonly sorting: Sorting;
  readonly onSort: (column: SortColumn) => void;
}) {
  const Arrow = sorting.ascending ? IconArrowUp : IconArrowDown;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot hold only the rows in view.
    <div role="rowgroup" className={styles.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list has the focus. */}
      <div role="row" aria-rowindex={1} className={styles.columns}>
        {columns.map(({ name, label }) => {
          const isSorted = sorting.column === name;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above.
            // biome-ignore lint/a11y/useFocusableInteractive: its button is.
            <div
              key={name}
              role="columnheader"
              className={styles[name]}
              aria-sort={isSorted ? (sorting.ascending ? 'ascending' : 'descending') : 'none'}
            >
              <button type="button" className={styles.sort} onClick={() => onSort(name)}>
                {label}
                {isSorted && <Arrow size={13} stroke={1.75} aria-hidden />}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
