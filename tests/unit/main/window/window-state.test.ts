import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { placeOnDisplays, readWindowState } from '../../../../main/window/window-state';
import { temporaryFolder } from '../../../support/temporary-folder';

const display = { x: 0, y: 24, width: 1440, height: 876 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };
vi.mock('electron', () => ({
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 24, width: 1440, height: 876 } }] },
}));

const at = (x: number, y: number, width = 1000, height = 700) => ({
  x,
  y,
  width,
  height,
  isMaximized: false,
});

test('a window on a display stays where it is', () => {
  expect(placeOnDisplays(at(100, 60), [display])).toEqual(at(100, 60));
  expect(placeOnDisplays(at(1500, 10), [display, beside])).toEqual(at(1500, 10));
  expect(placeOnDisplays(at(-800, 60), [display])).toEqual(at(-800, 60));
});

test('a window whose display is gone, or whose title bar no hand can reach, is put anew', () => {
  expect(placeOnDisplays(at(1500, 10), [display])).toBeUndefined();
  expect(placeOnDisplays(at(-950, 60), [display])).toBeUndefined();
  expect(placeOnDisplays(at(100, 895), [display])).toBeUndefined();
  expect(placeOnDisplays(at(100, -10), [display])).toBeUndefined();
  expect(placeOnDisplays(at(100, 60), [])).toBeUndefined();
});

test('a window larger than the display is made to fit', () => {
  expect(placeOnDisplays(at(0, 24, 2560, 1440), [display])).toEqual(at(0, 24, 1440, 876));
});

test('wherever it was, a window that is placed can be taken hold of', () => {
  const place = fc.integer({ min: -5000, max: 5000 });
  const size = fc.integer({ min: 640, max: 5000 });
  fc.assert(
    fc.property(place, place, size, size, (x, y, width, height) => {
      const placed = placeOnDisplays(at(x, y, width, height), [display]);
      if (placed === undefined) return;
      expect(placed.y).toBeGreaterThanOrEqual(display.y);
      expect(Math.min(placed.x + placed.width, 1440) - Math.max(placed.x, 0)).toBeGreaterThanOrEqual(120);
    }),
  );
});

test.each(['', '{', '{"x":1}', '{"x":0,"y":30,"width":1e9,"height":700,"isMaximized":false}'])(
  'a state that reads %j is left aside',
  (text) => {
    const path = join(temporaryFolder(), 'window.json');
    writeFileSync(path, text);
    expect(readWindowState(path)).toBeUndefined();
  },
);

test('a state that was kept is read', () => {
  const path = join(temporaryFolder(), 'window.json');
  writeFileSync(path, JSON.stringify({ ...at(10, 30), isMaximized: true }));
  expect(readWindowState(path)).toEqual({ ...at(10, 30), isMaximized: true });
});
