import type { BlobType } from '../../shared/blob';

/** How many of a file's first bytes tell its type. */
export const magicBytes = 16;

/** The type that a file's first bytes tell, whatever its sender called it; undefined for any other type. */
export function typeOfBytes(head: Uint8Array): BlobType | undefined {
  if (beginsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (beginsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (textAt(head, 0, 6) === 'GIF87a' || textAt(head, 0, 6) === 'GIF89a') return 'image/gif';
  if (textAt(head, 0, 4) === 'RIFF' && textAt(head, 8, 12) === 'WEBP') return 'image/webp';
  if (beginsWith(head, 0x1a, 0x45, 0xdf, 0xa3)) return 'video/webm';
  if (textAt(head, 0, 12) === '{"frameId":"') return 'application/json';
  return undefined;
}

function beginsWith(head: Uint8Array, ...bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte);
}

function textAt(head: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...head.subarray(from, to));
}
