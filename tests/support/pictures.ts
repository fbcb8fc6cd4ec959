import { createHash } from 'node:crypto';
import type { Blob, BlobType } from '../../shared/blob';
import type { EventBody, SourceCapabilities } from '../../shared/session/session-event';
import { noCapabilities } from '../../shared/session/session-event';

const beginnings: Readonly<Record<BlobType, readonly number[]>> = {
  'image/jpeg': [
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
    ...[0xff, 0xc0, 0, 11, 8, 0, 48, 0, 64, 1, 1, 0x11, 0, 0xff, 0xda],
  ],
  'image/png': [
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13],
    ...[...Buffer.from('IHDR'), 0, 0, 0, 64, 0, 0, 0, 48, 8, 2, 0, 0, 0],
  ],
  'image/webp': [
    ...[...Buffer.from('RIFF'), 0, 0, 0, 0, ...Buffer.from('WEBPVP8L')],
    ...[0xff, 0xff, 0, 0, 0x2f, 63, 0xc0, 0x0b, 0],
  ],
  'image/gif': [...Buffer.from('GIF89a'), 64, 0, 48, 0, 0, 0, 0, 0x3b],
  'video/webm': [0x1a, 0x45, 0xdf, 0xa3],
  'application/json': [...Buffer.from('{"frameId":"')],
};

/** What the pictures that `bytesOfType` makes say of their size, in pixels. */
export const sidesOfBytes = { width: 64, height: 48 } as const;

/** Bytes that begin as a file of `type` does, `size` of them; `seed` makes them differ. */
export function bytesOfType(type: BlobType, size = 64, seed = 0): Buffer {
  const bytes = Buffer.alloc(size);
  for (let index = 0; index < size; index += 1) bytes[index] = (index * 31 + seed * 17) % 251;
  bytes.set(beginnings[type].slice(0, size));
  return bytes;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A blob as events name it; `seed` makes it another. */
export function blobOf(type: BlobType, seed = 0): Blob {
  const bytes = bytesOfType(type, 64, seed);
  return { hash: sha256(bytes), type, size: bytes.length };
}

/** A camera that can do all a source may declare. */
export const everyCapability: SourceCapabilities = {
  quality: true,
  pause: true,
  flip: true,
  torch: true,
  zoom: { min: 1, max: 8 },
  still: true,
};

type SourceStarted = Extract<EventBody, { kind: 'source-started' }>;

export function cameraStarted(change: Partial<SourceStarted> = {}): SourceStarted {
  return {
    kind: 'source-started',
    source: 'camera',
    facing: 'rear',
    method: 'camera',
    capabilities: everyCapability,
    ...change,
  };
}

export function screenStarted(change: Partial<SourceStarted> = {}): SourceStarted {
  return {
    kind: 'source-started',
    source: 'screen',
    facing: 'unknown',
    method: 'display-capture',
    capabilities: { ...noCapabilities, quality: true, pause: true },
    ...change,
  };
}
