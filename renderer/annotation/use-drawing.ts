import { type RefObject, useEffect } from 'react';
import { inkPoint } from '../../shared/annotation/frame-point';
import { topmostAt } from '../../shared/annotation/hit-test';
import { inverse, mapped } from '../../shared/annotation/matrix';
import type { TimedPoint } from '../../shared/annotation/smoothing';
import type { Annotator } from './annotator';
import type { StageView } from './mark-stage';

/** How near the pointer must come to a mark, in CSS pixels. */
const reach = 6;

/** Draws with the pointer on `surface`, every sample of it; `looks` is how the surface shows the frame now. */
export function useDrawing(
  surface: HTMLElement | null,
  annotator: Annotator,
  looks: RefObject<StageView | null>,
  isSpaceDown: RefObject<boolean>,
): void {
  useEffect(() => {
    if (surface === null) return;
    let pointer: number | null = null;
    const placeOf = (event: MouseEvent, shows: StageView) => {
      const box = surface.getBoundingClientRect();
      return mapped(inverse(shows.toView), event.clientX - box.left, event.clientY - box.top);
    };
    const sampleOf = (event: PointerEvent, shows: StageView): TimedPoint => {
      const { x, y } = placeOf(event, shows);
      const pressure = event.pointerType === 'pen' ? event.pressure : 0.5;
      return { point: inkPoint(x, y, pressure), time: event.timeStamp };
    };
    const aimOf = (shows: StageView) => ({
      tolerance: reach / Math.hypot(shows.toView.a, shows.toView.b),
      onSide: shows.toView.a === 0,
    });
    const down = (event: PointerEvent) => {
      const shows = looks.current;
      if (event.button !== 0 || pointer !== null || isSpaceDown.current || shows === null) return;
      const wasWriting = annotator.view().writing !== null;
      surface.focus({ preventScroll: true });
      // A press beside an open text only closes it, as its field does when it loses the focus.
      if (wasWriting) return;
      if (!annotator.down(sampleOf(event, shows), aimOf(shows), event.shiftKey)) return;
      pointer = event.pointerId;
      surface.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      const shows = looks.current;
      if (event.pointerId !== pointer || shows === null) return;
      const coalesced = event.getCoalescedEvents();
      const samples = (coalesced.length === 0 ? [event] : coalesced).map((each) => sampleOf(each, shows));
      annotator.move(samples, aimOf(shows), event.shiftKey);
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      annotator.up();
    };
    const lost = (event: PointerEvent) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      annotator.escape();
    };
    const doubled = (event: MouseEvent) => {
      const shows = looks.current;
      if (shows === null || annotator.choice.tool !== 'select') return;
      const { x, y } = placeOf(event, shows);
      const aim = { ...aimOf(shows), frame: shows.frame };
      const hit = topmostAt(annotator.elements, inkPoint(x, y, 0.5), aim);
      if (hit?.kind === 'text') annotator.reopen(hit);
    };
    const shifted = (event: KeyboardEvent) => {
      if (event.key !== 'Shift' || event.repeat || looks.current === null) return;
      annotator.shift(event.type === 'keydown', aimOf(looks.current));
    };
    // Otherwise a press would take the focus from the text it opens.
    const keepFocus = (event: MouseEvent) => event.preventDefault();
    const listening = new AbortController();
    const { signal } = listening;
    surface.addEventListener('pointerdown', down, { signal });
    surface.addEventListener('mousedown', keepFocus, { signal });
    surface.addEventListener('pointermove', move, { signal });
    surface.addEventListener('pointerup', up, { signal });
    surface.addEventListener('pointercancel', lost, { signal });
    surface.addEventListener('dblclick', doubled, { signal });
    window.addEventListener('keydown', shifted, { signal });
    window.addEventListener('keyup', shifted, { signal });
    return () => {
      listening.abort();
      if (pointer !== null) annotator.escape();
    };
  }, [surface, annotator, looks, isSpaceDown]);
}
