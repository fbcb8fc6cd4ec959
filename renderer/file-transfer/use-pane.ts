import { useEffect, useMemo, useState } from 'react';
import { partContext } from '../kit/part-context';
import type { ChangedFolder } from '../store/follow-main';
import {
  byName,
  filterEntries,
  type ListedEntry,
  type SortColumn,
  type Sorting,
  sortBy,
  sortEntries,
} from './arrange';
import type { ListSide } from './drag';
import { keepShown, nothingSelected, type Selection } from './selection';
import { type Listing, type LoadedFolder, useListing } from './use-listing';

/** Where a pane is: a folder this computer granted (empty on the customer's side) and a path in it. */
export interface Place {
  readonly folderId: string;
  readonly path: string;
}

/** A place and how its entries are sorted. */
export interface KeptPlace extends Place {
  readonly sorting: Sorting;
}

/** Where each pane of this window was, by side and session, so that another tab does not lose it. */
export type KeptPlaces = Map<string, KeptPlace>;

export const [KeptPlacesContext, useKeptPlaces] = partContext<KeptPlaces>('The kept places');

/** Where a pane is, and how to go elsewhere; kept while the window lives. */
export function usePlace(sessionId: string, side: ListSide) {
  const kept = useKeptPlaces();
  const key = `${side} ${sessionId}`;
  const [place, setPlace] = useState<KeptPlace>(
    () => kept.get(key) ?? { folderId: '', path: '', sorting: byName },
  );
  const change = (next: Partial<KeptPlace>) =>
    setPlace((before) => {
      const after = { ...before, ...next };
      kept.set(key, after);
      return after;
    });
  return {
    place,
    go: (path: string) => change({ path }),
    goToFolder: (folderId: string) => change({ folderId, path: '' }),
    sort: (column: SortColumn) => change({ sorting: sortBy(place.sorting, column) }),
  };
}

/** What a pane shows of its folder, what of that is selected, and the filter (null while none is open). */
export interface PaneContent {
  readonly shown: readonly ListedEntry[];
  readonly selection: Selection;
  readonly select: (change: (selection: Selection) => Selection) => void;
  /** The selected entries that something can be done with, in the order shown. */
  readonly selected: readonly ListedEntry[];
  readonly filter: string | null;
  readonly setFilter: (filter: string | null) => void;
}

/** Arranges a listing; what is selected and filtered is forgotten in another folder, named by `key`. */
export function usePaneContent(key: string, listing: Listing, sorting: Sorting): PaneContent {
  const { entries } = listing;
  const [selection, setSelection] = useState(nothingSelected);
  const [filter, setFilter] = useState<string | null>(null);
  const sorted = useMemo(() => sortEntries(entries, sorting), [entries, sorting]);
  const shown = useMemo(() => filterEntries(sorted, filter ?? ''), [sorted, filter]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder begins anew.
  useEffect(() => {
    setSelection(nothingSelected);
    setFilter(null);
  }, [key]);
  const isKnown = !listing.isBusy;
  useEffect(() => {
    if (!isKnown) return;
    const order = shown.map(({ name }) => name);
    setSelection((before) => keepShown(before, order));
  }, [shown, isKnown]);

  const selected = useMemo(
    () => shown.filter(({ name, isUsable }) => isUsable && selection.names.has(name)),
    [shown, selection.names],
  );
  return { shown, selection, select: setSelection, selected, filter, setFilter };
}

/** One pane: where it is, what is there, what of that is shown and selected, and how to change each. */
export interface PaneHold {
  readonly place: Place;
  readonly sorting: Sorting;
  readonly sort: (column: SortColumn) => void;
  readonly go: (path: string) => void;
  readonly goToFolder: (folderId: string) => void;
  readonly listing: Listing;
  readonly reload: () => void;
  readonly content: PaneContent;
}

/** Holds a pane; `load` lists a place, `isAbout` says whether news concern it, and another `epoch` lists it anew. */
export function usePaneHold(options: {
  readonly sessionId: string;
  readonly side: ListSide;
  /** Where the pane is as long as nothing else was chosen. */
  readonly firstFolderId: string;
  readonly epoch: string;
  readonly load: (place: Place) => Promise<LoadedFolder>;
  readonly isAbout: (changed: ChangedFolder, place: Place) => boolean;
}): PaneHold {
  const { place: kept, go, goToFolder, sort } = usePlace(options.sessionId, options.side);
  const place: Place = { folderId: kept.folderId || options.firstFolderId, path: kept.path };
  const key = `${place.folderId}/${place.path}`;
  const [listing, reload] = useListing(
    `${options.epoch} ${key}`,
    () => options.load(place),
    (changed) => options.isAbout(changed, place),
  );
  const content = usePaneContent(key, listing, kept.sorting);
  return { place, sorting: kept.sorting, sort, go, goToFolder, listing, reload, content };
}
