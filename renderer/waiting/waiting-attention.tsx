import { useEffect, useRef, useState } from 'react';
import { selectSettings, selectWaiting } from '../store/selectors';
import { useAppSelector } from '../store/store';
import { useChime } from './chime';

/** Plays a sound for each customer who begins to wait; gives the sentence to announce for the newest of them. */
export function useWaitingAttention(): string {
  const waiting = useAppSelector(selectWaiting);
  const { sounds } = useAppSelector(selectSettings);
  const chime = useChime();
  const known = useRef<ReadonlySet<string> | null>(null);
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    const before = known.current;
    known.current = new Set(waiting.map(({ sessionId }) => sessionId));
    const newcomers = waiting.filter(({ sessionId }) => before === null || !before.has(sessionId));
    const newest = newcomers.at(-1);
    if (newest === undefined) {
      if (waiting.length === 0) setAnnouncement('');
      return;
    }
    const { name, description } = newest.state.customer;
    setAnnouncement(`${name} is waiting. ${description}`.trim());
    if (sounds) chime.play();
  }, [waiting, sounds, chime]);
  return announcement;
}

/** Tells screen readers at once that a customer waits. */
export function WaitingAnnouncer({ text }: { readonly text: string }) {
  return (
    <div role="alert" aria-live="assertive" className="sl-for-readers">
      {text}
    </div>
  );
}
