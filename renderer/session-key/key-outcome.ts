import type { OpenSessionKey } from '../../shared/ipc/view';
import type { SessionRecord, SessionsState } from '../store/sessions-slice';

/** What became of a session key. */
export type KeyOutcome =
  | { readonly kind: 'open' }
  /** A customer used it; `record` is the session it began. */
  | { readonly kind: 'used'; readonly record: SessionRecord }
  | { readonly kind: 'expired' }
  | { readonly kind: 'closed' };

/**
 * Returns what has become of `key` at `now` (milliseconds since the Unix epoch); `isOpen` is whether main still
 * lists it.
 */
export function outcomeOf(
  key: OpenSessionKey,
  isOpen: boolean,
  sessions: SessionsState,
  now: number,
): KeyOutcome {
  const record = Object.values(sessions.byId).find(
    ({ state }) => state.sessionKey === key.sessionKey && state.joinedAt >= key.generatedAt,
  );
  if (record !== undefined) return { kind: 'used', record };
  if (now >= key.expiresAt) return { kind: 'expired' };
  return isOpen ? { kind: 'open' } : { kind: 'closed' };
}
