import { useEffect, useRef } from 'react';
import styles from './files.module.css';

interface MoreProps {
  /** Rows before it. */
  readonly shown: number;
  readonly onSeen: () => void;
}

/** The end of a list that goes on: it asks for more as it comes near the screen, or when pressed. */
export function More({ shown, onSeen }: MoreProps) {
  const row = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: It watches anew after each further part.
  useEffect(() => {
    if (row.current === null || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onSeen();
      },
      { rootMargin: '600px' },
    );
    observer.observe(row.current);
    return () => observer.disconnect();
  }, [shown, onSeen]);
  return (
    <li ref={row} className={styles.more}>
      <button type="button" onClick={onSeen}>
        Show more
      </button>
    </li>
  );
}
