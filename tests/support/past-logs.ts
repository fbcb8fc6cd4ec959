import type { SessionDatabase } from '../../main/history/session-database';
import { SessionStore } from '../../main/history/session-store';
import { reduce } from '../../shared/session/reduce';
import type { Author, EventBody, SessionEvent } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import { sessionKeyUsed } from './wire/session-events';

/** A session as a test wants it to have been. */
export interface PastSession {
  readonly sessionId: string;
  readonly customer: string;
  readonly representative?: string;
  /** In milliseconds since the Unix epoch; the entries follow one second apart. */
  readonly joinedAt: number;
  readonly entries?: readonly (readonly [Author, EventBody])[];
  /** Whether its end is left out. */
  readonly isOpen?: boolean;
}

/** Writes sessions as the console does. */
export function writePast(database: SessionDatabase, sessions: readonly PastSession[]): SessionStore {
  const store = new SessionStore(database);
  for (const session of sessions) {
    let state: SessionState | undefined;
    for (const event of logOfPast(session)) {
      state = reduce(state, event);
      store.append(session.sessionId, event, state);
    }
  }
  return store;
}

/** The log of such a session. */
export function logOfPast(session: PastSession): SessionEvent[] {
  const { customer, representative = 'Astrid Holm', joinedAt, entries = [], isOpen = false } = session;
  const used = { ...sessionKeyUsed(), customer: { name: customer, description: '' } };
  const all: (readonly [Author, EventBody])[] = [
    ['customer', used],
    [
      'representative',
      { kind: 'session-started', representative: { name: representative }, waitedMs: 1_000 },
    ],
    ...entries,
    ...(isOpen ? [] : [['customer', { kind: 'session-ended', reason: 'customer-ended' }] as const]),
  ];
  return all.map(([by, body], index) => ({
    seq: index + 1,
    at: joinedAt + index * 1_000,
    by,
    commandId: `${session.sessionId}-${index + 1}`,
    ...body,
  }));
}
