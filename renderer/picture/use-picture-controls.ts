import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useElementSize } from './use-element-size';
import {
  actualSize,
  fitted,
  type PlacedPicture,
  type Point,
  panBy,
  placePicture,
  rotate,
  type Size,
  type View,
  zoomAt,
  zoomStep,
} from './view-geometry';

/** How the representative looks at the picture, and how they change it. */
export interface PictureControls {
  readonly view: View;
  readonly placed: PlacedPicture;
  /** Whether the strip of captured pictures stands at the right. */
  readonly hasStrip: boolean;
  readonly stage: Size;
  /** The picture's own size, in picture dots. */
  readonly source: Size;
  /** Screen dots per picture dot, e.g. 0.24. */
  readonly shownScale: number;
  readonly setSource: (source: Size) => void;
  readonly fit: () => void;
  readonly actual: () => void;
  /** Comes closer by `factor`, keeping what is at a point of the stage; its middle where none is given. */
  readonly zoom: (factor: number, at?: Point) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  /** Moves the picture by CSS pixels. */
  readonly pan: (by: Point) => void;
  readonly turn: (quarter: 1 | -1) => void;
}

const noSize: Size = { width: 0, height: 0 };

/** Holds the view of the picture on `element`; a new `picture` (any text that names it) is fitted again. */
export function usePictureControls(
  element: Element | null,
  picture: string,
  hasStrip: boolean,
): PictureControls {
  const stage = useElementSize(element);
  const [source, setSource] = useState<Size>(noSize);
  const [view, setView] = useState<View>(fitted);
  const dots = window.devicePixelRatio || 1;
  const surroundings = useMemo(() => ({ hasStrip }), [hasStrip]);
  const latest = useRef({ stage, source, surroundings, dots });
  latest.current = { stage, source, surroundings, dots };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is what resets the view.
  useEffect(() => setView(fitted), [picture]);

  const isUpright = source.height >= source.width;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a phone that is turned is what fits the picture again.
  useEffect(() => setView((now) => ({ kind: 'fit', turn: now.turn })), [isUpright]);

  const take = useCallback(
    (size: Size) => setSource((now) => (now.width === size.width && now.height === size.height ? now : size)),
    [],
  );
  const zoom = useCallback((factor: number, at?: Point) => {
    setView((now) => {
      const { stage: room, source: size, surroundings: around, dots: density } = latest.current;
      const point = at ?? { x: room.width / 2, y: room.height / 2 };
      return zoomAt(now, factor, point, room, size, around, density);
    });
  }, []);
  const change = useMemo(
    () => ({
      fit: () => setView((now) => ({ kind: 'fit', turn: now.turn })),
      actual: () => setView((now) => actualSize(latest.current.source, now.turn, latest.current.dots)),
      zoomIn: () => zoom(zoomStep),
      zoomOut: () => zoom(1 / zoomStep),
      pan: (by: Point) => setView((now) => panBy(now, by, latest.current.stage, latest.current.source)),
      turn: (quarter: 1 | -1) => setView((now) => rotate(now, quarter)),
    }),
    [zoom],
  );

  const placed = placePicture(stage, source, view, surroundings, dots);
  return {
    view,
    placed,
    hasStrip,
    stage,
    source,
    shownScale: placed.scale * dots,
    setSource: take,
    zoom,
    ...change,
  };
}
