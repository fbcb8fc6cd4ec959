/** One of the phone's cameras, as it never changes. */
export interface SimulatedCamera {
  readonly id: 'rear' | 'front';
  readonly deviceId: string;
  readonly label: string;
  readonly facingMode: 'environment' | 'user';
  readonly hasTorch: boolean;
}

/** How an open camera is set: pixels, frames a second, torch on or off, magnification. */
export interface CameraSettings {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly torch: boolean;
  readonly zoom: number;
}

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}

/** What one camera may be set to. */
export const cameraRanges = {
  width: { min: 160, max: 1920, step: 2 },
  height: { min: 120, max: 1080, step: 2 },
  frameRate: { min: 1, max: 30 },
  zoom: { min: 1, max: 5, step: 0.1 },
} as const satisfies Record<string, Range>;

export const cameraDefaults: CameraSettings = {
  width: 960,
  height: 720,
  frameRate: 24,
  torch: false,
  zoom: 1,
};

export const cameras: readonly SimulatedCamera[] = [
  {
    id: 'rear',
    deviceId: 'simulated-camera-rear',
    label: 'Rear camera',
    facingMode: 'environment',
    hasTorch: true,
  },
  {
    id: 'front',
    deviceId: 'simulated-camera-front',
    label: 'Front camera',
    facingMode: 'user',
    hasTorch: false,
  },
];

/** What the browser's type for constraints leaves out. */
export type CameraConstraintSet = MediaTrackConstraintSet & {
  readonly torch?: ConstrainBoolean;
  readonly zoom?: ConstrainDouble;
};
export type CameraConstraints = CameraConstraintSet & { readonly advanced?: readonly CameraConstraintSet[] };

export type Overconstrained = { readonly kind: 'overconstrained'; readonly constraint: string };
export type Settled = { readonly kind: 'settled'; readonly settings: CameraSettings } | Overconstrained;
export type Choice =
  | { readonly kind: 'chosen'; readonly camera: SimulatedCamera; readonly settings: CameraSettings }
  | { readonly kind: 'not-found' }
  | Overconstrained;

const overconstrained = (constraint: string): Overconstrained => ({ kind: 'overconstrained', constraint });

const asArray = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

function askedTexts(asked: ConstrainDOMString | undefined) {
  if (asked === undefined) return { exact: [], ideal: [] };
  if (typeof asked === 'string' || Array.isArray(asked)) return { exact: [], ideal: asArray(asked) };
  return { exact: asArray(asked.exact), ideal: asArray(asked.ideal) };
}

function within(value: number, range: Range): number {
  const stepped = range.step ? Math.round(value / range.step) * range.step : value;
  return Number(Math.min(range.max, Math.max(range.min, stepped)).toFixed(3));
}

/** The number nearest to what is asked within the range, `otherwise` where nothing is; undefined where none can do. */
export function settleNumber(
  asked: ConstrainDouble | undefined,
  range: Range,
  otherwise: number,
): number | undefined {
  if (asked === undefined) return otherwise;
  if (typeof asked === 'number') return within(asked, range);
  const { exact, ideal } = asked;
  if (exact !== undefined) return exact < range.min || exact > range.max ? undefined : within(exact, range);
  const min = Math.max(range.min, asked.min ?? range.min);
  const max = Math.min(range.max, asked.max ?? range.max);
  return min > max ? undefined : within(Math.min(max, Math.max(min, ideal ?? otherwise)), range);
}

function settleTorch(asked: ConstrainBoolean | undefined, hasTorch: boolean, otherwise: boolean) {
  if (asked === undefined) return otherwise;
  const exact = typeof asked === 'boolean' ? undefined : asked.exact;
  if (exact === true && !hasTorch) return undefined;
  return hasTorch && (typeof asked === 'boolean' ? asked : (exact ?? asked.ideal ?? otherwise));
}

/** The size asked for; asked for one side alone, the camera keeps its shape. */
function settleSize(from: CameraSettings, asked: CameraConstraintSet) {
  const shape = from.width / from.height;
  const width = settleNumber(asked.width, cameraRanges.width, from.width);
  if (width === undefined) return overconstrained('width');
  const height = settleNumber(asked.height, cameraRanges.height, within(width / shape, cameraRanges.height));
  if (height === undefined) return overconstrained('height');
  const onlyHeight = asked.width === undefined && asked.height !== undefined;
  return {
    kind: 'size',
    width: onlyHeight ? within(height * shape, cameraRanges.width) : width,
    height,
  } as const;
}

function settleSet(camera: SimulatedCamera, from: CameraSettings, asked: CameraConstraintSet): Settled {
  const size = settleSize(from, asked);
  if (size.kind === 'overconstrained') return size;
  const frameRate = settleNumber(asked.frameRate, cameraRanges.frameRate, from.frameRate);
  if (frameRate === undefined) return overconstrained('frameRate');
  const zoom = settleNumber(asked.zoom, cameraRanges.zoom, from.zoom);
  if (zoom === undefined) return overconstrained('zoom');
  const torch = settleTorch(asked.torch, camera.hasTorch, from.torch);
  if (torch === undefined) return overconstrained('torch');
  return { kind: 'settled', settings: { width: size.width, height: size.height, frameRate, zoom, torch } };
}

/** The constraint that asks exactly for another camera than this one. */
function otherCamera(camera: SimulatedCamera, asked: CameraConstraintSet) {
  return (['deviceId', 'facingMode'] as const).find((name) => {
    const { exact } = askedTexts(asked[name]);
    return exact.length > 0 && !exact.includes(camera[name]);
  });
}

/** What the asked constraints make of a camera's settings; what they do not name stays. */
export function settle(camera: SimulatedCamera, from: CameraSettings, asked: CameraConstraints): Settled {
  const other = otherCamera(camera, asked);
  if (other) return overconstrained(other);
  const basic = settleSet(camera, from, asked);
  if (basic.kind === 'overconstrained') return basic;
  let { settings } = basic;
  for (const set of asked.advanced ?? []) {
    // An advanced set is taken whole or left out whole.
    if (set.torch === true && !camera.hasTorch) continue;
    const next = settleSet(camera, settings, set);
    if (next.kind === 'settled') settings = next.settings;
  }
  return { kind: 'settled', settings };
}

/** Which of the plugged cameras, set how, answers the constraints of a request. */
export function chooseCamera(plugged: readonly SimulatedCamera[], asked: CameraConstraints): Choice {
  if (plugged.length === 0) return { kind: 'not-found' };
  let left = plugged;
  const scores = new Map<SimulatedCamera, number>();
  for (const name of ['deviceId', 'facingMode'] as const) {
    const { exact, ideal } = askedTexts(asked[name]);
    if (exact.length > 0) left = left.filter((camera) => exact.includes(camera[name]));
    if (left.length === 0) return overconstrained(name);
    for (const camera of left)
      if (ideal.includes(camera[name])) scores.set(camera, (scores.get(camera) ?? 0) + 1);
  }
  let refusal: Overconstrained | undefined;
  const ranked = [...left].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
  for (const camera of ranked) {
    const settled = settle(camera, cameraDefaults, asked);
    if (settled.kind === 'settled') return { kind: 'chosen', camera, settings: settled.settings };
    refusal ??= settled;
  }
  return refusal ?? { kind: 'not-found' };
}
