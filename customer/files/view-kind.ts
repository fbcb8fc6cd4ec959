import { splitName } from '../../shared/file-transfer/file-name';

/** How a file is shown in place. */
export type ViewKind = 'image' | 'video' | 'audio' | 'text' | 'pdf' | 'none';

export interface ViewAs {
  readonly kind: ViewKind;
  /** The type it is opened as: one of these alone, so that no file is ever run as a page. */
  readonly type: string;
}

const unknown: ViewAs = { kind: 'none', type: 'application/octet-stream' };

const types: Readonly<Record<string, ViewAs>> = {
  ...viewed('image', {
    ...{ jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp' },
    ...{ avif: 'image/avif', bmp: 'image/bmp', heic: 'image/heic', heif: 'image/heif', svg: 'image/svg+xml' },
  }),
  ...viewed('video', {
    ...{ mp4: 'video/mp4', m4v: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm', ogv: 'video/ogg' },
  }),
  ...viewed('audio', {
    ...{ mp3: 'audio/mpeg', m4a: 'audio/mp4', aac: 'audio/aac', wav: 'audio/wav', ogg: 'audio/ogg' },
    ...{ flac: 'audio/flac', opus: 'audio/ogg' },
  }),
  ...viewed(
    'text',
    Object.fromEntries(
      'txt log csv tsv json xml md ini conf cfg yaml yml html htm css js ts py sh bat ps1 eml vcf ics mobileconfig plist'
        .split(' ')
        .map((extension) => [extension, 'text/plain']),
    ),
  ),
  ...viewed('pdf', { pdf: 'application/pdf' }),
};

/** How a file of that name is shown. */
export function viewAs(name: string): ViewAs {
  const extension = splitName(name).extension.toLowerCase().split('.').at(-1) ?? '';
  return Object.hasOwn(types, extension) ? (types[extension] ?? unknown) : unknown;
}

function viewed(kind: ViewKind, byExtension: Readonly<Record<string, string>>): Record<string, ViewAs> {
  return Object.fromEntries(
    Object.entries(byExtension).map(([extension, type]) => [extension, { kind, type }]),
  );
}

/** Bytes of a text that are shown. */
export const shownTextBytes = 256 * 1024;

/** The beginning of a text in UTF-8, or in UTF-16 where it says so. */
export async function readText(blob: Blob): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const bytes = new Uint8Array(await blob.slice(0, shownTextBytes).arrayBuffer());
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return { text: new TextDecoder(encoding).decode(bytes), isCut: blob.size > shownTextBytes };
}
