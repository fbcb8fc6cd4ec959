import type { Page } from '@playwright/test';

/** A test picture's squares: their side and where their centres lie, in pixels of a 1920 × 1080 frame. */
export const squareSide = 60;
export const squareCentres: readonly (readonly [x: number, y: number])[] = [
  [140, 140],
  [480, 300],
  [960, 200],
  [1440, 320],
  [960, 540],
  [420, 760],
  [960, 880],
  [1460, 740],
  [1780, 940],
];

/** A grey picture of 1920 × 1080 with magenta squares, as a PNG; painted in a page, as Node has no canvas. */
export async function squaresPicture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ side, centres }) => {
      const canvas = new OffscreenCanvas(1920, 1080);
      const context = canvas.getContext('2d');
      if (context === null) return '';
      context.fillStyle = '#808080';
      context.fillRect(0, 0, 1920, 1080);
      context.fillStyle = '#ff00ff';
      for (const [x, y] of centres) context.fillRect(x - side / 2, y - side / 2, side, side);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    { side: squareSide, centres: squareCentres },
  );
  return Buffer.from(base64, 'base64');
}

/** A patch of one colour: its weighted centre, and the middle of the box around it, in pixels. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly boxX: number;
  readonly boxY: number;
  readonly width: number;
  readonly height: number;
}

/** The magenta squares and the dots of red ink in what a side shows. */
export interface Patches {
  readonly squares: readonly Patch[];
  readonly dots: readonly Patch[];
}

/** The patches on the phone's frozen picture, in device pixels of its canvas. */
export async function phonePatches(
  phone: Page,
): Promise<Patches & { readonly width: number; readonly height: number }> {
  return phone.evaluate(findPatches, null);
}

/** The patches on the console's window, in CSS pixels. */
export async function consolePatches(page: Page): Promise<Patches> {
  return page.evaluate(findPatches, (await page.screenshot({ scale: 'css' })).toString('base64'));
}

/** Runs in a page: on its frozen picture, or on a PNG in base64. */
async function findPatches(
  base64: string | null,
): Promise<Patches & { readonly width: number; readonly height: number }> {
  const sources: CanvasImageSource[] = [];
  let [width, height] = [0, 0];
  if (base64 === null) {
    const below = document.querySelector<HTMLCanvasElement>('canvas[data-frozen]');
    const above = below?.parentElement?.querySelector<HTMLCanvasElement>('canvas:not([data-frozen])');
    if (below && above) {
      sources.push(below, above);
      [width, height] = [below.width, below.height];
    }
  } else {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    sources.push(bitmap);
    [width, height] = [bitmap.width, bitmap.height];
  }
  const context = new OffscreenCanvas(Math.max(1, width), Math.max(1, height)).getContext('2d');
  if (context === null || width === 0) return { squares: [], dots: [], width, height };
  for (const source of sources) context.drawImage(source, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);

  const patchesOf = (weight: (red: number, green: number, blue: number) => number): Patch[] => {
    const weights = new Float32Array(width * height);
    for (let at = 0; at < weights.length; at += 1) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
      weights[at] = Math.max(0, weight(red, green, blue));
    }
    const found: Patch[] = [];
    const floor = 24;
    for (let start = 0; start < weights.length; start += 1) {
      if ((weights[start] ?? 0) < floor) continue;
      let [sum, sumX, sumY, left, right, top, bottom] = [0, 0, 0, width, 0, height, 0];
      const open = [start];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        const own = weights[at] ?? 0;
        if (own < floor) continue;
        weights[at] = 0;
        const [x, y] = [at % width, Math.floor(at / width)];
        sum += own;
        sumX += own * (x + 0.5);
        sumY += own * (y + 0.5);
        [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
        if (x > 0) open.push(at - 1);
        if (x < width - 1) open.push(at + 1);
        if (y > 0) open.push(at - width);
        if (y < height - 1) open.push(at + width);
      }
      found.push({
        x: sumX / sum,
        y: sumY / sum,
        boxX: (left + right) / 2,
        boxY: (top + bottom) / 2,
        width: right - left,
        height: bottom - top,
      });
    }
    return found;
  };
  return {
    squares: patchesOf((red, green, blue) => Math.min(red, blue) - green - 40),
    dots: patchesOf((red, green, blue) => red - Math.max(green, blue) - 60),
    width,
    height,
  };
}
