import type { Stats } from 'node:fs';

/** Endings of what only shows or plays: images, plain text, PDF, audio and video. Everything else may do more. */
const harmless: ReadonlySet<string> = new Set(
  (
    'png apng jpg jpeg jpe jfif gif webp avif bmp heic heif tif tiff ' +
    'txt text log md pdf ' +
    'mp3 m4a aac wav flac ogg oga opus weba amr ' +
    'mp4 m4v mov webm mkv ogv 3gp mpg mpeg'
  ).split(' '),
);

/** Returns the ending by which a system chooses the program, as Windows reads it: in lower case, blanks and dots at the end left out; empty where there is none. */
export function endingOf(name: string): string {
  return /\.([^.]*)$/.exec(name.replace(/[. ]+$/, ''))?.[1]?.toLowerCase() ?? '';
}

/**
 * Returns whether something may be handed to the system without a question. A file needs an ending of the list and,
 * on macOS and Linux, no mode that lets it run; a folder must have no ending, as one with an ending may be a program.
 */
export function opensAtOnce(
  name: string,
  stats: Pick<Stats, 'isFile' | 'mode'>,
  platform = process.platform,
): boolean {
  if (!stats.isFile()) return !name.includes('.');
  // A colon names a stream of Windows, which is another file than the ending says.
  if (name.includes(':') || !harmless.has(endingOf(name))) return false;
  return platform === 'win32' || (stats.mode & 0o111) === 0;
}
