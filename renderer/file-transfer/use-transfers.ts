import { useEffect } from 'react';
import { reportFailure } from '../kit/report-failure';
import { useRequest } from '../kit/use-request';
import { transfersReceived } from '../store/files-slice';
import { useAppDispatch, useAppSelector } from '../store/store';

/** Asks for a session's queue once, after which it is kept in step. Returns how many of its transfers are not over. */
export function useTransfers(sessionId: string, isActive: boolean): number {
  const request = useRequest();
  const dispatch = useAppDispatch();
  const isKnown = useAppSelector(({ files }) => files.bySession[sessionId] !== undefined);
  useEffect(() => {
    if (isKnown || !isActive) return;
    request('get-transfers', { sessionId })
      .then((view) => dispatch(transfersReceived({ sessionId, view })))
      .catch((error: unknown) => reportFailure('The transfers could not be listed', error));
  }, [request, dispatch, sessionId, isKnown, isActive]);
  return useAppSelector(({ files }) => {
    const queue = files.bySession[sessionId];
    if (queue === undefined || !isActive) return 0;
    let open = 0;
    for (const { status } of Object.values(queue.byId)) {
      if (status.kind !== 'ended' && status.kind !== 'skipped') open += 1;
    }
    return open;
  });
}
