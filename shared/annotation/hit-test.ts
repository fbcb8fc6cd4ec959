import { arrowHead } from './arrow-head';
import type { AnnotationElement } from './element';
import type { FramePoint, FrameSize } from './frame-point';
import {
  type Box,
  boxAround,
  boxBetween,
  centreOf,
  distance,
  distanceToChain,
  distanceToSegment,
  grown,
  isInside,
  turnedOnSide,
  type Vector,
} from './geometry';
import { markSizes } from './ink';
import { pressureFactor } from './taper';
import { layoutText } from './text-layout';

/** How a person points at marks. */
export interface Aim {
  readonly frame: FrameSize;
  /** How far from a mark's edge still meets it, in frame pixels; divide CSS pixels by the view's scale. */
  readonly tolerance: number;
  /** The view shows the frame on its side, so text, always upright, lies across the frame. */
  readonly onSide?: boolean;
}

/** Returns the box that a mark fills, its halo included, in frame pixels. */
export function elementBox(element: AnnotationElement, frame: FrameSize, onSide = false): Box {
  const sizes = markSizes(element.width, frame);
  switch (element.kind) {
    case 'pen':
      return grown(boxAround(element.points), (sizes.stroke / 2) * pressureFactor(1) + sizes.halo);
    case 'highlighter':
      return grown(boxAround(element.points), sizes.highlight / 2 + sizes.halo);
    case 'line':
    case 'rectangle':
    case 'ellipse':
      return grown(boxBetween(element.from, element.to), sizes.stroke / 2 + sizes.halo);
    case 'arrow': {
      const head = arrowHead(element.from, element.to, sizes.stroke);
      return grown(boxAround([element.from, ...head]), sizes.stroke / 2 + sizes.halo);
    }
    case 'text': {
      const { box } = layoutText(element.text, element.at, element.width, frame);
      return grown(onSide ? turnedOnSide(box) : box, sizes.halo);
    }
    case 'pin':
      return grown({ ...element.at, width: 0, height: 0 }, sizes.pin + sizes.halo);
  }
}

/** Returns whether a point meets a mark: its line, or anywhere in a text or pin. */
export function hits(element: AnnotationElement, at: FramePoint, aim: Aim): boolean {
  if (!isInside(at, grown(elementBox(element, aim.frame, aim.onSide), aim.tolerance))) return false;
  const sizes = markSizes(element.width, aim.frame);
  const reach = sizes.stroke / 2 + aim.tolerance;
  switch (element.kind) {
    case 'pen':
      return distanceToChain(at, element.points) <= reach;
    case 'highlighter':
      return distanceToChain(at, element.points) <= sizes.highlight / 2 + aim.tolerance;
    case 'line':
      return distanceToSegment(at, element.from, element.to) <= reach;
    case 'arrow': {
      const head = arrowHead(element.from, element.to, sizes.stroke);
      return Math.min(distanceToSegment(at, element.from, element.to), distanceToChain(at, head)) <= reach;
    }
    case 'rectangle': {
      const { x, y, width, height } = boxBetween(element.from, element.to);
      const [right, bottom] = [x + width, y + height];
      const corners = [
        { x, y },
        { x: right, y },
        { x: right, y: bottom },
        { x, y: bottom },
        { x, y },
      ];
      return distanceToChain(at, corners) <= reach;
    }
    case 'ellipse':
      return distanceToChain(at, ellipseChain(boxBetween(element.from, element.to))) <= reach;
    case 'text':
      return true;
    case 'pin':
      return distance(at, element.at) <= sizes.pin + aim.tolerance;
  }
}

/** Returns the uppermost mark at a point. `elements` in drawing order. */
export function topmostAt(
  elements: readonly AnnotationElement[],
  at: FramePoint,
  aim: Aim,
): AnnotationElement | undefined {
  return elements.findLast((element) => hits(element, at, aim));
}

const ellipseSegments = 128;

function ellipseChain(box: Box): readonly Vector[] {
  const { x, y } = centreOf(box);
  return Array.from({ length: ellipseSegments + 1 }, (_none, index) => {
    const angle = (index / ellipseSegments) * 2 * Math.PI;
    return { x: x + (box.width / 2) * Math.cos(angle), y: y + (box.height / 2) * Math.sin(angle) };
  });
}
