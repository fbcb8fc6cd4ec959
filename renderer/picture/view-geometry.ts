/** A size in CSS pixels, or in picture dots where said. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Clockwise turns of the picture, in degrees. */
export type Turn = 0 | 90 | 180 | 270;

/**
 * How the representative looks at a picture: fitted to the stage, or at `scale` (CSS pixels per picture dot)
 * around `centre`, a point of the turned picture in picture dots.
 */
export type View =
  | { readonly kind: 'fit'; readonly turn: Turn }
  | { readonly kind: 'scaled'; readonly turn: Turn; readonly scale: number; readonly centre: Point };

/** What the stage keeps free around a fitted picture. */
export interface Surroundings {
  /** Whether a strip of captured pictures stands at the right. */
  readonly hasStrip: boolean;
}

/** Where a picture lies on the stage, in CSS pixels from its top left corner. */
export interface PlacedPicture {
  readonly left: number;
  readonly top: number;
  /** The size of the turned picture. */
  readonly size: Size;
  /** CSS pixels per picture dot, e.g. 0.24. */
  readonly scale: number;
  /** Whether what is said of the picture stands beside it or in a row above it. */
  readonly notes: 'beside' | 'above';
  /** Whether the picture is larger than the stage, so that it can be moved. */
  readonly canPan: boolean;
}

/** Space around the picture, with room for its corner marks. */
export const pictureMargin = 30;
/** Width kept free for notes beside the picture. */
export const notesWidth = 176;
/** Height of a row of notes above the picture. */
export const notesHeight = 44;
/** Width of the strip of captured pictures with the space around it. */
export const stripWidth = 144;
/** The closest look: eight screen dots for one picture dot. */
export const largestZoom = 8;
/** One step of the zoom keys and buttons. */
export const zoomStep = Math.SQRT2;

export const fitted: View = { kind: 'fit', turn: 0 };

/** The picture's size, in picture dots, once it is turned. */
export function turnedSize({ width, height }: Size, turn: Turn): Size {
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
}

/** The turn a quarter further, clockwise or back. */
export function turnBy(turn: Turn, quarter: 1 | -1): Turn {
  const turns = [0, 90, 180, 270] as const;
  return turns[(turns.indexOf(turn) + quarter + 4) % 4] ?? 0;
}

/** The view after a turn; a turned picture is looked at as a whole again. */
export function rotate(view: View, quarter: 1 | -1): View {
  return { kind: 'fit', turn: turnBy(view.turn, quarter) };
}

/** Where the picture lies; `dots` is screen dots per CSS pixel. A picture without a size takes no place. */
export function placePicture(
  stage: Size,
  source: Size,
  view: View,
  surroundings: Surroundings,
  dots = 1,
): PlacedPicture {
  const picture = turnedSize(source, view.turn);
  // Whole screen dots, so that 1:1 shows each picture dot as one and marks lie where the picture is painted.
  const whole = (value: number) => Math.round(value * dots) / dots;
  if (view.kind === 'fit') {
    const placed = placeFitted(stage, picture, surroundings);
    return { ...placed, left: whole(placed.left), top: whole(placed.top) };
  }
  const scale = view.scale;
  const size = { width: picture.width * scale, height: picture.height * scale };
  const centre = clampCentre(view.centre, stage, picture, scale);
  return {
    left: whole(stage.width / 2 - centre.x * scale),
    top: whole(stage.height / 2 - centre.y * scale),
    size,
    scale,
    notes: 'above',
    canPan: size.width > stage.width || size.height > stage.height,
  };
}

function placeFitted(stage: Size, picture: Size, { hasStrip }: Surroundings): PlacedPicture {
  const scaleIn = (width: number, height: number) =>
    picture.width <= 0 || picture.height <= 0
      ? 0
      : Math.max(
          0,
          Math.min(
            (width - 2 * pictureMargin) / picture.width,
            (height - 2 * pictureMargin) / picture.height,
          ),
        );
  const at = (x: number, y: number, scale: number, notes: PlacedPicture['notes']): PlacedPicture => {
    const size = { width: picture.width * scale, height: picture.height * scale };
    return { left: x - size.width / 2, top: y - size.height / 2, size, scale, notes, canPan: false };
  };
  const whole = scaleIn(stage.width, stage.height);
  const side = (stage.width - picture.width * whole) / 2;
  if (side >= Math.max(notesWidth, hasStrip ? stripWidth + 14 : 0)) {
    return at(stage.width / 2, stage.height / 2, whole, 'beside');
  }
  const width = stage.width - (hasStrip ? stripWidth : 0);
  const height = stage.height - notesHeight;
  return at(width / 2, notesHeight + height / 2, scaleIn(width, height), 'above');
}

/** The scale at which the whole picture is seen. */
export function fitScale(stage: Size, source: Size, turn: Turn, surroundings: Surroundings): number {
  return placePicture(stage, source, { kind: 'fit', turn }, surroundings).scale;
}

/** One picture dot on one screen dot, looking at the middle. */
export function actualSize(source: Size, turn: Turn, dots: number): View {
  const picture = turnedSize(source, turn);
  return { kind: 'scaled', turn, scale: 1 / dots, centre: { x: picture.width / 2, y: picture.height / 2 } };
}

/**
 * The view `factor` times as close, with the picture dot under `at` (CSS pixels on the stage) staying there.
 * Further out than the whole picture becomes a fitted view.
 */
export function zoomAt(
  view: View,
  factor: number,
  at: Point,
  stage: Size,
  source: Size,
  surroundings: Surroundings,
  dots: number,
): View {
  const picture = turnedSize(source, view.turn);
  if (picture.width <= 0 || picture.height <= 0) return view;
  const placed = placePicture(stage, source, view, surroundings, dots);
  const whole = fitScale(stage, source, view.turn, surroundings);
  const largest = Math.max(largestZoom / dots, whole);
  const scale = Math.min(largest, placed.scale * factor);
  const smallest = Math.min(whole, 1 / dots);
  if (scale <= smallest * 1.0001 || (scale <= whole && placed.scale > whole && factor < 1)) {
    return { kind: 'fit', turn: view.turn };
  }
  if (view.kind === 'fit' && factor < 1) return view;
  const under = { x: (at.x - placed.left) / placed.scale, y: (at.y - placed.top) / placed.scale };
  const centre = {
    x: under.x + (stage.width / 2 - at.x) / scale,
    y: under.y + (stage.height / 2 - at.y) / scale,
  };
  return { kind: 'scaled', turn: view.turn, scale, centre: clampCentre(centre, stage, picture, scale) };
}

/** The view moved by CSS pixels, as far as the picture's edges allow; a fitted view stays. */
export function panBy(view: View, by: Point, stage: Size, source: Size): View {
  if (view.kind === 'fit') return view;
  const picture = turnedSize(source, view.turn);
  const from = clampCentre(view.centre, stage, picture, view.scale);
  const centre = { x: from.x - by.x / view.scale, y: from.y - by.y / view.scale };
  return { ...view, centre: clampCentre(centre, stage, picture, view.scale) };
}

function clampCentre(centre: Point, stage: Size, picture: Size, scale: number): Point {
  const clamp = (value: number, length: number, room: number) => {
    // The margin keeps the corner marks in reach.
    const half = (room / 2 - pictureMargin) / scale;
    return length <= 2 * half ? length / 2 : Math.min(length - half, Math.max(half, value));
  };
  return {
    x: clamp(centre.x, picture.width, stage.width),
    y: clamp(centre.y, picture.height, stage.height),
  };
}
