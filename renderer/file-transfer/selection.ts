/** What is selected in a list, by name, and where the keyboard is. */
export interface Selection {
  readonly names: ReadonlySet<string>;
  /** The entry the keyboard is at; null before anything was chosen. */
  readonly focus: string | null;
  /** Where a range begins. */
  readonly anchor: string | null;
}

export const nothingSelected: Selection = { names: new Set(), focus: null, anchor: null };

/** How a click or a key chooses: one alone, one more or less, or all from the anchor on. */
export type ChooseMode = 'one' | 'toggle' | 'range';

/** The selection after `name` was chosen; `order` holds the names as they are shown. */
export function choose(
  selection: Selection,
  order: readonly string[],
  name: string,
  mode: ChooseMode,
): Selection {
  switch (mode) {
    case 'one':
      return { names: new Set([name]), focus: name, anchor: name };
    case 'toggle': {
      const names = new Set(selection.names);
      if (!names.delete(name)) names.add(name);
      return { names, focus: name, anchor: name };
    }
    case 'range': {
      const anchor = selection.anchor ?? selection.focus ?? name;
      const from = order.indexOf(anchor);
      const to = order.indexOf(name);
      if (from === -1 || to === -1) return { names: new Set([name]), focus: name, anchor: name };
      const names = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      return { names: new Set(names), focus: name, anchor };
    }
  }
}

/** Everything that is shown. */
export function chooseAll(selection: Selection, order: readonly string[]): Selection {
  return { names: new Set(order), focus: selection.focus ?? order[0] ?? null, anchor: selection.anchor };
}

/** Nothing, with the keyboard where it was. */
export function chooseNone(selection: Selection): Selection {
  return { ...selection, names: new Set() };
}

/** Moves only the keyboard to `name`. */
export function focusOn(selection: Selection, name: string): Selection {
  return { ...selection, focus: name };
}

/** What is left of a selection once the list shows `order`: what went is no longer selected. */
export function keepShown(selection: Selection, order: readonly string[]): Selection {
  const shown = new Set(order);
  const stays = (name: string | null): string | null => (name !== null && shown.has(name) ? name : null);
  const names = [...selection.names].filter((name) => shown.has(name));
  if (
    names.length === selection.names.size &&
    stays(selection.focus) === selection.focus &&
    stays(selection.anchor) === selection.anchor
  ) {
    return selection;
  }
  return { names: new Set(names), focus: stays(selection.focus), anchor: stays(selection.anchor) };
}

/** The entry a letter jumps to: the next after the keyboard's place that begins with `typed`, around the end. */
export function nextBeginningWith(
  order: readonly string[],
  focus: string | null,
  typed: string,
): string | undefined {
  const sought = typed.toLowerCase();
  const at = focus === null ? -1 : order.indexOf(focus);
  // A word that grows may stay where it is; a single letter goes on.
  const first = typed.length > 1 ? Math.max(at, 0) : at + 1;
  const around = [...order.slice(first), ...order.slice(0, first)];
  return around.find((name) => name.toLowerCase().startsWith(sought));
}
