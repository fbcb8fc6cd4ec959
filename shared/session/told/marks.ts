import type { AnnotationElement } from '../../annotation/element';
import type { SessionEvent } from '../session-event';

/** More kinds of mark than this are only counted. */
const kindsNamed = 4;

const names: Readonly<
  Record<Exclude<AnnotationElement['kind'], 'pin'>, readonly [one: string, many: string]>
> = {
  pen: ['pen stroke', 'pen strokes'],
  highlighter: ['highlight', 'highlights'],
  line: ['line', 'lines'],
  arrow: ['arrow', 'arrows'],
  rectangle: ['rectangle', 'rectangles'],
  ellipse: ['ellipse', 'ellipses'],
  text: ['text', 'texts'],
};

/** What entries about marks amount to. */
export interface ToldMarks {
  /** In words, e.g. "Arrow, ellipse and pin 2 added". */
  readonly text: string;
  /** The mark added last; undefined where none is left. */
  readonly last: AnnotationElement | undefined;
}

/** Tells what entries about marks amount to together; any other entry among them is left out. */
export function tellMarks(events: readonly SessionEvent[]): ToldMarks {
  const added = new Map<string, AnnotationElement>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  for (const event of events) {
    if (event.kind !== 'annotation-changed') continue;
    for (const change of event.changes) {
      switch (change.kind) {
        case 'add':
          if (!removed.delete(change.element.id)) added.set(change.element.id, change.element);
          break;
        case 'replace':
          if (added.has(change.element.id)) added.set(change.element.id, change.element);
          else changed.add(change.element.id);
          break;
        case 'remove':
          changed.delete(change.id);
          if (!added.delete(change.id)) removed.add(change.id);
          break;
        case 'clear':
          break;
      }
    }
  }
  const parts = [
    added.size === 0 ? '' : `${listed([...added.values()])} added`,
    changed.size === 0 ? '' : `${counted(changed.size)} changed`,
    removed.size === 0 ? '' : `${counted(removed.size)} removed`,
  ].filter((part) => part !== '');
  const text = parts.length === 0 ? 'marks drawn and undone' : parts.join(', ');
  return { text: text.charAt(0).toUpperCase() + text.slice(1), last: [...added.values()].at(-1) };
}

function counted(count: number): string {
  return count === 1 ? '1 mark' : `${count} marks`;
}

function listed(elements: readonly AnnotationElement[]): string {
  const counts = new Map<keyof typeof names, number>();
  const pins: number[] = [];
  for (const element of elements) {
    if (element.kind === 'pin') pins.push(element.number);
    else counts.set(element.kind, (counts.get(element.kind) ?? 0) + 1);
  }
  const parts = [...counts].map(([kind, count]) => {
    const [one, many] = names[kind];
    return count === 1 ? one : `${count} ${many}`;
  });
  if (pins.length === 1) parts.push(`pin ${pins[0]}`);
  else if (pins.length > 1) parts.push(`pins ${joined(pins.map(String))}`);
  return parts.length > kindsNamed || pins.length > kindsNamed ? counted(elements.length) : joined(parts);
}

function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
