import type { View } from './view-geometry';

/** What the status line says of the view, e.g. "Fit, 24%" or "1:1". */
export function viewWords(view: View, shownScale: number): string {
  const percent = `${Math.round(shownScale * 100)}%`;
  const turned = view.turn === 0 ? '' : `, turned ${view.turn}°`;
  if (view.kind === 'fit') return `Fit, ${percent}${turned}`;
  return `${Math.abs(shownScale - 1) < 0.001 ? '1:1, 100%' : percent}${turned}`;
}
