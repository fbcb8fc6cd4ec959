import { z } from 'zod';

const number = z.number().finite();

/** The members of a camera's capabilities that browsers have beyond their types (https://w3c.github.io/mediacapture-image/). */
const capabilitiesSchema = z.looseObject({
  torch: z
    .union([z.boolean(), z.array(z.boolean())])
    .optional()
    .catch(undefined),
  zoom: z
    .object({ min: number.positive(), max: number.positive(), step: number.nonnegative().optional() })
    .optional()
    .catch(undefined),
});

/** How far a camera magnifies. */
export interface ZoomRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What an open camera can do besides giving a picture. */
export interface CameraAbilities {
  readonly torch: boolean;
  /** Null where it cannot zoom. */
  readonly zoom: ZoomRange | null;
}

/** Returns what the camera behind `track` can do; nothing where the browser does not say. */
export function cameraAbilities(track: MediaStreamTrack): CameraAbilities {
  const read = capabilitiesSchema.safeParse(track.getCapabilities?.() ?? {});
  if (!read.success) return { torch: false, zoom: null };
  const { torch, zoom } = read.data;
  return {
    torch: torch === true || (Array.isArray(torch) && torch.includes(true)),
    zoom: zoom === undefined || zoom.max <= zoom.min ? null : { ...zoom, step: zoom.step || 0.1 },
  };
}

/** Returns the nearest magnification that the camera has, in its own steps. */
export function zoomWithin(zoom: number, { min, max, step }: ZoomRange): number {
  const stepped = min + Math.round((zoom - min) / step) * step;
  return Number(Math.min(max, Math.max(min, stepped)).toFixed(3));
}

/** Returns the magnification after two fingers moved from `before` to `after` pixels apart. */
export function pinched(zoom: number, before: number, after: number, range: ZoomRange): number {
  return zoomWithin(before > 0 ? (zoom * after) / before : zoom, range);
}

/** Sets the light and the magnification, both at once, as browsers take the two only together. Rejects where the camera refuses. */
export function applyToCamera(
  track: MediaStreamTrack,
  abilities: CameraAbilities,
  { torch, zoom }: { readonly torch: boolean; readonly zoom: number },
): Promise<void> {
  const set: MediaTrackConstraintSet & { torch?: boolean; zoom?: number } = {
    ...(abilities.torch ? { torch } : {}),
    ...(abilities.zoom === null ? {} : { zoom }),
  };
  return track.applyConstraints({ advanced: [set] });
}
