import { useEffect, useState, useSyncExternalStore } from 'react';
import { partContext } from '../shell/part-context';
import type { ClientState } from './client-state';
import type { SessionClient } from './session-client';

export const [ClientProvider, useClient] = partContext<SessionClient>('session client');

/** A controller's state, followed. */
export function useFollowed<State>(controller: {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => State;
}): State {
  return useSyncExternalStore(controller.subscribe, controller.getState);
}

export function useClientState(): ClientState {
  const client = useClient();
  return useSyncExternalStore(client.subscribe, client.getState);
}

/** Whether `at` (milliseconds since the epoch, or null for never) is less than `milliseconds` ago. */
export function useIsRecent(at: number | null, milliseconds: number): boolean {
  const [passed, setPassed] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return;
    const timer = window.setTimeout(() => setPassed(at), Math.max(0, at + milliseconds - Date.now()));
    return () => window.clearTimeout(timer);
  }, [at, milliseconds]);
  return at !== null && at !== passed;
}

/** The time in milliseconds since the epoch, told anew each second while `isRunning`. */
export function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isRunning) return;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, [isRunning]);
  return now;
}
