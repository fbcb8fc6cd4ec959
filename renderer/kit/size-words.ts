const steps = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size (bytes) in words, e.g. "812 B", "1.4 MB" or "23 MB". */
export function sizeInWords(bytes: number): string {
  let value = Math.max(0, bytes);
  let step = 0;
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${step === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${steps[step] ?? 'B'}`;
}
