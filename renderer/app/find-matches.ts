import type { OpenSessionKey } from '../../shared/ipc/view';
import type { SessionState } from '../../shared/session/session-state';
import { plain } from '../kit/plain-text';
import { groupedKey } from '../session-key/key-text';
import type { SessionsState } from '../store/sessions-slice';

/** Something the find dialog can go to. */
export interface Match {
  readonly kind: 'session' | 'session-key' | 'history';
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

const mostShown = 12;
const phaseRank = { waiting: 0, active: 1, ended: 2, 'turned-away': 3 } as const satisfies Record<
  SessionState['phase'],
  number
>;

/** The sessions and open keys that hold every word of `text`, those that want attention first; the history stands last. */
export function findMatches(
  text: string,
  sessions: SessionsState,
  keys: readonly OpenSessionKey[],
): readonly Match[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  const digits = text.replace(/[\s-]/gu, '');
  const fits = (haystack: string, sessionKey: string): boolean =>
    words.every((word) => plain(haystack).includes(word)) ||
    (/^\d+$/.test(digits) && sessionKey.includes(digits));
  const found = Object.values(sessions.byId)
    .filter(({ state }) => state.phase !== 'turned-away')
    .filter(({ state }) =>
      fits(
        `${state.customer.name} ${state.customer.description} ${state.reference} ${state.device.model}`,
        state.sessionKey,
      ),
    )
    .sort(
      (a, b) => phaseRank[a.state.phase] - phaseRank[b.state.phase] || b.state.joinedAt - a.state.joinedAt,
    )
    .map(
      ({ sessionId, state }): Match => ({
        kind: 'session',
        id: sessionId,
        title: state.customer.name,
        detail: [phaseWord(state), state.reference].filter(Boolean).join(', '),
      }),
    );
  const open = keys
    .filter((key) => fits(`${key.reference} ${key.note}`, key.sessionKey))
    .map(
      (key): Match => ({
        kind: 'session-key',
        id: key.sessionKey,
        title: groupedKey(key.sessionKey),
        detail: key.reference === '' ? 'Open key' : `Open key, ${key.reference}`,
      }),
    );
  const history: Match[] =
    text.trim() === ''
      ? []
      : [
          {
            kind: 'history',
            id: text.trim(),
            title: `Search the history for “${text.trim()}”`,
            detail: 'Messages, names, notes',
          },
        ];
  return [...[...found, ...open].slice(0, mostShown), ...history];
}

function phaseWord(state: SessionState): string {
  switch (state.phase) {
    case 'waiting':
      return 'Waiting';
    case 'active':
      return 'Active';
    case 'ended':
    case 'turned-away':
      return 'Ended';
  }
}
