import { useLayoutEffect, useRef, useState } from 'react';
import { useElementSize } from '../picture/use-element-size';
import { chooseFold, type FoldLevel } from './toolbar-fold';

/**
 * Folds a toolbar until it fits. `content` names what is in it, so that other tools are measured anew.
 * The element's children must not shrink.
 */
export function useToolbarFold(element: HTMLElement | null, content: string, most: FoldLevel): FoldLevel {
  const { width } = useElementSize(element);
  const [level, setLevel] = useState<FoldLevel>(0);
  const needs = useRef<{ content: string; widths: (number | undefined)[] }>({ content, widths: [] });
  useLayoutEffect(() => {
    if (element === null || width === 0) return;
    if (needs.current.content !== content) needs.current = { content, widths: [] };
    needs.current.widths[level] = neededWidth(element);
    setLevel(chooseFold(element.clientWidth, needs.current.widths, most));
  }, [element, width, content, most, level]);
  return level;
}

/** The width its children take at their own size, the gap that grows left out. */
function neededWidth(element: HTMLElement): number {
  const style = getComputedStyle(element);
  const gap = Number.parseFloat(style.columnGap) || 0;
  const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
  const children = [...element.children].filter((child) => !child.hasAttribute('data-gap'));
  const widths = children.reduce((sum, child) => sum + child.getBoundingClientRect().width, 0);
  return Math.ceil(widths + gap * Math.max(0, element.children.length - 1) + (padding || 0));
}
