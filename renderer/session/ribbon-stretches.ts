import type { RibbonMark } from '../../shared/session/pane';

/** One stretch of the ribbon; times in milliseconds since the Unix epoch. */
export interface RibbonStretch {
  readonly tone: 'live' | 'frozen' | 'photo' | 'hidden' | 'nothing';
  readonly from: number;
  readonly to: number;
}

/** More stretches than this cannot be told apart on a screen. */
const stretchesShown = 600;

/** What a stretch of the session shows in colour: green live, amber frozen, petrol photo, dashes hidden, grey nothing. */
export function ribbonTone(kind: RibbonMark['kind']): RibbonStretch['tone'] {
  switch (kind) {
    case 'live':
      return 'live';
    case 'frozen':
      return 'frozen';
    case 'photo':
      return 'photo';
    case 'hidden':
    case 'paused':
      return 'hidden';
    case 'not-requested':
    case 'asked':
    case 'declined':
    case 'allowed':
    case 'failed':
    case 'stopped':
      return 'nothing';
  }
}

/**
 * The ribbon from the session's start to `end`, neighbours of one tone joined;
 * stretches too short to be seen go into the one before them.
 */
export function ribbonStretches(ribbon: readonly RibbonMark[], end: number): readonly RibbonStretch[] {
  const first = ribbon[0];
  if (first === undefined) return [];
  const shortest = (end - first.at) / stretchesShown;
  const stretches: RibbonStretch[] = [];
  ribbon.forEach((mark, index) => {
    const to = Math.max(mark.at, ribbon[index + 1]?.at ?? end);
    const last = stretches.at(-1);
    const tone = ribbonTone(mark.kind);
    if (last !== undefined && (last.tone === tone || to - mark.at < shortest)) {
      stretches[stretches.length - 1] = { ...last, to };
    } else if (to > mark.at) {
      stretches.push({ tone, from: last === undefined ? first.at : mark.at, to });
    }
  });
  return stretches;
}
