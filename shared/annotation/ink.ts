import { z } from 'zod';
import type { FrameSize } from './frame-point';

export const inkSchema = z.enum(['red', 'yellow', 'green', 'blue', 'white', 'black']);
/** The colours of marks, in the order in which the annotation bar shows them. */
export type Ink = z.infer<typeof inkSchema>;
export const inks: readonly Ink[] = inkSchema.options;

export const inkHex: Readonly<Record<Ink, string>> = {
  red: '#FF4A26',
  yellow: '#FFD33D',
  green: '#35D07F',
  blue: '#38A8FF',
  white: '#FFFFFF',
  black: '#111111',
};

export const strokeWidthSchema = z.enum(['thin', 'medium', 'thick']);
/** The widths of marks. */
export type StrokeWidth = z.infer<typeof strokeWidthSchema>;
export const strokeWidths: readonly StrokeWidth[] = strokeWidthSchema.options;

/** Returns the outline around a mark, which keeps it legible on any picture: dark around white, else white. */
export function haloHex(ink: Ink): string {
  return ink === 'white' ? inkHex.black : inkHex.white;
}

/** Returns the colour of writing on an area of `ink`. */
export function hexOn(ink: Ink): string {
  return ink === 'red' || ink === 'blue' || ink === 'black' ? inkHex.white : inkHex.black;
}

/** Pixels of the frame in which marks are measured: a thousandth of its longer side. */
export function frameUnit(frame: FrameSize): number {
  return Math.max(frame.width, frame.height) / 1000;
}

/** In frame units; see `frameUnit`. */
const sizes: Readonly<Record<StrokeWidth, { stroke: number; highlight: number; text: number; pin: number }>> =
  {
    thin: { stroke: 3, highlight: 12, text: 20, pin: 18 },
    medium: { stroke: 5, highlight: 20, text: 28, pin: 23 },
    thick: { stroke: 9, highlight: 36, text: 44, pin: 32 },
  };

const haloUnits = 2.75;

/** The measures of marks of one width on one frame, in frame pixels. */
export interface MarkSizes {
  /** Of a line. */
  readonly stroke: number;
  /** Of a highlighter's line. */
  readonly highlight: number;
  /** The size of a text's font. */
  readonly text: number;
  /** A pin's radius. */
  readonly pin: number;
  /** How far the halo reaches beyond the mark. */
  readonly halo: number;
}

/** Returns the measures of marks of one width on one frame, in frame pixels. */
export function markSizes(width: StrokeWidth, frame: FrameSize): MarkSizes {
  const unit = frameUnit(frame);
  const { stroke, highlight, text, pin } = sizes[width];
  return {
    stroke: stroke * unit,
    highlight: highlight * unit,
    text: text * unit,
    pin: pin * unit,
    halo: haloUnits * unit,
  };
}
