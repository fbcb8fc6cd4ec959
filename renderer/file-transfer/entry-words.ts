import { sizeInWords } from '../../shared/words/sizes';
import { dayNumber } from '../kit/clock';
import type { ListedEntry } from './arrange';

const hours = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** When something was changed, as short as a column needs: "10:44" today, "14 Nov" this year, else with the year. */
export function modifiedInWords(at: number, now: number): string {
  if (dayNumber(at) === dayNumber(now)) return hours.format(at);
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? day : dayAndYear).format(at);
}

/** How many there are, e.g. "1 item", "1,240 items". */
export function itemsInWords(count: number): string {
  return count === 1 ? '1 item' : `${count.toLocaleString('en-US')} items`;
}

/** What stands beneath a list: what is selected of it and how large that is, or how much there is. */
export function listFooter(
  shown: readonly ListedEntry[],
  total: number,
  selected: ReadonlySet<string>,
): { readonly text: string; readonly size: string } {
  if (selected.size > 0) {
    let bytes = 0;
    let hasFolder = false;
    for (const entry of shown) {
      if (!selected.has(entry.name)) continue;
      bytes += entry.size;
      hasFolder ||= entry.kind === 'folder';
    }
    const size = hasFolder && bytes === 0 ? '' : sizeInWords(bytes);
    return {
      text: `${selected.size.toLocaleString('en-US')} of ${shown.length.toLocaleString('en-US')} selected`,
      size: hasFolder && size !== '' ? `${size} and folders` : size,
    };
  }
  if (shown.length < total)
    return { text: `${shown.length.toLocaleString('en-US')} of ${itemsInWords(total)}`, size: '' };
  return { text: itemsInWords(total), size: '' };
}

/** What a delete, a drag or a transfer is about: the one name, or how many. */
export function namesInWords(names: readonly string[]): string {
  const [first] = names;
  return names.length === 1 && first !== undefined ? first : itemsInWords(names.length);
}
