import type { InformationItem, SystemInformationReport } from './report';

/** How an item differs from the report before. */
export type InformationChange =
  | { readonly kind: 'added' }
  /** `before` is the item as it was. */
  | { readonly kind: 'changed'; readonly before: InformationItem };

/** What differs between two reports. */
export interface InformationDifferences {
  /** By `informationKey`. */
  readonly changes: ReadonlyMap<string, InformationChange>;
  /** Items of the report before that are not in this one, by `informationKey`. */
  readonly removed: ReadonlyMap<string, InformationItem>;
}

/** Names an item within a report. */
export function informationKey(sectionId: string, itemId: string): string {
  return `${sectionId}/${itemId}`;
}

/** What changed from `before` to `after`; nothing where there is no report before. */
export function differences(
  before: SystemInformationReport | null,
  after: SystemInformationReport,
): InformationDifferences {
  const changes = new Map<string, InformationChange>();
  if (before === null) return { changes, removed: new Map() };
  const left = itemsByKey(before);
  for (const [key, item] of itemsByKey(after)) {
    const old = left.get(key);
    left.delete(key);
    if (old === undefined) changes.set(key, { kind: 'added' });
    else if (old.value !== item.value || old.unit !== item.unit || old.source !== item.source) {
      changes.set(key, { kind: 'changed', before: old });
    }
  }
  return { changes, removed: left };
}

function itemsByKey({ sections }: SystemInformationReport): Map<string, InformationItem> {
  return new Map(
    sections.flatMap(({ id, items }) => items.map((item) => [informationKey(id, item.id), item] as const)),
  );
}
