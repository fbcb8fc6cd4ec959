import { useEffect, useRef } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { newCommandId } from '../ipc/command-id';
import { useRequest } from '../kit/use-request';
import type { WatchedStatistics } from './statistics-watch';

/** Tells main once of the first picture of a source and of each change of codec, for the session log. */
export function useReportVideo(
  sessionId: string,
  { pane, video }: Pick<ActiveSession, 'pane' | 'video'>,
  statistics: WatchedStatistics | null,
): void {
  const request = useRequest();
  const reported = useRef('');
  const since = pane.kind === 'live' ? pane.at : null;
  const known = video?.codec ?? '';
  const peerId = statistics?.peerId ?? '';
  const codec = statistics?.latest.codec ?? '';
  const width = statistics?.latest.width ?? 0;
  const height = statistics?.latest.height ?? 0;
  const hasPicture = (statistics?.latest.framesDecoded ?? 0) > 0 && width > 0 && height > 0;

  useEffect(() => {
    if (since === null || !hasPicture || codec === '' || codec === known) return;
    const key = `${sessionId} ${since} ${peerId} ${codec}`;
    if (reported.current === key) return;
    reported.current = key;
    request('report-video', { sessionId, id: newCommandId(), codec, width, height }).catch(() => {
      if (reported.current === key) reported.current = '';
    });
  }, [request, sessionId, since, hasPicture, codec, known, peerId, width, height]);
}
