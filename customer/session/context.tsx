import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { LiveStrokes } from '../annotation/live-strokes';
import type { LateFiles } from '../files/late-files';
import type { SourceParts, Sources } from '../sharing/sources';
import type { SystemInformationController } from '../system-information/system-information-controller';
import type { ClientState } from './client-state';

/** The parts the pages work with; made once in main.tsx. */
export interface ClientParts extends SourceParts {
  readonly sources: Sources;
  readonly systemInformation: SystemInformationController;
  readonly files: LateFiles;
  /** What the representative draws at this moment. */
  readonly strokes: LiveStrokes;
}

export const ClientContext = createContext<ClientParts | null>(null);

export function useParts(): ClientParts {
  const parts = useContext(ClientContext);
  if (parts === null) throw new Error('The page is shown outside its context.');
  return parts;
}

/** A controller's state, followed. */
export function useFollowed<State>(controller: {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => State;
}): State {
  return useSyncExternalStore(controller.subscribe, controller.getState);
}

export function useClientState(): ClientState {
  const { client } = useParts();
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
