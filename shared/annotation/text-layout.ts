import type { FrameSize } from './frame-point';
import type { Box, Vector } from './geometry';
import { markSizes, type StrokeWidth } from './ink';

/** The typeface of text and pin numbers. */
export const markFontFamily = 'Atkinson Hyperlegible Next';
export const markFontWeight = 600;

/** From baseline to baseline, in sizes of the font. */
export const lineHeight = 1.25;
/** From the top of a line to its baseline, in sizes of the font. */
export const baselineShare = 0.95;

const narrow = /[\s.,:;!|'`’ijlIft()[\]]/u;
const wide = /[\p{Lu}\p{Nd}mw%&@#]/u;
const full =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

/** Estimates a line's width in font sizes; both sides estimate alike, as neither measures. */
export function lineWidth(line: string): number {
  let width = 0;
  for (const character of line) {
    if (full.test(character)) width += 1.05;
    else if (narrow.test(character)) width += 0.34;
    else if (wide.test(character)) width += 0.68;
    else width += 0.57;
  }
  return width;
}

/** Text set in lines. */
export interface TextLayout {
  readonly lines: readonly string[];
  /** Of the font, in frame pixels. */
  readonly size: number;
  readonly box: Box;
}

/** Sets a mark's text with its top left corner at `at`. */
export function layoutText(text: string, at: Vector, width: StrokeWidth, frame: FrameSize): TextLayout {
  const size = markSizes(width, frame).text;
  const lines = text.split('\n');
  const widest = lines.reduce((most, line) => Math.max(most, lineWidth(line)), 0.5);
  return {
    lines,
    size,
    box: { x: at.x, y: at.y, width: widest * size, height: lines.length * lineHeight * size },
  };
}
