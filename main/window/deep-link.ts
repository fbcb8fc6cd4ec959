import { identifierSchema } from '../../shared/names';

/** What a `sightline:` address asks for. */
export type DeepLink =
  | { readonly kind: 'practice' }
  | { readonly kind: 'generate-session-key' }
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'unknown' };

export const deepLinkScheme = 'sightline';

/** Returns whether `text` is meant as a link to Sightline, known or not. */
export function isDeepLink(text: string): boolean {
  return text.toLowerCase().startsWith(`${deepLinkScheme}:`);
}

/** Reads an address such as `sightline://session/<id>`; anything else is `unknown`. */
export function parseDeepLink(text: string): DeepLink {
  const match = /^sightline:(?:\/\/)?([a-z-]+)(?:\/([A-Za-z0-9_-]+))?\/?$/i.exec(text);
  const [, action, rest] = match ?? [];
  switch (action?.toLowerCase()) {
    case 'practice':
      return rest === undefined ? { kind: 'practice' } : { kind: 'unknown' };
    case 'generate-session-key':
      return rest === undefined ? { kind: 'generate-session-key' } : { kind: 'unknown' };
    case 'session': {
      const sessionId = identifierSchema.safeParse(rest);
      return sessionId.success ? { kind: 'session', sessionId: sessionId.data } : { kind: 'unknown' };
    }
    default:
      return { kind: 'unknown' };
  }
}
