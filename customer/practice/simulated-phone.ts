import type { SimulatedPhoneControl } from './control';
import { createPhoneDevices } from './media-devices';
import { createMotion } from './motion';
import { sampleFiles } from './sample-files';
import { samplePhotos } from './sample-photos';
import { Tickers } from './ticker';

function createSimulatedPhone(): SimulatedPhoneControl {
  const motion = createMotion(() => performance.now());
  const tickers = new Tickers();
  let frozen = false;
  let orientation: 'portrait' | 'landscape' = 'portrait';
  const devices = createPhoneDevices({
    motion,
    tickers,
    isFrozen: () => frozen,
    orientation: () => orientation,
  });
  let photos: Promise<readonly File[]> | undefined;
  // A page without a secure context has no devices to put others in place of.
  if (navigator.mediaDevices) devices.install(navigator.mediaDevices);

  return {
    denyNext: (source, denial = 'not-allowed') => devices.denyNext(source, denial),
    unplug: devices.unplug,
    plugIn: devices.plugIn,
    endScreen: () => {
      for (const picture of [...devices.open]) if (picture.source === 'screen') picture.end();
    },
    freeze: (next) => {
      frozen = next;
    },
    rotate: (to = orientation === 'portrait' ? 'landscape' : 'portrait') => {
      orientation = to;
      for (const picture of devices.open) picture.turned();
    },
    setSpeed: motion.setSpeed,
    state: () => ({
      unplugged: [...devices.unplugged],
      live: [...devices.open].map((picture) => picture.state()),
      frozen,
      speed: motion.speed(),
      orientation,
      timers: tickers.running,
    }),
    photos: () => {
      photos ??= samplePhotos();
      return photos;
    },
    files: sampleFiles,
  };
}

Object.defineProperty(window, 'sightlineSimulatedPhone', {
  configurable: true,
  value: Object.freeze(createSimulatedPhone()),
});
