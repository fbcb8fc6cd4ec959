import { type CameraConstraints, cameras } from './camera-constraints';
import type { CameraId, Denial } from './control';
import {
  cameraCapabilities,
  type OpenPicture,
  openCamera,
  openScreen,
  type PhoneWorld,
} from './open-pictures';

/** The phone's cameras and screen behind `navigator.mediaDevices`. */
export interface PhoneDevices {
  readonly open: ReadonlySet<OpenPicture>;
  readonly unplugged: ReadonlySet<CameraId>;
  readonly denyNext: (source: 'camera' | 'screen', denial: Denial) => void;
  readonly unplug: (camera: CameraId) => void;
  readonly plugIn: (camera: CameraId) => void;
  /** Puts the phone's devices in place of the browser's. */
  readonly install: (mediaDevices: MediaDevices) => void;
}

const names: Record<Denial, string> = {
  'not-allowed': 'NotAllowedError',
  'not-found': 'NotFoundError',
  'not-readable': 'NotReadableError',
};
const reasons: Record<Denial, string> = {
  'not-allowed': 'Permission denied.',
  'not-found': 'Requested device not found.',
  'not-readable': 'The device is in use by another app.',
};
const denied = (denial: Denial) => new DOMException(reasons[denial], names[denial]);

const constraintsOf = (asked: boolean | MediaTrackConstraints | undefined): MediaTrackConstraints =>
  typeof asked === 'object' ? asked : {};

/** The phone's devices, none of them open yet. */
export function createPhoneDevices(world: PhoneWorld): PhoneDevices {
  const open = new Set<OpenPicture>();
  const unplugged = new Set<CameraId>();
  const denials = new Map<'camera' | 'screen', Denial>();
  let installed: MediaDevices | undefined;

  const passDenial = (source: 'camera' | 'screen') => {
    const denial = denials.get(source);
    denials.delete(source);
    if (denial) throw denied(denial);
  };
  const keep = (picture: OpenPicture) => {
    open.add(picture);
    return picture.stream;
  };
  const released = (picture: OpenPicture) => {
    open.delete(picture);
  };

  const enumerateDevices = async (): Promise<MediaDeviceInfo[]> =>
    cameras
      .filter(({ id }) => !unplugged.has(id))
      .map((camera) => {
        const { deviceId, label } = camera;
        const info = { deviceId, groupId: 'simulated-phone', kind: 'videoinput' as const, label };
        return { ...info, toJSON: () => info, getCapabilities: () => cameraCapabilities(camera) };
      });
  const getUserMedia = async (asked: MediaStreamConstraints = {}) => {
    if (!asked.audio && !asked.video)
      throw new TypeError('At least one of audio and video must be requested.');
    // The simulated phone has a camera and a screen, and lets no page hear its microphone.
    if (asked.audio) throw denied('not-allowed');
    passDenial('camera');
    const constraints: CameraConstraints = constraintsOf(asked.video);
    return keep(openCamera(world, unplugged, constraints, released));
  };
  const getDisplayMedia = async (asked: DisplayMediaStreamOptions = {}) => {
    if (asked.video === false) throw new TypeError('A screen is shared as video.');
    passDenial('screen');
    return keep(openScreen(world, constraintsOf(asked.video), released));
  };
  const changed = () => {
    installed?.dispatchEvent(new Event('devicechange'));
  };

  return {
    open,
    unplugged,
    denyNext: (source, denial) => {
      denials.set(source, denial);
    },
    unplug: (camera) => {
      if (unplugged.has(camera)) return;
      unplugged.add(camera);
      for (const picture of [...open]) if (picture.source === camera) picture.end();
      changed();
    },
    plugIn: (camera) => {
      if (unplugged.delete(camera)) changed();
    },
    install: (mediaDevices) => {
      installed = mediaDevices;
      const supported = mediaDevices.getSupportedConstraints();
      const answers = {
        enumerateDevices,
        getUserMedia,
        getDisplayMedia,
        getSupportedConstraints: () => ({ ...supported, torch: true, zoom: true }),
      };
      for (const [name, value] of Object.entries(answers))
        Object.defineProperty(mediaDevices, name, { configurable: true, writable: true, value });
    },
  };
}
