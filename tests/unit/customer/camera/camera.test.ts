import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  applyToCamera,
  cameraAbilities,
  pinched,
  zoomWithin,
} from '../../../../customer/camera/camera-abilities';
import { ChangeReport } from '../../../../customer/camera/change-report';
import { cameraWords } from '../../../../customer/chat/event-words';
import { noCapabilities } from '../../../../shared/session/session-event';

const track = (capabilities: object): MediaStreamTrack =>
  ({ getCapabilities: () => capabilities }) as unknown as MediaStreamTrack;

describe('what a camera can do', () => {
  test.each([
    [{}, { torch: false, zoom: null }],
    [
      { torch: true, zoom: { min: 1, max: 5, step: 0.1 } },
      { torch: true, zoom: { min: 1, max: 5, step: 0.1 } },
    ],
    [
      { torch: [false, true], zoom: { min: 1, max: 1 } },
      { torch: true, zoom: null },
    ],
    [
      { torch: [false], zoom: { min: 1, max: 8, step: 0 } },
      { torch: false, zoom: { min: 1, max: 8, step: 0.1 } },
    ],
    [
      { torch: 'yes', zoom: { min: 0, max: 'far' } },
      { torch: false, zoom: null },
    ],
  ])('%j is %j', (capabilities, abilities) => {
    expect(cameraAbilities(track(capabilities))).toEqual(abilities);
  });

  test('a browser that does not tell counts as nothing', () => {
    expect(cameraAbilities({} as MediaStreamTrack)).toEqual({ torch: false, zoom: null });
  });

  test('is asked for light and magnification together, and only for what it has', async () => {
    const asked: MediaTrackConstraints[] = [];
    const camera = {
      applyConstraints: async (constraints: MediaTrackConstraints) => void asked.push(constraints),
    } as unknown as MediaStreamTrack;
    const zoom = { min: 1, max: 5, step: 0.1 };
    await applyToCamera(camera, { torch: true, zoom }, { torch: true, zoom: 2 });
    await applyToCamera(camera, { torch: false, zoom }, { torch: false, zoom: 3 });
    expect(asked).toEqual([{ advanced: [{ torch: true, zoom: 2 }] }, { advanced: [{ zoom: 3 }] }]);
  });

  test('a zoom stays within the range and on its steps', () => {
    const range = { min: 1, max: 5, step: 0.1 };
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 2_000, noNaN: true }),
        (zoom, to) => {
          const next = pinched(zoom, 100, to, range);
          expect(next).toBeGreaterThanOrEqual(1);
          expect(next).toBeLessThanOrEqual(5);
          expect(zoomWithin(next, range)).toBe(next);
        },
      ),
    );
    expect(pinched(1, 100, 160, range)).toBe(1.6);
    expect(pinched(2, 0, 160, range)).toBe(2);
  });
});

describe('telling how the camera is set', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const at = (zoom: number) => ({ facing: 'rear' as const, torch: false, zoom });

  test('a zooming is told once a second and at its end', () => {
    const told: number[] = [];
    const report = new ChangeReport(({ zoom }) => told.push(zoom));
    for (let step = 0; step < 25; step += 1) {
      report.soon(at(1 + step / 10));
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(2_000);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told.at(-1)).toBeCloseTo(3.4);
  });

  test('the flash is told at once, with the zoom that still waited', () => {
    const told: object[] = [];
    const report = new ChangeReport((change) => told.push(change));
    report.soon(at(2));
    report.now({ ...at(2), torch: true });
    vi.advanceTimersByTime(2_000);
    expect(told).toEqual([{ facing: 'rear', torch: true, zoom: 2 }]);
  });

  test('nothing is told of a camera that was closed', () => {
    const told: object[] = [];
    const report = new ChangeReport((change) => told.push(change));
    report.soon(at(2));
    report.cancel();
    vi.advanceTimersByTime(2_000);
    expect(told).toEqual([]);
  });
});

test('the chat tells of the other camera and of the flash, not of each zoom', () => {
  const envelope = { seq: 1, at: 0, by: 'customer' as const, commandId: 'abcdefgh' };
  const started = {
    ...envelope,
    kind: 'source-started' as const,
    source: 'camera' as const,
    facing: 'rear' as const,
    method: 'camera' as const,
    capabilities: noCapabilities,
  };
  const changed = (facing: 'front' | 'rear', torch: boolean, zoom: number) => ({
    ...envelope,
    kind: 'camera-changed' as const,
    facing,
    torch,
    zoom,
  });
  expect(cameraWords(changed('rear', false, 2), [started])).toBeNull();
  expect(cameraWords(changed('rear', true, 2), [started])).toBe('You turned the flash on');
  expect(cameraWords(changed('rear', false, 2), [started, changed('rear', true, 2)])).toBe(
    'You turned the flash off',
  );
  expect(cameraWords(changed('front', false, 1), [started, changed('rear', true, 2)])).toBe(
    'You turned to the front camera',
  );
});
