/** Rows chosen in a log, from `anchor` to `focus` in either direction. */
export interface LogSelection {
  readonly anchor: number;
  readonly focus: number;
}

/** The selection after a row was pressed; pressing the only one chosen lets it go. */
export function afterPress(
  selection: LogSelection | null,
  row: number,
  extends_: boolean,
): LogSelection | null {
  if (extends_ && selection !== null) return { ...selection, focus: row };
  const isOnly = selection !== null && selection.anchor === row && selection.focus === row;
  return isOnly ? null : { anchor: row, focus: row };
}

/** The selection after an arrow key; the first one chooses `start`. */
export function afterArrow(
  selection: LogSelection | null,
  by: 1 | -1,
  extends_: boolean,
  start: number,
  rows: number,
): LogSelection | null {
  if (rows === 0) return null;
  const within = (row: number) => Math.max(0, Math.min(rows - 1, row));
  if (selection === null) return { anchor: within(start), focus: within(start) };
  const focus = within(selection.focus + by);
  return { anchor: extends_ ? selection.anchor : focus, focus };
}

/** The first and last row chosen. */
export function bounds({ anchor, focus }: LogSelection): readonly [first: number, last: number] {
  return anchor < focus ? [anchor, focus] : [focus, anchor];
}

/** Whether a row is among those chosen. */
export function isSelected(selection: LogSelection | null, row: number): boolean {
  if (selection === null) return false;
  const [first, last] = bounds(selection);
  return row >= first && row <= last;
}
