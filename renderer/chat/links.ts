import { limits } from '../../shared/limits';
import { plainMailLink } from '../../shared/mail-link';

/** A link found in a message, as it will be opened. */
export interface MessageLink {
  readonly url: string;
  /** The URL in three parts, the middle one being what decides where it leads: the host, or a mail address. */
  readonly before: string;
  readonly destination: string;
  readonly after: string;
  /** Whether a name stands before the host ("https://bank.example@evil.example"), which can mislead. */
  readonly hasUserInformation: boolean;
  /** Whether the host holds letters outside ASCII, shown in their ASCII form ("xn--..."). */
  readonly isInternational: boolean;
}

export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly link: MessageLink };

/** Longest URL main opens, in characters. */
const longestUrl = 2000;

// Stops at white space, controls, invisible characters and quotation marks: no link holds what cannot be seen.
const candidates =
  /(?<![\p{L}\p{N}_.+-])(?:https?:\/\/|mailto:)[^\s\p{Cc}\p{Cf}\p{Z}\p{Cs}\p{Co}<>"“”«»`]+/giu;

/** `text` cut into plain text and http, https and mailto links; the parts joined give `text` again. */
export function findLinks(text: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let done = 0;
  for (const match of text.slice(0, limits.chatMessageCharacters).matchAll(candidates)) {
    const shown = withoutTrailingPunctuation(match[0]);
    const link = readLink(shown);
    if (link === undefined) continue;
    if (match.index > done) parts.push({ kind: 'text', text: text.slice(done, match.index) });
    parts.push({ kind: 'link', text: shown, link });
    done = match.index + shown.length;
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) });
  return parts;
}

/** `text` as a link that may be opened, or undefined where its scheme or form is refused. */
export function readLink(text: string): MessageLink | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (url.href.length > longestUrl) return undefined;
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return webLink(url);
    case 'mailto:':
      return mailLink(url);
    default:
      return undefined;
  }
}

function webLink(url: URL): MessageLink | undefined {
  if (url.hostname === '') return undefined;
  const user = url.username === '' && url.password === '' ? '' : url.href.slice(0, url.href.indexOf('@') + 1);
  const before = user === '' ? `${url.protocol}//` : user;
  return {
    url: url.href,
    before,
    destination: url.host,
    after: url.href.slice(before.length + url.host.length),
    hasUserInformation: user !== '',
    isInternational: /(?:^|\.)xn--/.test(url.hostname),
  };
}

function mailLink(whole: URL): MessageLink | undefined {
  const plain = plainMailLink(whole.pathname, whole.search);
  if (plain === undefined) return undefined;
  const url = new URL(plain);
  if (!/^[^@]+@[^@]+$/.test(url.pathname)) return undefined;
  return {
    url: url.href,
    before: 'mailto:',
    destination: url.pathname,
    after: url.search,
    hasUserInformation: false,
    isInternational: /[@.]xn--/.test(url.pathname),
  };
}

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function withoutTrailingPunctuation(text: string): string {
  let end = text.length;
  for (; end > 0; end -= 1) {
    const last = text.charAt(end - 1);
    const opening = closing[last];
    if (opening !== undefined) {
      const rest = text.slice(0, end);
      if (rest.split(opening).length >= rest.split(last).length) break;
    } else if (!/[.,;:!?'’*_~…]/.test(last)) {
      break;
    }
  }
  return text.slice(0, end);
}
