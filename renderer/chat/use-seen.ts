import { useCallback, useEffect, useRef } from 'react';
import { newCommandId } from '../ipc/command-id';
import { useRequest } from '../kit/use-request';

/**
 * Tells main how far the representative has seen the customer's messages: what is in view while the window is in
 * front, each place once. Returns the callback for what is in view; `seenTo` is what the log knows already.
 */
export function useSeen(sessionId: string, isOpen: boolean, seenTo: number): (newestInView: number) => void {
  const request = useRequest();
  const marked = useRef(0);
  const inView = useRef(0);

  const mark = useCallback(() => {
    const upTo = inView.current;
    if (!isOpen || upTo <= Math.max(seenTo, marked.current)) return;
    if (document.visibilityState !== 'visible' || !document.hasFocus()) return;
    const before = marked.current;
    marked.current = upTo;
    request('mark-seen', { sessionId, id: newCommandId(), upTo }).catch(() => {
      if (marked.current === upTo) marked.current = before;
    });
  }, [request, sessionId, isOpen, seenTo]);

  useEffect(() => {
    mark();
    window.addEventListener('focus', mark);
    document.addEventListener('visibilitychange', mark);
    return () => {
      window.removeEventListener('focus', mark);
      document.removeEventListener('visibilitychange', mark);
    };
  }, [mark]);

  return useCallback(
    (newestInView) => {
      inView.current = newestInView;
      mark();
    },
    [mark],
  );
}
