export type Context = CanvasRenderingContext2D;
export type Stops = ReadonlyArray<readonly [at: number, color: string]>;

/** The system's sans serif. */
export const sans = '-apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

/** A gradient along a line. */
export function linear(
  c: Context,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  stops: Stops,
): CanvasGradient {
  const gradient = c.createLinearGradient(x0, y0, x1, y1);
  for (const [at, color] of stops) gradient.addColorStop(at, color);
  return gradient;
}

/** A gradient from a centre outwards. */
export function radial(c: Context, x: number, y: number, radius: number, stops: Stops): CanvasGradient {
  const gradient = c.createRadialGradient(x, y, 0, x, y, radius);
  for (const [at, color] of stops) gradient.addColorStop(at, color);
  return gradient;
}

/** Fills a rectangle with round corners. */
export function box(
  c: Context,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  fill: string | CanvasGradient,
): void {
  c.fillStyle = fill;
  c.beginPath();
  c.roundRect(x, y, width, height, radius);
  c.fill();
}

/** Fills an ellipse. */
export function oval(
  c: Context,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  fill: string | CanvasGradient,
  rotation = 0,
): void {
  c.fillStyle = fill;
  c.beginPath();
  c.ellipse(x, y, radiusX, radiusY, rotation, 0, Math.PI * 2);
  c.fill();
}

/** Fills a closed shape through the points. */
export function polygon(
  c: Context,
  points: ReadonlyArray<readonly [x: number, y: number]>,
  fill: string | CanvasGradient,
): void {
  c.fillStyle = fill;
  c.beginPath();
  for (const [x, y] of points) c.lineTo(x, y);
  c.closePath();
  c.fill();
}

export interface TextStyle {
  readonly size: number;
  readonly weight?: number;
  readonly color: string;
  readonly align?: CanvasTextAlign;
  /** The text is cut with an ellipsis to this width. */
  readonly maxWidth?: number;
}

/** Writes one line on its baseline. */
export function text(c: Context, words: string, x: number, y: number, style: TextStyle): void {
  c.font = `${style.weight ?? 400} ${style.size}px ${sans}`;
  c.fillStyle = style.color;
  c.textAlign = style.align ?? 'left';
  c.textBaseline = 'alphabetic';
  let line = words;
  if (style.maxWidth !== undefined) {
    for (let length = words.length; length > 1 && c.measureText(line).width > style.maxWidth; length--)
      line = `${words.slice(0, length - 1).trimEnd()}…`;
  }
  c.fillText(line, x, y);
}

export const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));

/** 0 to 1 with a soft start and end, as `at` runs from `from` to `to`. */
export function ease(at: number, from: number, to: number): number {
  const share = clamp01((at - from) / (to - from));
  return share * share * (3 - 2 * share);
}

export const mix = (from: number, to: number, share: number): number => from + (to - from) * share;
