import { timeOfDay } from '../kit/clock';
import { partContext } from '../kit/part-context';

/** An element that shows a picture, and its size in picture dots. */
export interface ShownPicture {
  readonly element: HTMLVideoElement | HTMLCanvasElement | HTMLImageElement;
  readonly width: number;
  readonly height: number;
}

type Look = () => ShownPicture | undefined;

/** The pictures that the panes of this window show now, for whoever copies them. */
export class ShownPictures {
  readonly #looks = new Map<string, Look>();

  /** Registers how to get at the picture a session's pane shows now. Returns its end. */
  register(sessionId: string, look: Look): () => void {
    this.#looks.set(sessionId, look);
    return () => {
      if (this.#looks.get(sessionId) === look) this.#looks.delete(sessionId);
    };
  }

  /** Returns the picture a session's pane shows now, or undefined where it shows none. */
  of(sessionId: string): ShownPicture | undefined {
    const shown = this.#looks.get(sessionId)?.();
    return shown === undefined || shown.width === 0 || shown.height === 0 ? undefined : shown;
  }

  /** Returns the live picture a session's pane shows now as a frame, which the caller closes. */
  videoFrameOf(sessionId: string): VideoFrame | undefined {
    const shown = this.of(sessionId);
    return shown?.element instanceof HTMLVideoElement ? new VideoFrame(shown.element) : undefined;
  }
}

export const [ShownPicturesContext, useShownPictures] = partContext<ShownPictures>('The shown pictures');

/** A picture as PNG, one picture dot for each of its own. @throws where it cannot be encoded. */
export async function encodePng({ element, width, height }: ShownPicture): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The picture could not be drawn.');
  context.drawImage(element, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** What a kept picture is called as a file, e.g. "Maria Lindqvist, snapshot 2026-03-03 10.46.02.png". */
export function fileNameOf(customer: string, what: string, at: number, type: string): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = timeOfDay(at).replaceAll(':', '.');
  // What a file system does not take in a name goes.
  const safe = customer
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 80);
  const who = safe.replace(/^\.+|[. ]+$/gu, '');
  return `${who === '' ? 'Customer' : who}, ${what.toLowerCase()} ${day} ${time}.${extensions[type] ?? 'bin'}`;
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/webm': 'webm',
};
