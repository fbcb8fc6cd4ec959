import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { AnnotationChange } from '../../shared/annotation/board';
import { framePoint } from '../../shared/annotation/frame-point';
import { type ConsoleApp, launchConsole } from '../support/console/console-app';
import { projectRoot } from '../support/electron-path';
import { type Figure, percentile, printFigures } from '../support/figures';
import { drag, pictureBox, takeTool } from '../support/journeys/annotating';
import { allowSharing, joinSimulated, logOf, openTab } from '../support/journeys/watching';
import { launchPhoneBrowser, type Phone } from '../support/phone/phone';
import { frameIntervals, inkSeen, layBareStage, strokeLatencies, watchInk } from './in-page';

const strokePoints = 60;
const marks = 10_000;

let console: ConsoleApp;
let browser: Browser;
let phone: Phone;

test.beforeEach(async () => {
  [console, browser] = await Promise.all([launchConsole(), launchPhoneBrowser()]);
  phone = await joinSimulated(console, browser, 'Maria Lindqvist', {
    width: 1280,
    height: 720,
    frameRate: 15,
  });
  await allowSharing(console.page, phone.page);
  await openTab(phone.page, 'Camera');
  await expect(console.page.getByText('Live: camera')).toBeVisible();
});

test.afterEach(async () => {
  await browser.close();
  await console.close();
});

const overlay = 'section[aria-label^="Annotate what"]';

/** Freezes with a first mark and waits until the phone shows it. */
async function freeze(page: Page): Promise<void> {
  await takeTool(page, 'Pen');
  await drag(page, [
    [0.1, 0.1],
    [0.2, 0.1],
  ]);
  await expect(page.getByText(/^Frozen at/).first()).toBeVisible();
  await expect(phone.page.locator('[data-frozen]').first()).toBeVisible();
}

test('from the pointer to the pixel', async () => {
  const { page } = console;
  await freeze(page);
  const box = await pictureBox(page);
  const path = { x: box.x + 0.2 * box.width, y: box.y + 0.5 * box.height, length: 0.6 * box.width };

  await page.mouse.move(path.x, path.y);
  await page.mouse.down();
  const local = await page.evaluate(strokeLatencies, { target: overlay, ...path, points: strokePoints });
  await page.mouse.up();

  // The source is evaluated by the debugger, as the page's own policy lets no script in.
  await page.evaluate(readFileSync(join(projectRoot, 'node_modules/konva/konva.min.js'), 'utf8'));
  await page.evaluate(layBareStage, box);
  await page.mouse.move(path.x, path.y);
  await page.mouse.down();
  const bare = await page.evaluate(strokeLatencies, { target: '#bare-stage', ...path, points: strokePoints });
  await page.mouse.up();
  await page.evaluate(() => document.querySelector('#bare-stage')?.remove());

  const remote: number[] = [];
  await page.mouse.move(path.x, path.y + 0.2 * box.height);
  await page.mouse.down();
  for (let step = 1; step <= strokePoints; step += 1) {
    await phone.page.evaluate(watchInk);
    const sentAt = await page.evaluate(
      ({ target, x, y }) => {
        const event = { clientX: x, clientY: y, pointerId: 1, bubbles: true, isPrimary: true };
        document.querySelector(target)?.dispatchEvent(new PointerEvent('pointermove', event));
        return Date.now();
      },
      {
        target: overlay,
        x: path.x + (step * path.length) / strokePoints,
        y: path.y + 0.2 * box.height,
      },
    );
    remote.push((await phone.page.evaluate(inkSeen)) - sentAt);
  }
  await page.mouse.up();
  const frame = percentile(await phone.page.evaluate(frameIntervals, 60), 0.5);
  const figures: Figure[] = [
    {
      name: 'pointer to local pixel, p50',
      measured: percentile(local, 0.5),
      floor: percentile(bare, 0.5),
      unit: 'ms',
      against: 'a bare Konva line',
    },
    {
      name: 'pointer to local pixel, p95',
      measured: percentile(local, 0.95),
      floor: percentile(bare, 0.95),
      unit: 'ms',
      against: 'a bare Konva line',
    },
    {
      name: 'pointer to the customer’s pixel, p95',
      measured: percentile(remote, 0.95),
      floor: frame,
      unit: 'ms',
      against: 'one frame of the phone',
    },
  ];
  printFigures('Annotation: a stroke', figures);
  expect(local).toHaveLength(strokePoints);
  expect(remote).toHaveLength(strokePoints);
});

test('ten thousand marks', async () => {
  const { page } = console;
  const idle = await page.evaluate(frameIntervals, 120);
  await freeze(page);
  const { sessionId, events } = await logOf(page);
  const began = events.find(({ kind }) => kind === 'annotation-began');
  const frameId = String(began?.frameId);
  for (let from = 0; from < marks - 1; from += 200) {
    const count = Math.min(200, marks - 1 - from);
    const changes = Array.from({ length: count }, (_, index): AnnotationChange => {
      const at = framePoint((13 * (from + index)) % 1280, (7 * (from + index)) % 720);
      const fields = { id: randomUUID(), version: 1, order: from + index + 1, colour: 'blue' } as const;
      const to = framePoint(at.x + 12, at.y + 8);
      return { kind: 'add', frameId, element: { kind: 'line', ...fields, width: 'thin', from: at, to } };
    });
    await page.evaluate(
      ({ sessionId, frameId, id, changes }) =>
        (
          window as unknown as { sightline: { request: (name: string, args: unknown) => Promise<unknown> } }
        ).sightline.request('change-annotation', { sessionId, id, frameId, changes }),
      { sessionId, frameId, id: randomUUID(), changes },
    );
  }
  await expect
    .poll(async () => (await logOf(page)).events.filter(({ kind }) => kind === 'annotation-changed').length)
    .toBeGreaterThanOrEqual(Math.ceil((marks - 1) / 200));
  const box = await pictureBox(page);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };

  await page.mouse.move(middle.x, middle.y);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.mouse.down({ button: 'middle' });
  const panning = page.evaluate(frameIntervals, 120);
  for (let step = 0; step < 100; step += 1) {
    await page.mouse.move(middle.x + 80 * Math.sin(step / 9), middle.y + 60 * Math.cos(step / 7));
  }
  const panned = await panning;
  await page.mouse.up({ button: 'middle' });

  await page.mouse.down();
  const drawing = page.evaluate(frameIntervals, 120);
  for (let step = 0; step < 100; step += 1) {
    await page.mouse.move(middle.x + 80 * Math.sin(step / 9), middle.y + 60 * Math.cos(step / 7));
  }
  const drawn = await drawing;
  await page.mouse.up();
  const figures = (['panning', 'drawing'] as const).flatMap((name) => {
    const samples = name === 'panning' ? panned : drawn;
    return [0.5, 0.95].map((share) => ({
      name: `frame while ${name} over ${marks.toLocaleString('en')} marks, p${share * 100}`,
      measured: percentile(samples, share),
      floor: percentile(idle, share),
      unit: 'ms',
      against: 'an idle window',
    }));
  });
  printFigures('Annotation: many marks', figures);
  expect(panned).toHaveLength(120);
});
