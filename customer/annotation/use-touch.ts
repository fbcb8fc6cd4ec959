import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import { type ViewPoint, viewPoint } from '../../shared/annotation/frame-point';
import { type FrameView, zoomedAt } from '../../shared/annotation/frame-transform';
import { doubleTapped, type Fingers, movedBy, viewAfterKey } from './touch';

/** Two taps within this time (milliseconds) and distance (CSS pixels) are one double tap. */
const doubleTapMs = 300;
const doubleTapReach = 24;

interface Tap {
  readonly at: ViewPoint;
  readonly time: number;
}

/** Follows fingers, wheel and keys over `area`, and hands the view they ask for to `onView`. */
export function useTouch(
  area: RefObject<HTMLElement | null>,
  view: () => FrameView | undefined,
  onView: (view: FrameView, isMoving: boolean) => void,
) {
  const fingers = useRef(new Map<number, ViewPoint>());
  const lastTap = useRef<Tap | null>(null);
  const down = useRef<Tap | null>(null);
  const newest = useRef({ view, onView });
  newest.current = { view, onView };

  const placeOf = useCallback(
    ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): ViewPoint => {
      const box = area.current?.getBoundingClientRect();
      return viewPoint(clientX - (box?.left ?? 0), clientY - (box?.top ?? 0));
    },
    [area],
  );

  // React listens for the wheel passively, so that the page would be enlarged as well.
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const turned = (event: WheelEvent): void => {
      const before = newest.current.view();
      if (before === undefined) return;
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002));
      newest.current.onView(zoomedAt(before, placeOf(event), before.zoom * factor), true);
    };
    element.addEventListener('wheel', turned, { passive: false });
    return () => element.removeEventListener('wheel', turned);
  }, [area, placeOf]);

  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = placeOf(event);
    down.current = fingers.current.size === 0 ? { at, time: event.timeStamp } : null;
    fingers.current.set(event.pointerId, at);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!fingers.current.has(event.pointerId)) return;
    const before = fingersOf(fingers.current);
    fingers.current.set(event.pointerId, placeOf(event));
    const after = fingersOf(fingers.current);
    const now = view();
    if (now !== undefined && before !== null && after !== null) onView(movedBy(now, before, after), true);
  };
  const onPointerUp = (event: PointerEvent): void => {
    const at = placeOf(event);
    fingers.current.delete(event.pointerId);
    const began = down.current;
    const now = view();
    if (began === null || now === undefined) return;
    down.current = null;
    if (event.timeStamp - began.time > doubleTapMs || far(began.at, at)) return;
    const before = lastTap.current;
    const isDouble = before !== null && event.timeStamp - before.time < doubleTapMs && !far(before.at, at);
    lastTap.current = isDouble ? null : { at, time: event.timeStamp };
    if (isDouble) onView(doubleTapped(now, at), false);
  };
  const onPointerCancel = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    down.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = view();
    const next = now === undefined ? undefined : viewAfterKey(now, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onView(next, false);
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onKeyDown };
}

function fingersOf(all: ReadonlyMap<number, ViewPoint>): Fingers | null {
  const [first, second] = all.values();
  if (first === undefined) return null;
  return second === undefined ? [first] : [first, second];
}

function far(one: ViewPoint, other: ViewPoint): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) > doubleTapReach;
}
