import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import { parseJson } from '../../shared/read-text';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const windowStateSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(640).max(20_000),
  height: z.number().int().min(420).max(20_000),
  isMaximized: z.boolean(),
});
/** Where the console's window was when it was last closed; pixels of the desktop. */
export type WindowState = z.infer<typeof windowStateSchema>;

/** How long a window must not move before its place is saved, in milliseconds. */
const settledMs = 500;
/** Of the title bar, this many pixels must be on a display for a hand to take hold of it. */
const graspable = { width: 120, height: 24 };

/** Returns `saved`, cut to the size of its display; undefined if no display shows its title bar any more. */
export function placeOnDisplays(
  saved: WindowState,
  workAreas: readonly Rectangle[],
): WindowState | undefined {
  for (const area of workAreas) {
    const width = Math.min(saved.width, area.width);
    const height = Math.min(saved.height, area.height);
    const across = Math.min(saved.x + width, area.x + area.width) - Math.max(saved.x, area.x);
    const below = area.y + area.height - saved.y;
    if (across < graspable.width || below < graspable.height || saved.y < area.y) continue;
    return { ...saved, width, height };
  }
  return undefined;
}

/** Returns the state kept at `path`, if there is one that can be read and still fits the displays. */
export function readWindowState(path: string): WindowState | undefined {
  try {
    const read = windowStateSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
    if (!read.success) return undefined;
    return placeOnDisplays(
      read.data,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    );
  } catch {
    return undefined;
  }
}

/** Writes down where `window` is whenever it has been moved, and when it closes. */
export function keepWindowState(window: BrowserWindow, path: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileSync(`${path}.new`, JSON.stringify(state));
      renameSync(`${path}.new`, path);
    } catch {
      // The next start opens the window at its usual size.
    }
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, settledMs);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', write);
  window.on('closed', () => clearTimeout(timer));
}
