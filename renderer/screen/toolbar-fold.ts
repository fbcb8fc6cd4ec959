/**
 * How far a toolbar is folded: 0 shows labels, 1 icons, 2 unnamed dropdowns too, and each level beyond puts one more tool
 * into a menu; the level after the last tool puts there how the picture is looked at, too, and shows dropdowns as icons.
 */
export type FoldLevel = number;

/**
 * The least folded level that fits `available` (CSS pixels). `needs` holds the width of each level that was measured;
 * a level not measured yet is tried.
 */
export function chooseFold(
  available: number,
  needs: readonly (number | undefined)[],
  most: FoldLevel,
): FoldLevel {
  for (let level = 0; level < most; level += 1) {
    const need = needs[level];
    if (need === undefined || need <= available) return level;
  }
  return most;
}

/** How far a toolbar with so many tools folds at most. */
export function mostFolded(tools: number): FoldLevel {
  return tools + 3;
}

/** What becomes of `tools` at a level: those shown, and those in the menu, in their order. */
export function foldTools<Tool>(
  tools: readonly Tool[],
  level: FoldLevel,
): {
  readonly hasLabels: boolean;
  readonly namesDropdowns: boolean;
  /** Whether dropdowns are icons, and how the picture is looked at is in the menu. */
  readonly isCompact: boolean;
  readonly shown: readonly Tool[];
  readonly folded: readonly Tool[];
} {
  const folded = Math.min(tools.length, Math.max(0, level - 2));
  return {
    hasLabels: level === 0,
    namesDropdowns: level < 2,
    isCompact: level > tools.length + 2,
    shown: tools.slice(0, tools.length - folded),
    folded: tools.slice(tools.length - folded),
  };
}
