/** Returns what to call a person in a sentence: the first word of their name, e.g. "Maria" for "Maria Lindqvist". */
export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? '';
}
