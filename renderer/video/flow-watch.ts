import type { VideoReceiver } from './video-receiver';

/** How often main is told that pictures come in, in milliseconds; well within the shortest grace period. */
export const flowReportedEveryMs = 5_000;

/** Tells again and again that a session's pictures come in, as long as they do. Returns its end. */
export function watchFlow(receiver: Pick<VideoReceiver, 'reception'>, report: () => void): () => void {
  const timer = setInterval(() => {
    if (receiver.reception().kind === 'connected') report();
  }, flowReportedEveryMs);
  return () => clearInterval(timer);
}
