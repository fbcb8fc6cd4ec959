import { useCallback, useEffect, useRef, useState } from 'react';
import { reportFailure } from './report-failure';

/** Runs one task at a time; `what` is said where it fails, e.g. "The key was not revoked". */
export type RunTask = (what: string, task: () => Promise<unknown>) => void;

/** Whether a task is under way, and how to begin one; a second one while the first runs is ignored. */
export function useTask(): readonly [busy: boolean, run: RunTask] {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback<RunTask>((what, task) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    task()
      .catch((error: unknown) => reportFailure(what, error))
      .finally(() => {
        running.current = false;
        if (mounted.current) setBusy(false);
      });
  }, []);
  return [busy, run];
}
