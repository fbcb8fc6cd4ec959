const steps = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Returns a size (bytes) in words, e.g. "812 B", "1.4 MB" or "23 MB". */
export function sizeInWords(bytes: number): string {
  let value = Math.max(0, bytes);
  let step = 0;
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${step === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${steps[step] ?? 'B'}`;
}

/** Returns how much of a size (bytes) is done, in the unit of the whole, e.g. "11.4 of 18.4 MB". */
export function amountInWords(done: number, size: number): string {
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
  const scale = 1000 ** step;
  const digits = step === 0 || size / scale >= 99.95 ? 0 : 1;
  return `${(done / scale).toFixed(digits)} of ${(size / scale).toFixed(digits)} ${steps[step] ?? 'B'}`;
}

/** Returns the part of a size that is done, e.g. "38%": never 100% before all is, and 100% of nothing. */
export function percentInWords(done: number, size: number): string {
  return `${size === 0 ? 100 : Math.min(100, Math.floor((done / size) * 100))}%`;
}
