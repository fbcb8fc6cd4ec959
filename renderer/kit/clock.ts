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

function parts(ms: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(0, Math.floor(ms / 1000));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 };
}

const two = (value: number) => String(value).padStart(2, '0');

/** A length of time (milliseconds) as short as it can be read, e.g. "0:12", "33:04" or "1:02:03". */
export function shortDuration(ms: number): string {
  const { hours, minutes, seconds } = parts(ms);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** A length of time (milliseconds) at full width for a running timer, e.g. "00:08:48". */
export function timerDuration(ms: number): string {
  const { hours, minutes, seconds } = parts(ms);
  return `${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

/** A length of time (milliseconds) in words, e.g. "48 s", "8 min 48 s" or "1 h 5 min". */
export function durationInWords(ms: number): string {
  const { hours, minutes, seconds } = parts(ms);
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
  return `${seconds} s`;
}
