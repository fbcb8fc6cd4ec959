import type { Facing } from '../../shared/session/session-event';

/** Opens the camera that faces as wanted, or the one named. Rejects as `getUserMedia` does. */
export async function openCamera(
  wanted: 'front' | 'rear',
  deviceId: string | undefined,
): Promise<MediaStream> {
  const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
  if (devices === undefined) throw new DOMException('', 'NotSupportedError');
  const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
  return devices.getUserMedia({
    audio: false,
    video:
      deviceId === undefined
        ? { ...size, facingMode: { ideal: wanted === 'rear' ? 'environment' : 'user' } }
        : { ...size, deviceId: { exact: deviceId } },
  });
}

/** Returns a camera other than the one named, for devices whose cameras do not say where they face. */
export async function otherCamera(deviceId: string | undefined): Promise<string | undefined> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.find((device) => device.kind === 'videoinput' && device.deviceId !== deviceId)?.deviceId;
  } catch {
    return undefined;
  }
}

/** Returns whether the device has a camera to flip to. */
export async function hasOtherCamera(): Promise<boolean> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === 'videoinput').length > 1;
  } catch {
    return false;
  }
}

/** Returns where the camera behind `track` faces, as far as it says. */
export function facingOf(track: MediaStreamTrack, wanted: 'front' | 'rear'): Facing {
  switch (track.getSettings().facingMode) {
    case 'user':
      return 'front';
    case 'environment':
      return 'rear';
    case undefined:
      // Desktop cameras do not say; what was asked for keeps flipping meaningful.
      return wanted;
    default:
      return 'unknown';
  }
}
