import type { CameraConstraints, CameraSettings } from './camera-constraints';
import {
  cameraRanges,
  cameras,
  chooseCamera,
  type SimulatedCamera,
  settle,
  settleNumber,
} from './camera-constraints';
import type { CameraId, LivePicture, Orientation, PictureSourceId } from './control';
import type { Motion } from './motion';
import { overconstrainedError, phoneTracks } from './phone-track';
import { createPictureSource, type PictureFormat } from './picture-source';
import { paintFront } from './scene/front-camera';
import { paintPhoneScreen } from './scene/phone-screen';
import { paintRear } from './scene/rear-camera';
import type { Tickers } from './ticker';

/** The screen upright, in pixels: 390 × 844 points at 1.5, so that two processor cores can encode it. */
export const screenSize = { width: 585, height: 1266 } as const;
const screenFrameRate = 24;

/** The world the pictures show, and how it is seen. */
export interface PhoneWorld {
  readonly motion: Motion;
  readonly tickers: Tickers;
  readonly isFrozen: () => boolean;
  readonly orientation: () => Orientation;
}

/** One open camera or screen. */
export interface OpenPicture {
  readonly source: PictureSourceId;
  readonly stream: MediaStream;
  readonly state: () => LivePicture;
  /** Takes on a changed orientation. */
  readonly turned: () => void;
  /** Ends it as a device that went away does. */
  readonly end: () => void;
}

const groupId = 'simulated-phone';

/** Opens the plugged camera that answers the constraints. Throws what getUserMedia rejects with. */
export function openCamera(
  world: PhoneWorld,
  unplugged: ReadonlySet<CameraId>,
  asked: CameraConstraints,
  released: (picture: OpenPicture) => void,
): OpenPicture {
  const choice = chooseCamera(
    cameras.filter(({ id }) => !unplugged.has(id)),
    asked,
  );
  if (choice.kind === 'not-found')
    throw new DOMException('The phone has no camera at the moment.', 'NotFoundError');
  if (choice.kind === 'overconstrained') throw overconstrainedError(choice.constraint);
  const { camera } = choice;
  let settings: CameraSettings = choice.settings;

  const source = createPictureSource(
    settings,
    'top',
    (context, width, height) => {
      const view = { width, height, seconds: world.motion.seconds(), zoom: settings.zoom };
      if (camera.id === 'rear') paintRear(context, { ...view, torch: settings.torch });
      else paintFront(context, view);
    },
    world.isFrozen,
    world.tickers,
  );
  const tracks = phoneTracks(source.track, {
    label: camera.label,
    settings: () => cameraSettings(camera, settings),
    capabilities: () => cameraCapabilities(camera),
    apply: (constraints) => {
      const settled = settle(camera, settings, constraints);
      if (settled.kind === 'overconstrained') throw overconstrainedError(settled.constraint);
      settings = settled.settings;
      source.setFormat(settings);
    },
    released: () => {
      source.stop();
      released(picture);
    },
  });
  const picture: OpenPicture = {
    source: camera.id,
    stream: tracks.stream,
    state: () => ({ source: camera.id, ...settings, frames: source.frames() }),
    turned: () => undefined,
    end: tracks.end,
  };
  return picture;
}

function cameraSettings(camera: SimulatedCamera, settings: CameraSettings): MediaTrackSettings {
  const { width, height, frameRate, zoom, torch } = settings;
  return {
    deviceId: camera.deviceId,
    groupId,
    facingMode: camera.facingMode,
    width,
    height,
    aspectRatio: width / height,
    frameRate,
    zoom,
    ...(camera.hasTorch ? { torch } : {}),
  };
}

/** What a camera can do, torch and zoom included, which the browser's type leaves out. */
export function cameraCapabilities(camera: SimulatedCamera) {
  const { width, height, frameRate, zoom } = cameraRanges;
  return {
    deviceId: camera.deviceId,
    groupId,
    facingMode: [camera.facingMode],
    width: { min: width.min, max: width.max },
    height: { min: height.min, max: height.max },
    frameRate: { ...frameRate },
    zoom: { ...zoom },
    ...(camera.hasTorch ? { torch: true } : {}),
  };
}

/** The screen's size and rate under the constraints; it keeps its shape and never grows. */
function screenFormat(orientation: Orientation, asked: MediaTrackConstraints): PictureFormat {
  const upright = orientation === 'portrait';
  const whole = upright ? screenSize : { width: screenSize.height, height: screenSize.width };
  const width = settleNumber(asked.width, { min: 1, max: whole.width }, whole.width);
  if (width === undefined) throw overconstrainedError('width');
  const height = settleNumber(asked.height, { min: 1, max: whole.height }, whole.height);
  if (height === undefined) throw overconstrainedError('height');
  const frameRate = settleNumber(asked.frameRate, { min: 1, max: 30 }, screenFrameRate);
  if (frameRate === undefined) throw overconstrainedError('frameRate');
  const scale = Math.min(width / whole.width, height / whole.height);
  return {
    width: Math.max(96, Math.round(whole.width * scale)),
    height: Math.max(96, Math.round(whole.height * scale)),
    frameRate,
  };
}

/** Opens the phone's screen. Throws what getDisplayMedia rejects with. */
export function openScreen(
  world: PhoneWorld,
  asked: MediaTrackConstraints,
  released: (picture: OpenPicture) => void,
): OpenPicture {
  let constraints = asked;
  let format = screenFormat(world.orientation(), constraints);
  const source = createPictureSource(
    format,
    'bottom',
    (context, width, height) =>
      paintPhoneScreen(context, { width, height, seconds: world.motion.seconds(), now: new Date() }),
    world.isFrozen,
    world.tickers,
  );
  const setFormat = (next: PictureFormat) => {
    format = next;
    source.setFormat(next);
  };
  const tracks = phoneTracks(source.track, {
    label: 'Phone screen',
    settings: () => ({ ...format, aspectRatio: format.width / format.height, displaySurface: 'monitor' }),
    capabilities: () => ({
      width: { min: 1, max: screenSize.height },
      height: { min: 1, max: screenSize.height },
      frameRate: { min: 1, max: 30 },
      displaySurface: 'monitor',
    }),
    apply: (next) => {
      setFormat(screenFormat(world.orientation(), next));
      constraints = next;
    },
    released: () => {
      source.stop();
      released(picture);
    },
  });
  const picture: OpenPicture = {
    source: 'screen',
    stream: tracks.stream,
    state: () => ({ source: 'screen', ...format, torch: false, zoom: 1, frames: source.frames() }),
    turned: () => setFormat(screenFormat(world.orientation(), constraints)),
    end: tracks.end,
  };
  return picture;
}
