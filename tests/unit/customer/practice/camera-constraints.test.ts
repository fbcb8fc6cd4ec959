import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CameraConstraints,
  cameraDefaults,
  cameraRanges,
  cameras,
  chooseCamera,
  settle,
  settleNumber,
} from '../../../../customer/practice/camera-constraints';

const camera = (id: 'rear' | 'front') => {
  const found = cameras.find((each) => each.id === id);
  if (!found) throw new Error(`There is no ${id} camera.`);
  return found;
};
const [rear, front] = [camera('rear'), camera('front')];

const chosen = (asked: CameraConstraints, plugged = cameras) => {
  const choice = chooseCamera(plugged, asked);
  return choice.kind === 'chosen' ? choice.camera.id : choice;
};
const settled = (asked: CameraConstraints, of = rear) => {
  const result = settle(of, cameraDefaults, asked);
  return result.kind === 'settled' ? result.settings : result;
};

describe('the camera', () => {
  test('is the rear one where nothing is asked', () => {
    expect(chosen({})).toBe('rear');
    expect(settled({})).toEqual({ width: 960, height: 720, frameRate: 24, torch: false, zoom: 1 });
  });

  test.each<[CameraConstraints, 'rear' | 'front']>([
    [{ facingMode: 'user' }, 'front'],
    [{ facingMode: { ideal: 'environment' } }, 'rear'],
    [{ facingMode: { exact: 'user' } }, 'front'],
    [{ facingMode: ['left', 'user'] }, 'front'],
    [{ deviceId: { exact: front.deviceId } }, 'front'],
    [{ deviceId: front.deviceId, facingMode: { exact: 'environment' } }, 'rear'],
    [{ torch: { exact: true }, facingMode: 'user' }, 'rear'],
  ])('%o is the %s one', (asked, id) => {
    expect(chosen(asked)).toBe(id);
  });

  test('asked for ideally and unplugged gives way to the other', () => {
    expect(chosen({ facingMode: 'user' }, [rear])).toBe('rear');
  });

  test('asked for exactly and not there is overconstrained, and says by what', () => {
    const by = (constraint: string) => ({ kind: 'overconstrained', constraint });
    expect(chosen({ facingMode: { exact: 'user' } }, [rear])).toEqual(by('facingMode'));
    expect(chosen({ deviceId: { exact: 'another' } })).toEqual(by('deviceId'));
    expect(chosen({ width: { exact: 4000 } })).toEqual(by('width'));
    expect(chosen({ frameRate: { min: 60 } })).toEqual(by('frameRate'));
    expect(chosen({ torch: { exact: true } }, [front])).toEqual(by('torch'));
  });

  test('is not found where none is plugged', () => {
    expect(chosen({}, [])).toEqual({ kind: 'not-found' });
  });
});

describe('settings', () => {
  test('keep the shape where one side is asked', () => {
    expect(settled({ width: 640 })).toMatchObject({ width: 640, height: 480 });
    expect(settled({ height: { ideal: 480 } })).toMatchObject({ width: 640, height: 480 });
    expect(settled({ width: { max: 320 } })).toMatchObject({ width: 320, height: 240 });
  });

  test('go up to 1920 × 1080 and 30 frames a second', () => {
    expect(settled({ width: { ideal: 3840 }, height: { ideal: 2160 }, frameRate: 60 })).toMatchObject({
      width: 1920,
      height: 1080,
      frameRate: 30,
    });
  });

  test('zoom in tenths from 1 to 5', () => {
    expect(settled({ zoom: 1.64 })).toMatchObject({ zoom: 1.6 });
    expect(settled({ advanced: [{ zoom: 9 }] })).toMatchObject({ zoom: 5 });
    expect(settled({ zoom: { exact: 9 } })).toEqual({ kind: 'overconstrained', constraint: 'zoom' });
  });

  test('light the torch of the rear camera only', () => {
    expect(settled({ torch: true })).toMatchObject({ torch: true });
    expect(settled({ advanced: [{ torch: true }] })).toMatchObject({ torch: true });
    expect(settled({ torch: true }, front)).toMatchObject({ torch: false });
    expect(settled({ advanced: [{ torch: true, zoom: 3 }] }, front)).toMatchObject({ torch: false, zoom: 1 });
  });

  test('stay as they are where nothing names them', () => {
    const from = { ...cameraDefaults, torch: true, zoom: 2 };
    expect(settle(rear, from, { width: 1280, height: 720 })).toEqual({
      kind: 'settled',
      settings: { ...from, width: 1280, height: 720 },
    });
  });

  test('leave out an advanced set that cannot be met', () => {
    expect(settled({ advanced: [{ zoom: { exact: 9 } }, { zoom: 2 }] })).toMatchObject({ zoom: 2 });
  });

  test('refuse another camera than the open one', () => {
    expect(settled({ facingMode: { exact: 'user' } })).toEqual({
      kind: 'overconstrained',
      constraint: 'facingMode',
    });
  });
});

test('a settled number is always within its range and its limits', () => {
  const some = fc.option(fc.double({ min: -100, max: 3000, noNaN: true }), { nil: undefined });
  const asked = fc.record({ min: some, max: some, ideal: some, exact: some }).map((all) => {
    const named = Object.entries(all).filter((entry): entry is [string, number] => entry[1] !== undefined);
    return Object.fromEntries(named);
  });
  fc.assert(
    fc.property(asked, (constraint) => {
      const value = settleNumber(constraint, cameraRanges.width, 960);
      if (value === undefined) return;
      expect(value).toBeGreaterThanOrEqual(cameraRanges.width.min);
      expect(value).toBeLessThanOrEqual(cameraRanges.width.max);
    }),
  );
});
