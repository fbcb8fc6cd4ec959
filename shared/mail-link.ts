/** The header fields a link may fill in (RFC 6068); others add recipients or, in some mail programs, files. */
const fieldsKept: ReadonlySet<string> = new Set(['to', 'subject', 'body']);

/** Returns the address a mail link stands for, with no field but `to`, `subject` and `body`; undefined where its recipient holds a control. */
export function plainMailLink(link: URL): URL | undefined {
  if (hasControl(link.pathname)) return undefined;
  const url = new URL(link);
  url.hash = '';
  url.search = link.search
    .slice(1)
    .split('&')
    .filter((field) => {
      const [name = '', value = ''] = field.split('=', 2);
      const lower = name.toLowerCase();
      // Only a body has lines; in the others a line break would begin another field.
      return fieldsKept.has(lower) && (lower === 'body' || !hasControl(value));
    })
    .join('&');
  return url;
}

function hasControl(encoded: string): boolean {
  return /%(?:[01][0-9a-f]|7f)/i.test(encoded);
}
