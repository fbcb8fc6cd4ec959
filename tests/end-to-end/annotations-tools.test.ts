import type { ConsoleApp } from '../support/console/console-app';
import { expect, test } from '../support/fixtures/fixtures';
import {
  type Colour,
  colourDistance,
  consoleColours,
  drag,
  inkColours,
  type Place,
  phoneColours,
  takeTool,
} from '../support/journeys/annotating';
import { logOf } from '../support/journeys/watching';
import type { Phone } from '../support/phone/phone';

test.use({ customer: 'Kwame Boateng' });

const frame = { width: 480, height: 270 };
/** Colours as near as this are the same ink, softened at an edge. */
const sameInk = 60;

// Every test begins with a live camera.
test.beforeEach(({ camera: _camera }) => undefined);

/** How far what both sides show at places is from an ink; the larger of the two for each. */
async function distances(
  console: ConsoleApp,
  phone: Phone,
  places: readonly Place[],
  ink: Colour,
): Promise<readonly number[]> {
  const here = await consoleColours(console.page, places, ink);
  const there = await phoneColours(phone.page, frame, places, ink);
  return here.map((colour, index) =>
    Math.max(colourDistance(colour, ink), colourDistance(there[index] ?? [0, 0, 0], ink)),
  );
}

/** Waits until both sides show an ink at every one of the places. */
async function bothShow(
  console: ConsoleApp,
  phone: Phone,
  places: readonly Place[],
  ink: Colour,
): Promise<void> {
  await expect
    .poll(async () => (await distances(console, phone, places, ink)).filter((each) => each > sameInk), {
      message: 'both sides show the ink',
    })
    .toEqual([]);
}

/** Waits until neither side shows an ink at any of the places. */
async function neitherShows(
  console: ConsoleApp,
  phone: Phone,
  places: readonly Place[],
  ink: Colour,
): Promise<void> {
  await expect
    .poll(async () => {
      const here = await consoleColours(console.page, places, ink);
      const there = await phoneColours(phone.page, frame, places, ink);
      return [...here, ...there].filter((colour) => colourDistance(colour, ink) < sameInk);
    })
    .toEqual([]);
}

test('every tool draws the same on both sides, and what is wiped away, moved or undone goes on both', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await takeTool(page, 'Line');
  const bar = page.getByRole('toolbar', { name: 'Annotations' });
  await expect(bar.getByText('The first mark freezes the picture, also on the phone.')).toBeVisible();
  await bar.getByRole('radio', { name: 'Thick' }).check();
  await drag(page, [
    [0.08, 0.1],
    [0.4, 0.1],
  ]);
  await expect(page.getByText(/^Frozen at /)).toBeVisible();
  await expect(phone.page.locator('canvas[data-frozen]')).toBeVisible();
  // Each by its key, which the picture takes once it was drawn on.
  await page.keyboard.press('a');
  await drag(page, [
    [0.95, 0.1],
    [0.55, 0.1],
  ]);
  await page.keyboard.press('b');
  await drag(page, [
    [0.08, 0.25],
    [0.28, 0.5],
  ]);
  await page.keyboard.press('o');
  await drag(page, [
    [0.4, 0.25],
    [0.6, 0.5],
  ]);
  await page.keyboard.press('p');
  await drag(
    page,
    [
      [0.08, 0.7],
      [0.4, 0.7],
    ],
    12,
  );
  await page.keyboard.press('c');
  await drag(page, [[0.8, 0.4]]);
  await bothShow(
    console,
    phone,
    [
      [0.25, 0.1],
      [0.75, 0.1],
      [0.18, 0.25],
      [0.28, 0.35],
      [0.5, 0.25],
      [0.25, 0.7],
      [0.78, 0.4],
    ],
    inkColours.red,
  );

  await page.keyboard.press('Alt+3');
  await page.keyboard.press('t');
  await drag(page, [[0.5, 0.62]]);
  await page.keyboard.type('MMM');
  await page.keyboard.press('Enter');
  const writing = Array.from({ length: 30 }, (_, at): Place => [0.5 + at * 0.005, 0.69]);
  await expect
    .poll(
      async () =>
        (await distances(console, phone, writing, inkColours.green)).filter((each) => each < sameInk).length,
    )
    .toBeGreaterThan(3);

  const band: readonly Place[] = [[0.6, 0.88]];
  const [before = [0, 0, 0]] = await phoneColours(phone.page, frame, band, inkColours.blue);
  await page.keyboard.press('Alt+4');
  await page.keyboard.press('m');
  await drag(page, [
    [0.5, 0.88],
    [0.9, 0.88],
  ]);
  // A highlighter tints what lies below it, on both sides alike.
  const blueness = ([red, , blue]: Colour) => blue - red;
  await expect
    .poll(async () => {
      const [there = before] = await phoneColours(phone.page, frame, band, inkColours.blue);
      const [here = before] = await consoleColours(page, band, inkColours.blue);
      return Math.min(blueness(there), blueness(here)) - blueness(before);
    })
    .toBeGreaterThan(40);

  await page.keyboard.press('x');
  await drag(page, [
    [0.25, 0.04],
    [0.25, 0.16],
  ]);
  await neitherShows(console, phone, [[0.25, 0.1]], inkColours.red);
  await page.keyboard.press('Control+z');
  await bothShow(console, phone, [[0.25, 0.1]], inkColours.red);

  await page.keyboard.press('v');
  await drag(page, [
    [0.18, 0.25],
    [0.18, 0.32],
  ]);
  await bothShow(console, phone, [[0.18, 0.32]], inkColours.red);
  await neitherShows(console, phone, [[0.12, 0.25]], inkColours.red);
  await page.keyboard.press('Delete');
  await neitherShows(console, phone, [[0.18, 0.32]], inkColours.red);

  const { events } = await logOf(page);
  expect(events.filter(({ kind }) => kind === 'annotation-began')).toHaveLength(1);
  // Eight marks, one wiped away and brought back, one moved and deleted.
  expect(events.filter(({ kind }) => kind === 'annotation-changed')).toHaveLength(12);
});

test('the customer sees a stroke grow before it is finished, and Escape takes it back', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await takeTool(page, 'Pen');
  await page.getByRole('radio', { name: 'Thick' }).check();
  await drag(page, [
    [0.1, 0.1],
    [0.3, 0.1],
  ]);
  await bothShow(console, phone, [[0.2, 0.1]], inkColours.red);

  const box = await page.locator('img[data-frozen]').boundingBox();
  if (box === null) throw new Error('no frozen picture');
  await page.mouse.move(box.x + 0.1 * box.width, box.y + 0.5 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.6 * box.width, box.y + 0.5 * box.height, { steps: 20 });
  await bothShow(console, phone, [[0.3, 0.5]], inkColours.red);
  const strokes = async () =>
    (await logOf(page)).events.filter(({ kind }) => kind === 'annotation-changed').length;
  expect(await strokes()).toBe(1);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await neitherShows(console, phone, [[0.3, 0.5]], inkColours.red);
  expect(await strokes()).toBe(1);
});

test('the laser points without freezing, and what was chosen last is there after a reload', async ({
  console,
  camera: phone,
}) => {
  const { page } = console;
  await takeTool(page, 'Laser pointer');
  await page.getByRole('radio', { name: 'Blue' }).check();
  await page.getByRole('radio', { name: 'Thick' }).check();
  await drag(page, [
    [0.2, 0.2],
    [0.8, 0.8],
  ]);
  await expect(page.getByText('Live: camera')).toBeVisible();
  expect((await logOf(page)).events.map(({ kind }) => kind)).not.toContain('annotation-began');
  await takeTool(page, 'Ellipse');
  await drag(page, [
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  await expect(phone.page.locator('canvas[data-frozen]')).toBeVisible();

  // A window that begins anew shows the frozen picture again, from the log.
  await page.reload();
  await page
    .getByRole('button', { name: /Kwame Boateng/ })
    .first()
    .click();
  await expect(page.getByText(/^Frozen at /)).toBeVisible();
  const bar = page.getByRole('toolbar', { name: 'Annotations' });
  await expect(bar.getByRole('button', { name: 'Ellipse' })).toHaveAttribute('aria-pressed', 'true');
  await expect(bar.getByRole('radio', { name: 'Blue' })).toBeChecked();
  await bothShow(console, phone, [[0.45, 0.3]], inkColours.blue);
});
