import { timeOfDay } from '../kit/clock';
import type { CapturedItem } from './captured';

/** What stands under a captured picture, e.g. "Still, 10:45". */
export function captionOf({ what, at }: Pick<CapturedItem, 'what' | 'at'>): string {
  // The strip is narrow.
  return `${what === 'Annotated still' ? 'Annotated' : what}, ${timeOfDay(at).slice(0, 5)}`;
}
