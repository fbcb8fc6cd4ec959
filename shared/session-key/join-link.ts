/** What a link to a site carries after `#`. */
export interface JoinFragment {
  /** The session key as it stands there; empty for none. */
  readonly sessionKey: string;
  /** What lets whoever has the link join without waiting; undefined in a link that has none. */
  readonly secret: string | undefined;
}

/** A link's secret: 128 random bits in base64url. */
export const linkSecretPattern = /^[A-Za-z0-9_-]{22}$/;

/** Makes the address that opens the customer's page with the key filled in; key and secret stand after `#`, which no server sees. */
export function joinLink(address: string, sessionKey: string, secret: string | undefined): string {
  return `${address}/#${sessionKey}${secret === undefined ? '' : `.${secret}`}`;
}

/** Reads what follows `#` in an address. */
export function parseJoinFragment(text: string): JoinFragment {
  const [, sessionKey, secret] = /^(.*)\.([A-Za-z0-9_-]{22})$/.exec(text) ?? [];
  return sessionKey === undefined ? { sessionKey: text, secret: undefined } : { sessionKey, secret };
}
