/** The header fields a link may fill in (RFC 6068); others add recipients or, in some mail programs, files. */
const fieldsKept: ReadonlySet<string> = new Set(['to', 'subject', 'body']);

/**
 * Returns a mail link with no field but `to`, `subject` and `body`, from the path and the search of the one given, as a
 * parsed URL spells them; undefined where its recipient holds a control.
 */
export function plainMailLink(pathname: string, search: string): string | undefined {
  if (hasControl(pathname)) return undefined;
  const fields = search
    .slice(1)
    .split('&')
    .filter((field) => {
      const [name = '', value = ''] = field.split('=', 2);
      const lower = name.toLowerCase();
      // Only a body has lines; in the others a line break would begin another field.
      return fieldsKept.has(lower) && (lower === 'body' || !hasControl(value));
    })
    .join('&');
  return `mailto:${pathname.trimEnd()}${fields === '' ? '' : `?${fields}`}`;
}

function hasControl(encoded: string): boolean {
  return /%(?:[01][0-9a-f]|7f)/i.test(encoded);
}
