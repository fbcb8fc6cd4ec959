const clockOfDay = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const longDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** The time of day of `at` (milliseconds since the Unix epoch) where the representative is, e.g. "10:38:04". */
export function timeOfDay(at: number): string {
  return clockOfDay.format(at);
}

/** The day of `at` in words, e.g. "Today", "Yesterday" or "Tuesday 3 March 2026". */
export function dayInWords(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return longDay.format(at).replace(',', '');
}

/** A number that grows by one at each local midnight; equal for two times on one local day. */
export function dayNumber(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}
