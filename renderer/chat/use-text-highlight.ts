import { type RefObject, useEffect } from 'react';
import { plain } from '../kit/plain-text';

/** The name under which the style sheet colours what is found. */
const highlightName = 'sl-found';

/** Colours `text` where it stands in the found rows of `scroller` that are in the document now. */
export function useTextHighlight(scroller: RefObject<HTMLElement | null>, text: string): void {
  // Rows come and go as the log is scrolled, so every rendering looks anew at the few that are there.
  useEffect(() => {
    const { highlights } = globalThis.CSS ?? {};
    const wanted = plain(text.trim());
    if (highlights === undefined || scroller.current === null) return;
    if (wanted === '') {
      highlights.delete(highlightName);
      return;
    }
    const ranges: Range[] = [];
    for (const row of scroller.current.querySelectorAll('[data-found]'))
      ranges.push(...rangesIn(row, wanted));
    highlights.set(highlightName, new Highlight(...ranges));
  });
  useEffect(() => () => void globalThis.CSS?.highlights?.delete(highlightName), []);
}

function rangesIn(row: Element, wanted: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    const { folded, places } = foldedPlaces(text);
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      const range = document.createRange();
      range.setStart(node, places[at] ?? 0);
      range.setEnd(node, places[at + wanted.length] ?? text.length);
      ranges.push(range);
    }
  }
  return ranges;
}

/** `text` without case and accents, and for each of its places the place in `text` it came from. */
export function foldedPlaces(text: string): { readonly folded: string; readonly places: readonly number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = plain(character);
    for (let index = 0; index < piece.length; index += 1) places.push(at);
    folded += piece;
    at += character.length;
  }
  return { folded, places };
}
