import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { phoneTracks } from '../../../../customer/practice/phone-track';

/** As much of a browser's video track as the simulated phone leans on. */
class FakeTrack extends EventTarget {
  kind = 'video';
  readyState: 'live' | 'ended' = 'live';
  stop() {
    this.readyState = 'ended';
  }
  clone() {
    return new FakeTrack();
  }
}
class FakeStream {
  constructor(private readonly tracks: readonly FakeTrack[]) {}
  getTracks() {
    return this.tracks;
  }
}

beforeEach(() => {
  vi.stubGlobal('MediaStream', FakeStream);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function open() {
  const apply = vi.fn();
  const released = vi.fn();
  const first: unknown = new FakeTrack();
  const tracks = phoneTracks(first as MediaStreamTrack, {
    label: 'Rear camera',
    settings: () => ({ width: 960 }),
    capabilities: () => ({}),
    apply,
    released,
  });
  const [track] = tracks.stream.getTracks();
  if (!track) throw new Error('The stream has no track.');
  return { ...tracks, track, apply, released };
}

test('a track passes for the device, and so do its clones', async () => {
  const { track, stream, apply } = open();
  for (const each of [track, track.clone(), ...stream.clone().getTracks()]) {
    expect(each.label).toBe('Rear camera');
    expect(each.getSettings()).toEqual({ width: 960 });
  }
  await track.clone().applyConstraints({ width: 640 });
  expect(apply).toHaveBeenCalledWith({ width: 640 });
});

test('a refused constraint rejects and leaves the old ones', async () => {
  const { track, apply } = open();
  await track.applyConstraints({ width: 640 });
  apply.mockImplementation(() => {
    throw new DOMException('No.', 'OverconstrainedError');
  });
  await expect(track.applyConstraints({ width: 1 })).rejects.toThrow('No.');
  expect(track.getConstraints()).toEqual({ width: 640 });
});

test('the source is let go once the last of a track and its clones stops, once', () => {
  const { track, stream, released } = open();
  const clone = track.clone();
  const [third] = stream.clone().getTracks();
  track.stop();
  clone.stop();
  expect(released).not.toHaveBeenCalled();
  third?.stop();
  third?.stop();
  track.stop();
  expect(released).toHaveBeenCalledTimes(1);
});

test('a device that goes away ends every track and each tells so', () => {
  const { track, end, released } = open();
  const clone = track.clone();
  const ended = vi.fn();
  track.addEventListener('ended', ended);
  clone.addEventListener('ended', ended);
  end();
  expect(ended).toHaveBeenCalledTimes(2);
  expect([track.readyState, clone.readyState]).toEqual(['ended', 'ended']);
  expect(released).toHaveBeenCalledTimes(1);
});

test('a stopped track gives clones that are stopped, and takes no constraints on', async () => {
  const { track, apply, released } = open();
  track.stop();
  await track.applyConstraints({ width: 640 });
  expect(apply).not.toHaveBeenCalled();
  expect(released).toHaveBeenCalledTimes(1);
});
