/** What a request for a picture may be refused with, by its browser name without "Error". */
export type Denial = 'not-allowed' | 'not-found' | 'not-readable';

export type CameraId = 'rear' | 'front';
export type PictureSourceId = CameraId | 'screen';
export type Orientation = 'portrait' | 'landscape';

/** One picture being painted now. */
export interface LivePicture {
  readonly source: PictureSourceId;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second asked for. */
  readonly frameRate: number;
  readonly torch: boolean;
  readonly zoom: number;
  /** Frames painted since the picture began. */
  readonly frames: number;
}

export interface SimulatedPhoneState {
  readonly unplugged: readonly CameraId[];
  readonly live: readonly LivePicture[];
  readonly frozen: boolean;
  readonly speed: number;
  readonly orientation: Orientation;
  /** Timers that paint; none are left once every track has stopped. */
  readonly timers: number;
}

/** How a driver or a test plays the simulated phone's world; it stands on `window.sightlineSimulatedPhone`. */
export interface SimulatedPhoneControl {
  /** Refuses the next request for the camera or the screen, once. */
  readonly denyNext: (source: 'camera' | 'screen', denial?: Denial) => void;
  /** Takes a camera away: its tracks end, and it is listed no more. */
  readonly unplug: (camera: CameraId) => void;
  readonly plugIn: (camera: CameraId) => void;
  /** Ends screen sharing as the phone's own stop button does. */
  readonly endScreen: () => void;
  /** Paints no new frames while true; tracks stay live. */
  readonly freeze: (frozen: boolean) => void;
  /** Turns the phone, a quarter each time, or to the orientation given. */
  readonly rotate: (to?: Orientation) => void;
  /** Sets how fast the scenes move: 1 as in life, 0 not at all. Throws a RangeError below 0 or above 10. */
  readonly setSpeed: (speed: number) => void;
  readonly state: () => SimulatedPhoneState;
  /** The phone's photos as JPEG files with EXIF, GPS position included; made on first use. */
  readonly photos: () => Promise<readonly File[]>;
  /** The phone's documents: a text, a PDF and a CSV. */
  readonly files: () => readonly File[];
}

declare global {
  interface Window {
    sightlineSimulatedPhone?: SimulatedPhoneControl;
  }
}
