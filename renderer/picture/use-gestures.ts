import { useEffect, useRef } from 'react';
import type { PictureControls } from './use-picture-controls';
import type { Point } from './view-geometry';

/** Wheel distance (CSS pixels) that doubles the picture; a pinch on a touchpad comes as short wheel steps. */
const wheelDoubling = 240;
const pinchDoubling = 60;
/** CSS pixels of one line and one page of a wheel that counts in those. */
const wheelUnits = [1, 16, 240] as const;

/**
 * Wheel and pinch zoom, drag moves: on `element`, which shows the picture. `moves` tells whether a press begins a
 * drag, which any press of the main button does where it is left out.
 */
export function useGestures(
  element: HTMLElement | null,
  controls: PictureControls,
  moves: (event: PointerEvent) => boolean = isMain,
): void {
  const latest = useRef(controls);
  latest.current = controls;
  const latestMoves = useRef(moves);
  latestMoves.current = moves;
  useEffect(() => {
    if (element === null) return;
    const pointers = new Map<number, Point>();
    const at = (event: MouseEvent): Point => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const spread = (): { readonly middle: Point; readonly distance: number } | undefined => {
      const [first, second] = [...pointers.values()];
      if (first === undefined || second === undefined) return undefined;
      return {
        middle: { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 },
        distance: Math.hypot(first.x - second.x, first.y - second.y),
      };
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const distance = event.deltaY * (wheelUnits[event.deltaMode] ?? 1);
      latest.current.zoom(2 ** (-distance / (event.ctrlKey ? pinchDoubling : wheelDoubling)), at(event));
    };
    const down = (event: PointerEvent) => {
      if (!latestMoves.current(event) || !isPicture(event.target)) return;
      pointers.set(event.pointerId, at(event));
      element.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      const from = pointers.get(event.pointerId);
      if (from === undefined) return;
      const before = spread();
      const to = at(event);
      pointers.set(event.pointerId, to);
      const after = spread();
      if (before === undefined || after === undefined) {
        latest.current.pan({ x: to.x - from.x, y: to.y - from.y });
        return;
      }
      if (before.distance > 0) latest.current.zoom(after.distance / before.distance, after.middle);
      latest.current.pan({ x: after.middle.x - before.middle.x, y: after.middle.y - before.middle.y });
    };
    const up = (event: PointerEvent) => pointers.delete(event.pointerId);
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
    };
  }, [element]);
}

function isMain(event: PointerEvent): boolean {
  return event.button === 0;
}

/** Whether a press is meant for the picture, not for a button that lies over it. */
function isPicture(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input, video[controls]') === null;
}
