import type { z } from 'zod';

/** A value that its own reader would not give back as it is, so it may not be written. */
export class NotReadableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotReadableError';
  }
}

/**
 * Returns `value` as JSON text, having read that text with the schema of its readers.
 * `space` indents as with JSON.stringify.
 * @throws NotReadableError when the readers would refuse it, or would get something else.
 */
export function readableJson<Value>(schema: z.ZodType<Value>, value: Value, space?: number): string {
  const text = JSON.stringify(value, null, space);
  const read = schema.safeParse(JSON.parse(text));
  if (!read.success) throw new NotReadableError(read.error.message);
  if (!isSameJson(read.data, value)) throw new NotReadableError('it would be read as something else');
  return text;
}

/** Tells whether two values have the same JSON, whatever the order of their fields. */
export function isSameJson(left: unknown, right: unknown): boolean {
  return inOrder(left) === inOrder(right);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
