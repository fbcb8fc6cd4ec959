import { useSyncExternalStore } from 'react';
import type { QualityLevel } from '../../shared/quality';
import { useDetachedPanes } from './detached-panes';
import type { Health } from './health-watch';
import type { Reception } from './video-receiver';
import { type SessionVideo, useVideoReceivers } from './video-receivers';

/** One session's video as it comes and goes. */
export function useSessionVideo(sessionId: string): SessionVideo | undefined {
  const receivers = useVideoReceivers();
  return useSyncExternalStore(receivers.subscribe, () => receivers.of(sessionId));
}

const neverChanges = () => () => undefined;
const healthy: Health = { stalledSince: null };

/** Whether the picture of `video` is stalled; watched while somebody looks. */
export function useHealth(video: SessionVideo | undefined): Health {
  return useSyncExternalStore(video?.health.watch ?? neverChanges, video?.health.health ?? (() => healthy));
}

/** Whether this window receives and shows the session's video. */
export function usePaneIsHere(sessionId: string): boolean {
  const detachedPanes = useDetachedPanes();
  return useSyncExternalStore(detachedPanes.subscribe, () => detachedPanes.isHere(sessionId));
}

/** The level that Automatic is at; null until the phone says it. */
export function useAutomaticLevel(video: SessionVideo | undefined): QualityLevel | null {
  return useSyncExternalStore(
    video?.receiver.subscribe ?? neverChanges,
    video?.receiver.automaticLevel ?? (() => null),
  );
}

const idle: Reception = { kind: 'idle' };

/** Where the picture of `video` stands. */
export function useReception(video: SessionVideo | undefined): Reception {
  return useSyncExternalStore(
    video?.receiver.subscribe ?? neverChanges,
    video?.receiver.reception ?? (() => idle),
  );
}
