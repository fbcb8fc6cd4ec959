import { plainMailLink } from '../../shared/mail-link';

const schemesOpened: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:']);

/** Returns the address to hand to the system, or undefined for one that Sightline does not open. */
export function openableLink(text: string): string | undefined {
  // A control character or a space inside would make the address opened differ from the one shown.
  if (/[\s\p{Cc}\p{Bidi_Control}]/u.test(text)) return undefined;
  try {
    const url = new URL(text);
    if (!schemesOpened.has(url.protocol)) return undefined;
    return url.protocol === 'mailto:' ? plainMailLink(url.pathname, url.search) : url.href;
  } catch {
    return undefined;
  }
}

/** What an invitation for a session key says. */
export interface Invitation {
  readonly siteName: string;
  readonly address: string;
  /** Grouped for reading, e.g. "418 207 953". */
  readonly sessionKey: string;
  readonly link: string;
  readonly expiresAt: string;
}

/** Returns a `mailto:` (RFC 6068) or `sms:` (RFC 5724) address with the invitation filled in. */
export function invitationLink(by: 'e-mail' | 'text-message', invitation: Invitation): string {
  const { siteName, address, sessionKey, link, expiresAt } = invitation;
  if (by === 'text-message') {
    const body = `${siteName}: open ${link} on your phone to connect. Session key ${sessionKey}, until ${expiresAt}.`;
    return `sms:?body=${encodeURIComponent(body)}`;
  }
  const subject = `${siteName}: connect for support`;
  const body = [
    'Open this link on the phone you need help with:',
    link,
    '',
    `Or open ${address} and type the session key ${sessionKey}.`,
    '',
    `The key works once, until ${expiresAt}. Nothing on your phone is shown until you allow it.`,
  ].join('\r\n');
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
