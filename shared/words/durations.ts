function parts(ms: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(0, Math.floor(ms / 1000));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 };
}

const two = (value: number) => String(value).padStart(2, '0');

/** Returns a length of time (milliseconds) as short as it can be read, e.g. "0:12", "33:04" or "1:02:03". */
export function shortDuration(ms: number): string {
  const { hours, minutes, seconds } = parts(ms);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Returns a length of time (milliseconds) at full width for a running timer, e.g. "00:08:48". */
export function timerDuration(ms: number): string {
  const { hours, minutes, seconds } = parts(ms);
  return `${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

/** Returns a length of time (milliseconds) in words, e.g. "48 s", "8 min 48 s" or "1 h 5 min". */
export function durationInWords(ms: number): string {
  const { hours, minutes, seconds } = parts(ms);
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
  return `${seconds} s`;
}
