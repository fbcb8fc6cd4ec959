import { useEffect, useState } from 'react';
import type { Size } from './view-geometry';

/** The size of an element's content, in CSS pixels, as it changes; nothing before the element is there. */
export function useElementSize(element: Element | null): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.contentRect;
      if (box !== undefined) setSize({ width: box.width, height: box.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
