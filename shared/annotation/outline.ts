import { arrowHead } from './arrow-head';
import { curvePath } from './curve';
import type { AnnotationElement } from './element';
import type { FrameSize } from './frame-point';
import { type Box, boxBetween } from './geometry';
import { haloHex, hexOn, inkHex, markSizes } from './ink';
import { boxPath, chainPath, circlePath, ellipsePath, type Path } from './path';
import { discsAlong, isEven, pressureFactor, taperedPath } from './taper';
import { layoutText, lineHeight } from './text-layout';

/** One thing to draw, in frame pixels; commands are drawn in order, each over the one before. */
export type DrawCommand =
  | {
      /** Strokes a path with round caps and joins. */
      readonly kind: 'stroke';
      readonly path: Path;
      readonly width: number;
      readonly colour: string;
      /** From 0 to 1. */
      readonly opacity: number;
    }
  | {
      /** Fills a path by the non-zero rule. */
      readonly kind: 'fill';
      readonly path: Path;
      readonly colour: string;
      readonly opacity: number;
    }
  | {
      /** Writes lines, upright and never mirrored around the middle of `box`; see `uprightMatrix`. */
      readonly kind: 'text';
      readonly lines: readonly string[];
      /** Of the font, in frame pixels; `lineHeight`, `baselineShare` and the typeface are in text-layout. */
      readonly size: number;
      readonly box: Box;
      readonly align: 'start' | 'centre';
      readonly colour: string;
      /** Stroked under the writing with round joins; null for none. */
      readonly halo: { readonly colour: string; readonly width: number } | null;
    };

const highlighterOpacity = 0.45;
const highlighterHaloOpacity = 0.3;

/** Returns how a mark is drawn, halo first; the same on both sides and at every frame size. */
export function drawElement(element: AnnotationElement, frame: FrameSize): readonly DrawCommand[] {
  const colour = inkHex[element.colour];
  const halo = haloHex(element.colour);
  const sizes = markSizes(element.width, frame);
  const outlined = (path: Path, width: number): readonly DrawCommand[] => [
    { kind: 'stroke', path, width: width + 2 * sizes.halo, colour: halo, opacity: 1 },
    { kind: 'stroke', path, width, colour, opacity: 1 },
  ];
  switch (element.kind) {
    case 'pen': {
      const pressure = element.points[0]?.pressure ?? 0.5;
      if (isEven(element.points)) {
        return outlined(curvePath(element.points), sizes.stroke * pressureFactor(pressure));
      }
      const discs = discsAlong(element.points, sizes.stroke);
      return [
        { kind: 'fill', path: taperedPath(discs, sizes.halo), colour: halo, opacity: 1 },
        { kind: 'fill', path: taperedPath(discs, 0), colour, opacity: 1 },
      ];
    }
    case 'highlighter': {
      const path = curvePath(element.points);
      const width = sizes.highlight;
      const haloWidth = width + 2 * sizes.halo;
      return [
        { kind: 'stroke', path, width: haloWidth, colour: halo, opacity: highlighterHaloOpacity },
        { kind: 'stroke', path, width, colour, opacity: highlighterOpacity },
      ];
    }
    case 'line':
      return outlined(chainPath([element.from, element.to]), sizes.stroke);
    case 'arrow': {
      const { from, to } = element;
      const head = chainPath(arrowHead(from, to, sizes.stroke));
      return outlined([...chainPath([from, to]), ...head], sizes.stroke);
    }
    case 'rectangle':
      return outlined(boxPath(boxBetween(element.from, element.to)), sizes.stroke);
    case 'ellipse':
      return outlined(ellipsePath(boxBetween(element.from, element.to)), sizes.stroke);
    case 'text': {
      const { lines, size, box } = layoutText(element.text, element.at, element.width, frame);
      const outline = { colour: halo, width: 2 * sizes.halo };
      return [{ kind: 'text', lines, size, box, align: 'start', colour, halo: outline }];
    }
    case 'pin': {
      const { x, y } = element.at;
      const number = String(element.number);
      const size = sizes.pin * (number.length < 3 ? 1.15 : 2.3 / number.length);
      const height = size * lineHeight;
      const box = { x: x - sizes.pin, y: y - height / 2, width: 2 * sizes.pin, height };
      return [
        { kind: 'fill', path: circlePath(element.at, sizes.pin + sizes.halo), colour: halo, opacity: 1 },
        { kind: 'fill', path: circlePath(element.at, sizes.pin), colour, opacity: 1 },
        {
          kind: 'text',
          lines: [number],
          size,
          box,
          align: 'centre',
          colour: hexOn(element.colour),
          halo: null,
        },
      ];
    }
  }
}
