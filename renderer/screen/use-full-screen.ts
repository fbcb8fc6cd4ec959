import { useCallback, useEffect, useState } from 'react';
import { reportFailure } from '../kit/report-failure';

/** Whether `element` fills the screen, and how to change that. */
export function useFullScreen(element: HTMLElement | null): readonly [isFull: boolean, toggle: () => void] {
  const [isFull, setIsFull] = useState(false);
  useEffect(() => {
    const read = () => setIsFull(element !== null && document.fullscreenElement === element);
    document.addEventListener('fullscreenchange', read);
    return () => document.removeEventListener('fullscreenchange', read);
  }, [element]);
  const toggle = useCallback(() => {
    const change =
      document.fullscreenElement === element && element !== null
        ? document.exitFullscreen()
        : element?.requestFullscreen();
    change?.catch((error: unknown) => reportFailure('Full screen did not start', error));
  }, [element]);
  return [isFull, toggle];
}
