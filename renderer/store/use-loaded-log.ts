import { useEffect, useState } from 'react';
import { loadSessionLog } from './load-sessions';
import { useAppDispatch, useAppSelector } from './store';

/**
 * Loads the log of the session a view shows, where that has not happened; nothing else loads one.
 * Returns the error where that did not work, and how to try once more.
 */
export function useLoadedLog(
  sessionId: string,
): readonly [error: { readonly cause: unknown } | null, reload: () => void] {
  const dispatch = useAppDispatch();
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<{ readonly cause: unknown } | null>(null);
  const isLoaded = useAppSelector(({ sessions: { byId } }) => {
    const record = byId[sessionId];
    return record === undefined || record.log !== null;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what loads again.
  useEffect(() => {
    if (isLoaded) return;
    let isCurrent = true;
    dispatch(loadSessionLog(sessionId)).catch((cause: unknown) => {
      if (isCurrent) setFailure({ cause });
    });
    return () => {
      isCurrent = false;
    };
  }, [dispatch, sessionId, isLoaded, attempt]);
  const reload = () => {
    setFailure(null);
    setAttempt((before) => before + 1);
  };
  return [isLoaded ? null : failure, reload];
}
