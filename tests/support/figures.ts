/** The value below which `share` (0 to 1) of the samples lie, by the nearest rank. @throws RangeError for no samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('There are no samples.');
  return value;
}

/** A measured figure beside the least that could be expected in the same run. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly floor: number;
  readonly unit: string;
  /** What the floor is. */
  readonly against: string;
}

/** Prints figures as lines of text, with the ratio to their floor. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  const lines = figures.map(({ name, measured, floor, unit, against }) => {
    const ratio = floor === 0 ? '' : `, ${(measured / floor).toFixed(2)} times the floor`;
    return `  ${name}: ${measured.toFixed(1)} ${unit} (floor ${floor.toFixed(1)} ${unit}, ${against}${ratio})`;
  });
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n\n`);
}
