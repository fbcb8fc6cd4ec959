import type { Freeze } from '../../shared/annotation/freeze';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession } from '../../shared/session/session-state';
import type { ShownTab } from '../shell/tab-bar';

/** The frozen picture that both sides show; null once the customer has stopped sharing, also before the log says so. */
export function frozenForCustomer(
  { freeze, pane }: ActiveSession,
  pending: readonly { readonly kind: string }[],
): Freeze | null {
  const isStopped = pending.some(({ kind }) => kind === 'stop-sharing');
  return sharingIsAllowed(pane) && !isStopped ? freeze : null;
}

/** The tab whose source is shown, paused or not. */
export function sharedTab({ pane }: ActiveSession): ShownTab | null {
  switch (pane.kind) {
    case 'live':
      return pane.source;
    case 'paused':
      return pane.resumes.source;
    case 'photo':
      return pane.origin === 'screenshot' ? 'screen' : 'photos';
    default:
      return null;
  }
}
