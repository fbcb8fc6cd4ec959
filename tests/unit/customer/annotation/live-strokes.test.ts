import { beforeEach, expect, test, vi } from 'vitest';
import { LiveStrokes } from '../../../../customer/annotation/live-strokes';
import type { ArrowElement } from '../../../../shared/annotation/element';
import { framePoint, inkPoint } from '../../../../shared/annotation/frame-point';
import { encodeStrokePart, type StrokePart } from '../../../../shared/annotation/stroke-batch';
import { noCapabilities } from '../../../../shared/session/session-event';
import { blobOf } from '../../../support/pictures';
import { ScriptedCustomerSite } from '../../../support/played/scripted-customer-site';

const frame = { width: 1920, height: 1080 };
const frameId = 'frame-000001';
const strokeId = 'stroke-000001';
let site: ScriptedCustomerSite;
let strokes: LiveStrokes;
let now = 0;

const arrow: ArrowElement = {
  kind: 'arrow',
  id: strokeId,
  version: 1,
  order: 0,
  colour: 'red',
  width: 'medium',
  from: framePoint(0, 0),
  to: framePoint(100, 100),
};

const partOf = (from: number, xs: readonly number[], change: Partial<StrokePart> = {}): StrokePart => ({
  frameId,
  frame,
  strokeId,
  tool: 'pen',
  colour: 'red',
  width: 'medium',
  from,
  points: xs.map((x) => inkPoint(x, 10, 0.5)),
  ...change,
});
const draws = (from: number, xs: readonly number[], change: Partial<StrokePart> = {}): Promise<void> =>
  site.tell(encodeStrokePart(partOf(from, xs, change)));
const xsOf = (): number[][] => strokes.on(frameId).map(({ points }) => points.map(({ x }) => x));

async function freeze(id = frameId): Promise<void> {
  await site.append('representative', {
    kind: 'annotation-began',
    frameId: id,
    image: blobOf('image/png', 1),
    ...frame,
  });
}

beforeEach(async () => {
  now = 1_000;
  site = new ScriptedCustomerSite();
  strokes = new LiveStrokes(site.client, () => now);
  await site.join();
  await site.append('customer', { kind: 'sharing-allowed' });
  await site.append('customer', {
    kind: 'source-started',
    source: 'camera',
    method: 'camera',
    facing: 'rear',
    capabilities: noCapabilities,
  });
  await freeze();
});

test('a stroke grows with each batch, and repetitions change nothing', async () => {
  await draws(0, [1, 2]);
  await draws(2, [3]);
  await draws(2, [3]);
  expect(xsOf()).toEqual([[1, 2, 3]]);
});

test('after a lost batch the stroke stays as it is', async () => {
  await draws(0, [1]);
  await draws(3, [4]);
  expect(xsOf()).toEqual([[1]]);
});

test('the mark takes the place of its stroke, and a batch that comes late does not bring it back', async () => {
  await draws(0, [1, 2], { tool: 'arrow' });
  await site.append('representative', {
    kind: 'annotation-changed',
    frameId,
    changes: [{ kind: 'add', frameId, element: arrow }],
  });
  expect(xsOf()).toEqual([]);
  await draws(0, [1, 9], { tool: 'arrow' });
  expect(xsOf()).toEqual([]);
});

test('a mark that was removed again does not leave its stroke behind', async () => {
  await draws(0, [1, 2], { tool: 'arrow' });
  await site.append('representative', {
    kind: 'annotation-changed',
    frameId,
    changes: [
      { kind: 'add', frameId, element: arrow },
      { kind: 'remove', frameId, id: strokeId, version: 2 },
    ],
  });
  expect(xsOf()).toEqual([]);
});

test('a stroke taken back is gone', async () => {
  await draws(0, [1]);
  await site.tell({ kind: 'stroke-cancelled', strokeId });
  expect(xsOf()).toEqual([]);
});

test('Clear takes what was in motion with it', async () => {
  await draws(0, [1]);
  await site.append('representative', { kind: 'annotation-cleared', frameId });
  expect(xsOf()).toEqual([]);
});

test('strokes of another frame, or of none, are not drawn', async () => {
  await draws(0, [1], { frameId: 'frame-000009' });
  await draws(0, [1], { frameId: null });
  expect(xsOf()).toEqual([]);
  expect(strokes.on('frame-000009')).toEqual([]);
});

test('what was in motion when the connection was lost is not left behind', async () => {
  await draws(0, [1]);
  await draws(0, [5], { tool: 'laser', strokeId: 'laser-000001' });
  await site.lose();
  expect(xsOf()).toEqual([[1]]);
  await site.pass(300);
  await site.resume(site.log.length);
  expect(xsOf()).toEqual([]);
  expect(strokes.laser(frameId)).toBeNull();
});

test('batches with half a point, or far outside, are left out', async () => {
  const batch = encodeStrokePart(partOf(0, [1, 2]));
  await site.tell({ ...batch, points: batch.points.slice(0, 3) });
  await site.tell({ ...batch, points: [200 * 1920 * 16, 0] });
  expect(xsOf()).toEqual([]);
});

test('the laser pointer leaves its newest points, each once, and is no stroke', async () => {
  const pointer = { tool: 'laser', strokeId: 'laser-000001', frameId: null } as const;
  await draws(0, [1, 2], pointer);
  now += 500;
  await draws(1, [2, 3], pointer);
  expect(strokes.laser(null)?.points.map(({ at, time }) => [at.x, time])).toEqual([
    [1, 1_000],
    [2, 1_000],
    [3, 1_500],
  ]);
  expect(strokes.laser(frameId)).toBeNull();
  expect(xsOf()).toEqual([]);
  now += 1_200;
  await draws(3, [4], pointer);
  expect(strokes.laser(null)?.points.map(({ at }) => at.x)).toEqual([3, 4]);
});

test('a picture of another size begins another trail', async () => {
  const pointer = { tool: 'laser', strokeId: 'laser-000001', frameId: null } as const;
  await draws(0, [1], pointer);
  await draws(1, [2], { ...pointer, frame: { width: 960, height: 540 } });
  expect(strokes.laser(null)).toMatchObject({
    frame: { width: 960, height: 540 },
    points: [{ at: { x: 2 } }],
  });
});

test('each change is told, and nothing once it is disposed', async () => {
  const told = vi.fn();
  const stop = strokes.subscribe(told);
  await draws(0, [1]);
  expect(told).toHaveBeenCalledTimes(1);
  stop();
  await draws(1, [2]);
  expect(told).toHaveBeenCalledTimes(1);
  strokes.subscribe(told);
  strokes.dispose();
  await draws(2, [3]);
  expect(told).toHaveBeenCalledTimes(1);
});
