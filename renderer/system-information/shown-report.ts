import {
  type InformationChange,
  type InformationDifferences,
  informationKey,
} from '../../shared/system-information/differences';
import type { InformationItem, SystemInformationReport } from '../../shared/system-information/report';
import { plain } from '../kit/plain-text';

export type InformationFilter = 'all' | 'changed' | 'not-available';

/** What became of an item since the report before; undefined where nothing did. */
export type ShownChange = InformationChange | { readonly kind: 'removed' } | undefined;

/** One item as it is shown; one that is no longer told stands with the value it had. */
export interface ShownItem {
  readonly item: InformationItem;
  readonly change: ShownChange;
}

export interface ShownSection {
  readonly id: string;
  readonly title: string;
  readonly items: readonly ShownItem[];
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

/** An item's value in words, e.g. "6", "1.9 GB" or "Yes"; empty where the device does not tell. */
export function valueWords({ value, unit }: InformationItem): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'Yes' : 'No';
    case 'number': {
      const number = grouped.format(value);
      if (unit === undefined) return number;
      return unit === '%' || unit === '×' ? `${number}${unit}` : `${number} ${unit}`;
    }
    case 'string':
      return unit === undefined ? value : `${value} ${unit}`;
    default:
      return '';
  }
}

/** How many values a report holds, those that the device does not tell among them. */
export function valueCount({ sections }: SystemInformationReport): number {
  return sections.reduce((sum, { items }) => sum + items.length, 0);
}

/** Every section with its items, those no longer told among them, as `differences` has them. */
export function allSections(
  report: SystemInformationReport,
  before: SystemInformationReport | null,
  { changes, removed }: InformationDifferences,
): readonly ShownSection[] {
  const gone = (sectionId: string, items: readonly InformationItem[]): ShownItem[] =>
    items
      .filter(({ id }) => removed.has(informationKey(sectionId, id)))
      .map((item) => ({ item, change: { kind: 'removed' } }));
  const sections = report.sections.map(({ id, title, items }) => ({
    id,
    title,
    items: [
      ...items.map((item) => ({ item, change: changes.get(informationKey(id, item.id)) })),
      ...gone(id, before?.sections.find((old) => old.id === id)?.items ?? []),
    ],
  }));
  const known = new Set(report.sections.map(({ id }) => id));
  for (const { id, title, items } of before?.sections ?? []) {
    if (!known.has(id)) sections.push({ id, title, items: gone(id, items) });
  }
  return sections;
}

/** Whether an item passes a filter. */
export function passes({ item, change }: ShownItem, filter: InformationFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'changed':
      return change !== undefined;
    case 'not-available':
      return item.source === 'not-available' && change?.kind !== 'removed';
  }
}

/** How many items pass a filter. */
export function countOf(sections: readonly ShownSection[], filter: InformationFilter): number {
  return sections.reduce((sum, { items }) => sum + items.filter((item) => passes(item, filter)).length, 0);
}

/** The sections that have something to show: items that pass `filter` and hold every word of `text`. */
export function shownSections(
  sections: readonly ShownSection[],
  filter: InformationFilter,
  text: string,
): readonly ShownSection[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  return sections.flatMap((section) => {
    const items = section.items.filter((shown) => {
      if (!passes(shown, filter)) return false;
      const held = plain(`${section.title} ${shown.item.label} ${valueWords(shown.item)}`);
      return words.every((word) => held.includes(word));
    });
    return items.length === 0 ? [] : [{ ...section, items }];
  });
}

/** What is shown as text for the clipboard: a title per section, a line per item, sources named. */
export function reportText(sections: readonly ShownSection[]): string {
  return sections
    .map(({ title, items }) => [title, ...items.map((shown) => `  ${lineOf(shown)}`)].join('\n'))
    .join('\n\n');
}

function lineOf({ item, change }: ShownItem): string {
  const value = item.source === 'not-available' ? 'not available on this device' : valueWords(item);
  const inferred = item.source === 'inferred' ? ' (inferred)' : '';
  return `${item.label}: ${value}${inferred}${changeWords(change) === '' ? '' : ` [${changeWords(change)}]`}`;
}

/** What changed about an item, e.g. "was 2.3 GB"; empty where nothing did. */
export function changeWords(change: ShownChange): string {
  switch (change?.kind) {
    case undefined:
      return '';
    case 'added':
      return 'new';
    case 'removed':
      return 'no longer told';
    case 'changed':
      return change.before.source === 'not-available'
        ? 'was not available'
        : `was ${valueWords(change.before)}`;
  }
}
