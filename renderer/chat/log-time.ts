const dayMs = 86_400_000;
/** Longer than this no session is looked through day by day. */
const mostDays = 400;

/** What somebody typed as a time of day, e.g. "10:46" or "10.46.02"; undefined where it is none. */
export function timeTyped(
  text: string,
): { readonly hours: number; readonly minutes: number; readonly seconds: number } | undefined {
  const parts = /^\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*$/.exec(text);
  if (parts === null) return undefined;
  const [hours = 24, minutes = 60, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return hours < 24 && minutes < 60 && seconds < 60 ? { hours, minutes, seconds } : undefined;
}

/**
 * The moment somebody means by a time of day in a log from `first` to `last`, nearest to what they look at (`around`);
 * all in milliseconds since the Unix epoch. Undefined where the text is no time.
 */
export function momentTyped(text: string, first: number, last: number, around: number): number | undefined {
  const time = timeTyped(text);
  if (time === undefined) return undefined;
  const candidates: number[] = [];
  for (let day = 0; day < mostDays; day += 1) {
    const date = new Date(first + day * dayMs);
    const at = date.setHours(time.hours, time.minutes, time.seconds, 0);
    candidates.push(at);
    if (at > last) break;
  }
  const inside = candidates.filter((at) => at >= first && at <= last);
  const distance = (at: number) =>
    inside.length > 0 ? Math.abs(at - around) : Math.min(Math.abs(at - first), Math.abs(at - last));
  return (inside.length > 0 ? inside : candidates).reduce((best, at) =>
    distance(at) < distance(best) ? at : best,
  );
}
