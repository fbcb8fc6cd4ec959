import { expect, type Page } from '@playwright/test';
import type { FrameSize } from '../../../shared/annotation/frame-point';
import { fittedView, frameTransform } from '../../../shared/annotation/frame-transform';
import { mapped } from '../../../shared/annotation/matrix';

/** Where something lies on the frozen (or live) picture: shares of its width and height, from 0 to 1. */
export type Place = readonly [x: number, y: number];

/** The box of the picture on the console's stage, in CSS pixels of the window. */
export async function pictureBox(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator('[data-tone] > :is(video, img, canvas):visible').first().boundingBox();
  if (box === null) throw new Error('no picture on the stage');
  return box;
}

/** Takes a tool: from the Annotations dropdown, which opens the bar, or from the bar where that is open. */
export async function takeTool(page: Page, name: string): Promise<void> {
  const bar = page.getByRole('toolbar', { name: 'Annotations' });
  if (await bar.isVisible()) await bar.getByRole('button', { name, exact: true }).click();
  else {
    await page.getByRole('button', { name: 'Annotations' }).click();
    await page.getByRole('menuitemradio', { name }).click();
  }
  await expect(bar.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
}

/** Drags the pointer over the picture through places, pressing at the first and letting go at the last. */
export async function drag(page: Page, places: readonly Place[], steps = 6): Promise<void> {
  const box = await pictureBox(page);
  const at = ([x, y]: Place) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first, ...rest] = places;
  if (first === undefined) return;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...at(place), { steps });
  await page.mouse.up();
}

/** A colour as red, green and blue from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

export const inkColours = { red: [255, 74, 38], green: [53, 208, 127], blue: [56, 168, 255] } as const;

/** How far apart two colours are, 0 for the same. */
export function colourDistance(one: Colour, other: Colour): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** The colours the console's stage shows at places of the frozen picture; of each the nearest to `wanted` within a dot. */
export async function consoleColours(
  page: Page,
  places: readonly Place[],
  wanted: Colour,
): Promise<readonly Colour[]> {
  const box = await pictureBox(page);
  const png = await page.screenshot();
  return page.evaluate(
    async ({ base64, spots, aim }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context?.drawImage(bitmap, 0, 0);
      const dots = bitmap.width / window.innerWidth;
      return spots.map(([x, y]) => {
        const { data } = context?.getImageData(Math.round(x * dots) - 1, Math.round(y * dots) - 1, 3, 3) ?? {
          data: new Uint8ClampedArray(),
        };
        let best: [number, number, number] = [0, 0, 0];
        let least = Number.POSITIVE_INFINITY;
        for (let at = 0; at < data.length; at += 4) {
          const [red = 0, green = 0, blue = 0] = data.slice(at, at + 3);
          const distance = Math.hypot(red - aim[0], green - aim[1], blue - aim[2]);
          if (distance < least) [best, least] = [[red, green, blue], distance];
        }
        return best;
      });
    },
    {
      base64: png.toString('base64'),
      spots: places.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const),
      aim: wanted,
    },
  );
}

/** The same of the phone's frozen picture, all of it in view; empty while the phone shows none. */
export async function phoneColours(
  phone: Page,
  frame: FrameSize,
  places: readonly Place[],
  wanted: Colour,
): Promise<readonly Colour[]> {
  const size = await phone.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-frozen]');
    return canvas === null ? null : { width: canvas.width, height: canvas.height };
  });
  if (size === null) return [];
  const { toView } = frameTransform(fittedView(frame, size.width, size.height, 1));
  const spots = places.map(([x, y]) => {
    const spot = mapped(toView, x * frame.width, y * frame.height);
    return [spot.x, spot.y] as const;
  });
  return phone.evaluate(
    ({ at: wantedSpots, aim }) => {
      const below = document.querySelector<HTMLCanvasElement>('canvas[data-frozen]');
      const above = below?.parentElement?.querySelector<HTMLCanvasElement>('canvas:not([data-frozen])');
      if (!below || !above) return [];
      const canvas = new OffscreenCanvas(below.width, below.height);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context?.drawImage(below, 0, 0);
      context?.drawImage(above, 0, 0);
      return wantedSpots.map(([x, y]) => {
        const { data } = context?.getImageData(Math.round(x) - 1, Math.round(y) - 1, 3, 3) ?? {
          data: new Uint8ClampedArray(),
        };
        let best: [number, number, number] = [0, 0, 0];
        let least = Number.POSITIVE_INFINITY;
        for (let index = 0; index < data.length; index += 4) {
          const [red = 0, green = 0, blue = 0] = data.slice(index, index + 3);
          const distance = Math.hypot(red - aim[0], green - aim[1], blue - aim[2]);
          if (distance < least) [best, least] = [[red, green, blue], distance];
        }
        return best;
      });
    },
    { at: spots, aim: wanted },
  );
}

/** The SHA-256 of the frozen picture that a side shows, as it names it; empty where it shows none. */
export function frozenHash(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('[data-frozen]')?.getAttribute('data-frozen') ?? '');
}
