import type { PeerPath } from './peer';
import { candidatesPerPeer, mayUseCandidate } from './phone-candidate';

/** The media sections (RFC 8866, 5.14) an offer may hold, by kind; a kind that is missing may not be there. */
export type MediaSections = Readonly<Record<string, number>>;

/** What a phone's page offers: one video track and one data channel. */
export const phoneSections: MediaSections = { video: 1, application: 1 };

/** What a broadcaster app offers: its video, and its sound, which is not played. */
export const broadcastSections: MediaSections = { video: 1, audio: 1 };

/** An offer as it may be given to a peer connection, and how many candidates are in it. */
export interface CheckedOffer {
  readonly sdp: string;
  readonly candidates: number;
}

/**
 * The offer without the candidates that the page may not use, and without those beyond `most`; null where it holds
 * more media sections than `sections`, each of which would cost this page a receiver.
 */
export function checkOffer(
  sdp: string,
  sections: MediaSections,
  path: PeerPath,
  most: number = candidatesPerPeer,
): CheckedOffer | null {
  const found = new Map<string, number>();
  const kept: string[] = [];
  let candidates = 0;
  // A line ends with CR LF, and is read where it ends with one of them alone.
  for (const line of sdp.split(/\r\n|\r|\n/)) {
    if (line.startsWith('m=')) {
      const kind = /^m=([^ ]*)/.exec(line)?.[1] ?? '';
      const count = (found.get(kind) ?? 0) + 1;
      if (!Object.hasOwn(sections, kind) || count > (sections[kind] ?? 0)) return null;
      found.set(kind, count);
    } else if (line.startsWith('a=candidate:')) {
      if (candidates >= most || !mayUseCandidate(line.slice('a='.length), path)) continue;
      candidates += 1;
    }
    kept.push(line);
  }
  return { sdp: kept.join('\r\n'), candidates };
}
