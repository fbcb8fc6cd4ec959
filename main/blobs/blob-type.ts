import type { BlobType } from '../../shared/blob';

/** How many of a file's first bytes tell its type. */
export const magicBytes = 16;

interface Signature {
  readonly type: BlobType;
  /** Bytes that a file of this type has at `at`. */
  readonly parts: readonly { readonly at: number; readonly bytes: readonly number[] }[];
}

const textBytes = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const signatures: readonly Signature[] = [
  { type: 'image/jpeg', parts: [{ at: 0, bytes: [0xff, 0xd8, 0xff] }] },
  { type: 'image/png', parts: [{ at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }] },
  { type: 'image/gif', parts: [{ at: 0, bytes: textBytes('GIF87a') }] },
  { type: 'image/gif', parts: [{ at: 0, bytes: textBytes('GIF89a') }] },
  {
    type: 'image/webp',
    parts: [
      { at: 0, bytes: textBytes('RIFF') },
      { at: 8, bytes: textBytes('WEBP') },
    ],
  },
  { type: 'video/webm', parts: [{ at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] }] },
  { type: 'application/json', parts: [{ at: 0, bytes: textBytes('{"frameId":"') }] },
];

/** Tells the type from a file's first bytes, whatever its sender called it; undefined for any other type. */
export function typeOfBytes(head: Uint8Array): BlobType | undefined {
  const isWhole = ({ parts }: Signature): boolean =>
    parts.every(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte));
  return signatures.find(isWhole)?.type;
}

/** Tells whether a file that begins with `head`, however short, can still turn out to be of `type`. */
export function canBecome(head: Uint8Array, type: BlobType): boolean {
  const isPossible = ({ parts }: Signature): boolean =>
    parts.every(({ at, bytes }) =>
      bytes.every((byte, index) => at + index >= head.length || head[at + index] === byte),
    );
  return signatures.some((signature) => signature.type === type && isPossible(signature));
}
