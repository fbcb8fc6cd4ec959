import { paintGlyph } from './app-icons';
import { box, type Context, text } from './drawing';
import type { PhoneView } from './phone-view';

/** What stands at the right end of a row. */
export type RowEnd =
  | { readonly kind: 'none' }
  | { readonly kind: 'more' }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'switch'; readonly on: boolean };

export interface Row {
  readonly title: string;
  readonly detail?: string;
  readonly tone?: 'plain' | 'link' | 'alert';
  readonly icon?: { readonly glyph: string; readonly color: string };
  readonly end: RowEnd;
}

export interface Section {
  readonly header?: string;
  readonly rows: readonly Row[];
  readonly footer?: readonly string[];
}

export interface SettingsPage {
  readonly title: string;
  readonly back?: string;
  readonly sections: readonly Section[];
}

const barHeight = (view: PhoneView) => (view.landscape ? 74 : 98);
const rowHeight = ({ detail }: Row) => (detail === undefined ? 46 : 58);
const headerHeight = ({ header }: Section) => (header === undefined ? 20 : 46);
const footerHeight = ({ footer }: Section) => (footer ? footer.length * 17 + 8 : 0);
const heightOf = (section: Section) =>
  headerHeight(section) + section.rows.reduce((sum, row) => sum + rowHeight(row), 0) + footerHeight(section);

/** How far a page scrolls, in points. */
export function scrollRange(view: PhoneView, page: SettingsPage): number {
  const content = page.sections.reduce((sum, section) => sum + heightOf(section), 40);
  return Math.max(0, content - (view.height - barHeight(view)));
}

/** The middle of the row of that title, in points from the top of the unscrolled page. */
export function rowMiddle(view: PhoneView, page: SettingsPage, title: string): number {
  let y = barHeight(view);
  for (const section of page.sections) {
    let row = y + headerHeight(section);
    for (const each of section.rows) {
      if (each.title === title) return row + rowHeight(each) / 2;
      row += rowHeight(each);
    }
    y += heightOf(section);
  }
  return y;
}

function paintEnd(c: Context, end: RowEnd, right: number, middle: number) {
  switch (end.kind) {
    case 'none':
      return;
    case 'switch':
      box(c, right - 66, middle - 15, 50, 30, 15, end.on ? '#34b35a' : '#dfdfe5');
      box(c, right - (end.on ? 43 : 64), middle - 13, 26, 26, 13, '#ffffff');
      return;
    case 'value':
      text(c, end.value, right - 34, middle + 5.5, { size: 16, color: '#6e6e76', align: 'right' });
      break;
    case 'more':
  }
  c.strokeStyle = '#b5b5bd';
  c.lineWidth = 2;
  c.lineCap = 'round';
  c.beginPath();
  c.moveTo(right - 23, middle - 5);
  c.lineTo(right - 18, middle);
  c.lineTo(right - 23, middle + 5);
  c.stroke();
}

function paintRow(c: Context, row: Row, left: number, right: number, top: number, ruled: boolean) {
  const height = rowHeight(row);
  const middle = top + height / 2;
  const inset = left + (row.icon ? 58 : 16);
  if (row.icon) {
    box(c, left + 14, middle - 15, 30, 30, 7, row.icon.color);
    paintGlyph(c, row.icon.glyph, left + 19, middle - 10, 20, '#ffffff');
  }
  const color = row.tone === 'link' ? '#0a66d8' : '#111114';
  const endWidth = row.end.kind === 'value' ? 130 : 80;
  const maxWidth = right - inset - endWidth;
  if (row.detail === undefined) text(c, row.title, inset, middle + 6, { size: 17, color, maxWidth });
  else {
    text(c, row.title, inset, top + 26, { size: 17, color, maxWidth });
    text(c, row.detail, inset, top + 46, {
      size: 13,
      color: row.tone === 'alert' ? '#b3261e' : '#5f5f66',
      maxWidth: right - inset - 40,
    });
  }
  paintEnd(c, row.end, right, middle);
  if (ruled) {
    c.fillStyle = '#e4e4ea';
    c.fillRect(inset, top + height - 0.5, right - inset, 1);
  }
}

function paintBar(c: Context, view: PhoneView, page: SettingsPage, scrolled: boolean) {
  const height = barHeight(view);
  c.fillStyle = '#f2f1f7';
  c.fillRect(0, 0, view.width, height);
  if (scrolled) {
    c.fillStyle = '#cfced6';
    c.fillRect(0, height - 1, view.width, 1);
  }
  const line = height - 18;
  text(c, page.title, view.width / 2, line, { size: 17, weight: 700, color: '#111114', align: 'center' });
  if (page.back === undefined) return;
  c.strokeStyle = '#0a66d8';
  c.lineWidth = 2.4;
  c.lineCap = 'round';
  c.beginPath();
  c.moveTo(24, line - 13);
  c.lineTo(17, line - 6);
  c.lineTo(24, line + 1);
  c.stroke();
  text(c, page.back, 31, line, { size: 17, color: '#0a66d8' });
}

/** One page of the settings, scrolled by so many points. */
export function paintSettingsPage(c: Context, view: PhoneView, page: SettingsPage, scroll: number): void {
  c.fillStyle = '#f2f1f7';
  c.fillRect(0, 0, view.width, view.height);
  const left = view.landscape ? 60 : 16;
  const right = view.width - left;
  let y = barHeight(view) - scroll;
  for (const section of page.sections) {
    const rowsTop = y + headerHeight(section);
    const rowsHeight = section.rows.reduce((sum, row) => sum + rowHeight(row), 0);
    if (section.header !== undefined)
      text(c, section.header.toUpperCase(), left + 16, rowsTop - 9, { size: 12.5, color: '#67676e' });
    box(c, left, rowsTop, right - left, rowsHeight, 11, '#ffffff');
    let top = rowsTop;
    section.rows.forEach((row, index) => {
      if (top + 60 > 0 && top < view.height)
        paintRow(c, row, left, right, top, index < section.rows.length - 1);
      top += rowHeight(row);
    });
    section.footer?.forEach((line, index) => {
      text(c, line, left + 16, top + 19 + index * 17, {
        size: 12.5,
        color: '#67676e',
        maxWidth: right - left - 32,
      });
    });
    y += heightOf(section);
  }
  paintBar(c, view, page, scroll > 1);
}
