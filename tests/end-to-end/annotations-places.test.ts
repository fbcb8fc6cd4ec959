import type { Page } from '@playwright/test';
import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import { takeTool } from '../support/journeys/annotating';
import { logOf, openTab } from '../support/journeys/watching';
import type { Phone } from '../support/phone/phone';
import {
  consolePatches,
  type Patch,
  phonePatches,
  squareCentres,
  squareSide,
  squaresPicture,
} from '../support/picture-squares';

test.use({ customer: 'Kwame Boateng' });

const frame = { width: 1920, height: 1080 };
/** How far a mark may lie from where it was put, in pixels of the frame. */
const allowed = 2;

async function sharePhoto(phone: Phone): Promise<void> {
  const buffer = await squaresPicture(phone.page);
  await openTab(phone.page, 'Photos');
  const choosing = phone.page.waitForEvent('filechooser');
  await phone.page.getByRole('button', { name: 'Choose a photo' }).click();
  await (await choosing).setFiles({ name: 'squares.png', mimeType: 'image/png', buffer });
  await expect(phone.page.getByText('Dana sees this picture.')).toBeVisible();
}

const setWindow = (console: ConsoleApp, width: number, height: number): Promise<void> =>
  console.app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );

/** Turns or enlarges the picture in the console, by its menu. */
async function adjust(page: Page, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await page.getByRole('button', { name: 'Zoom and turn' }).click();
  for (const name of names) await page.getByRole('menuitem', { name }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** The squares wholly in view that carry no dot yet, the one nearest the middle of the picture first. */
async function freeSquares(page: Page): Promise<readonly Patch[]> {
  const stage = await page.locator('[data-picture]').first().boundingBox();
  if (stage === null) throw new Error('there is no stage');
  const { squares, dots: red } = await consolePatches(page);
  const dots = red.filter(({ x, y }) => x > stage.x && y > stage.y);
  const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
  const away = (patch: Patch): number => Math.hypot(patch.x - middle.x, patch.y - middle.y);
  return squares
    .filter(({ width, height }) => Math.abs(width - height) <= 2 && width > 8)
    .filter((square) =>
      dots.every((dot) => Math.hypot(dot.x - square.x, dot.y - square.y) > square.width / 2),
    )
    .sort((one, other) => away(one) - away(other));
}

/** Where the dots drawn so far lie, by the log, in pixels of the frame. */
async function loggedDots(
  console: ConsoleApp,
): Promise<readonly { readonly x: number; readonly y: number }[]> {
  const { events } = await logOf(console.page);
  return events
    .filter(({ kind }) => kind === 'annotation-changed')
    .flatMap(({ changes }) => changes as { element?: { points?: { x: number; y: number }[] } }[])
    .flatMap(({ element }) => element?.points?.slice(0, 1) ?? []);
}

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** How far a point lies from `aside` of the middle of a square, in pixels of the frame. */
function offSquare(point: Vector, aside: Vector = { x: 0, y: 0 }): number {
  return Math.min(...squareCentres.map(([x, y]) => Math.hypot(point.x - x - aside.x, point.y - y - aside.y)));
}

/** A way on the console's window as one on the frame, which it shows turned clockwise by so many quarters. */
function onFrame({ x, y }: Vector, quarters: number, cssPerPixel: number): Vector {
  const [cosine = 1, sine = 0] = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ][quarters] ?? [1, 0];
  return { x: (cosine * x + sine * y) / cssPerPixel, y: (cosine * y - sine * x) / cssPerPixel };
}

/**
 * How far each dot on the phone, with all of the picture in view, lies from where the log has it, in pixels of the frame.
 * Where the picture lies is read from its outermost squares, which carry no dot.
 */
async function placeErrors(console: ConsoleApp, phone: Phone): Promise<readonly number[]> {
  const { squares, dots } = await phonePatches(phone.page);
  const byPlace = squares.toSorted((one, other) => one.x + one.y - other.x - other.y);
  const [first, last] = [byPlace[0], byPlace.at(-1)];
  const [[firstX, firstY] = [0, 0], [lastX, lastY] = [1, 1]] = [squareCentres[0], squareCentres.at(-1)];
  if (first === undefined || last === undefined || dots.length === 0) return [Number.POSITIVE_INFINITY];
  const scaleX = (last.x - first.x) / (lastX - firstX);
  const scaleY = (last.y - first.y) / (lastY - firstY);
  return (await loggedDots(console)).map(({ x, y }) => {
    const wanted = { x: first.x + (x - firstX) * scaleX, y: first.y + (y - firstY) * scaleY };
    return Math.min(
      ...dots.map((dot) => Math.hypot((dot.x - wanted.x) / scaleX, (dot.y - wanted.y) / scaleY)),
    );
  });
}

/** The same for a part of the picture in view: each dot whose square is wholly seen, reckoned from that square. */
async function partErrors(console: ConsoleApp, phone: Phone): Promise<readonly number[]> {
  const { squares, dots, width, height } = await phonePatches(phone.page);
  const whole = squares.filter(
    (patch) =>
      patch.boxX - patch.width / 2 > 1 &&
      patch.boxY - patch.height / 2 > 1 &&
      patch.boxX + patch.width / 2 < width - 1 &&
      patch.boxY + patch.height / 2 < height - 1,
  );
  const origin = whole[0];
  if (origin === undefined) return [];
  const scale = origin.width / squareSide;
  const marks = await loggedDots(console);
  // Which square is which: the one way to name the first of them that fits all others.
  const [namedX = 0, namedY = 0] =
    squareCentres.find(([x, y]) =>
      whole.every(
        (patch) =>
          offSquare({
            x: x + (patch.boxX - origin.boxX) / scale,
            y: y + (patch.boxY - origin.boxY) / scale,
          }) <
          squareSide / 2,
      ),
    ) ?? [];
  return whole.flatMap((square) => {
    const near = (x: number, y: number): number =>
      Math.hypot(
        x - namedX - (square.boxX - origin.boxX) / scale,
        y - namedY - (square.boxY - origin.boxY) / scale,
      );
    const centre = squareCentres.find(([x, y]) => near(x, y) < squareSide / 2);
    const mark = marks.find(({ x, y }) => near(x, y) < squareSide / 2);
    if (centre === undefined || mark === undefined) return [];
    const wanted = {
      x: square.boxX + (mark.x - centre[0]) * scale,
      y: square.boxY + (mark.y - centre[1]) * scale,
    };
    return [Math.min(...dots.map((dot) => Math.hypot(dot.x - wanted.x, dot.y - wanted.y) / scale))];
  });
}

const note = (type: string, description: string): void => {
  test.info().annotations.push({ type, description });
};

/** One way of looking at the picture in the console, after the one before. */
interface Way {
  readonly name: string;
  readonly size: readonly [width: number, height: number];
  readonly steps: readonly string[];
  readonly quarters: number;
}

test('a mark lies on what it was put on, however the console turns, enlarges or sizes the picture and whatever the phone is like', async ({
  console,
  sharingPhone: phone,
}) => {
  const { page } = console;
  await sharePhoto(phone);
  await takeTool(page, 'Pen');
  await page.getByRole('toolbar', { name: 'Annotations' }).getByRole('radio', { name: 'Thick' }).check();

  const ways: readonly Way[] = [
    { name: 'fitted', size: [1400, 900], steps: [], quarters: 0 },
    { name: 'turned right', size: [1400, 900], steps: ['Turn right'], quarters: 1 },
    { name: 'upside down in a small window', size: [1050, 700], steps: ['Turn right'], quarters: 2 },
    {
      name: 'turned left, enlarged',
      size: [1290, 810],
      steps: ['Turn right', 'Zoom in', 'Zoom in'],
      quarters: 3,
    },
    { name: 'upright, enlarged', size: [1400, 900], steps: ['Turn right'], quarters: 0 },
  ];
  for (const [index, { name, size, steps, quarters }] of ways.entries()) {
    const [width, height] = size;
    await setWindow(console, width, height);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
    await adjust(page, steps);
    await expect.poll(async () => (await freeSquares(page)).length).toBeGreaterThan(0);
    const target = (await freeSquares(page))[0];
    if (target === undefined) throw new Error(`no square in view: ${name}`);
    // A mouse stands on whole pixels; how far from the middle that is has to come out again.
    const [x, y] = [Math.round(target.x), Math.round(target.y)];
    await page.mouse.click(x, y);
    const aside = onFrame({ x: x - target.x, y: y - target.y }, quarters, target.width / squareSide);
    await expect.poll(async () => (await loggedDots(console)).length).toBe(index + 1);
    const off = offSquare((await loggedDots(console)).at(-1) ?? { x: -1, y: -1 }, aside);
    note(name, `${off.toFixed(2)} px of the frame off`);
    expect(off, name).toBeLessThanOrEqual(allowed);
  }
  const drawn = ways.length;

  const session = await phone.context.newCDPSession(phone.page);
  const canvas = phone.page.locator('canvas[data-frozen]');
  for (const [width, height, deviceScaleFactor] of [
    [390, 844, 1],
    [412, 915, 3],
    [844, 390, 2.625],
    [1024, 1366, 2],
  ] as const) {
    await session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor,
      mobile: true,
    });
    // Its own resolution: one pixel of the canvas for each of the screen.
    await expect
      .poll(() =>
        canvas.evaluate(
          (element: HTMLCanvasElement) =>
            Math.abs(element.width - element.clientWidth * window.devicePixelRatio) < 1 &&
            window.devicePixelRatio,
        ),
      )
      .toBeCloseTo(deviceScaleFactor);
    await expect.poll(async () => (await phonePatches(phone.page)).dots.length).toBe(drawn);
    const errors = await placeErrors(console, phone);
    expect(errors).toHaveLength(drawn);
    note(
      `phone ${width} × ${height} at ${deviceScaleFactor}`,
      `${Math.max(...errors).toFixed(2)} px at most`,
    );
    expect(errors.filter((error) => error > allowed)).toEqual([]);
  }

  // Enlarged by two fingers, pushed by one, and by the keyboard.
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: 390,
    height: 844,
    deviceScaleFactor: 3,
    mobile: true,
  });
  await expect.poll(async () => (await phonePatches(phone.page)).width).toBe((390 - 6) * 3);
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('the phone shows no frozen picture');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spread: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        spread === 0
          ? []
          : [
              { x: x - spread, y, id: 0 },
              { x: x + spread, y, id: 1 },
            ],
    });
  await touch('touchStart', 40);
  for (const spread of [50, 65, 80, 95]) await touch('touchMove', spread);
  await touch('touchEnd', 0);
  const zoom = phone.page.getByRole('button', { name: 'Show the whole picture' });
  await expect(zoom).toHaveText(/^2\.[2-5]×$/);
  const squareWidth = async (): Promise<number> =>
    Math.max(...(await phonePatches(phone.page)).squares.map(({ width }) => width));
  const fitted = (squareSide * (390 - 6) * 3) / frame.width;
  await expect.poll(squareWidth).toBeGreaterThan(fitted * 2);
  const pinched = await partErrors(console, phone);
  expect(pinched.length).toBeGreaterThan(0);
  expect(pinched.filter((error) => error > allowed)).toEqual([]);
  note('pinched', `${Math.max(...pinched).toFixed(2)} px at most`);

  await canvas.locator('..').focus();
  await phone.page.keyboard.press('+');
  await phone.page.keyboard.press('ArrowRight');
  await expect(zoom).toHaveText(/^3\.[3-8]×$/);
  await expect.poll(squareWidth).toBeGreaterThan(fitted * 3);
  const enlarged = await partErrors(console, phone);
  expect(enlarged.length).toBeGreaterThan(0);
  expect(enlarged.filter((error) => error > allowed)).toEqual([]);
  await phone.page.keyboard.press('0');
  await expect(zoom).toHaveText('1×');
});
