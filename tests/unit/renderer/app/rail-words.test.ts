import { expect, test } from 'vitest';
import { findMatches } from '../../../../renderer/app/find-matches';
import { railStatus } from '../../../../renderer/rail/rail-status';
import {
  noSessions,
  sessionEventsReceived,
  sessionsReducer,
} from '../../../../renderer/store/sessions-slice';
import type { Pane } from '../../../../shared/session/pane';
import type { ActiveSession } from '../../../../shared/session/session-state';
import { samplePicture } from '../chat/samples';
import { liveCamera } from '../screen/samples';
import { openKey, sampleLog, startOfTime, stateAfter } from '../store/samples';

function active(change: Partial<ActiveSession>): ActiveSession {
  const state = stateAfter(sampleLog(2));
  if (state.phase !== 'active') throw new Error('two entries make an active session');
  return { ...state, ...change };
}

test.each<[Pane, string]>([
  [{ kind: 'not-requested' }, 'Nothing shared yet'],
  [{ kind: 'asked', at: startOfTime }, 'Asked to share, 0:14'],
  [{ kind: 'declined', at: 0 }, 'Declined to share'],
  [{ kind: 'allowed', at: 0 }, 'Sharing allowed'],
  [liveCamera, 'Camera live'],
  [{ ...liveCamera, source: 'screen', method: 'display-capture' }, 'Screen live'],
  [{ kind: 'hidden', at: 0 }, 'Choosing a photo'],
  [{ kind: 'photo', ...samplePicture, name: 'a.jpg', origin: 'photo', at: 0 }, 'Photo shown'],
  [{ kind: 'photo', ...samplePicture, name: 'a.png', origin: 'screenshot', at: 0 }, 'Screenshot shown'],
  [{ kind: 'paused', resumes: liveCamera, at: startOfTime }, 'Camera paused, 0:14'],
  [{ kind: 'failed', source: 'camera', failure: 'in-use', at: 0 }, 'Camera not shown'],
  [{ kind: 'stopped', at: 0 }, 'Stopped sharing'],
])('the rail says of %o: %s', (pane, text) => {
  expect(railStatus(active({ pane }), startOfTime + 14_000).text).toBe(text);
});

test('a lost or sleeping phone goes before what it shows', () => {
  const pane: Pane = liveCamera;
  const now = startOfTime + 100_000;
  expect(railStatus(active({ pane, presence: { kind: 'lost', at: startOfTime } }), now)).toMatchObject({
    text: 'Reconnecting, 1:40',
    tone: 'wait',
    shape: 'ring',
  });
  expect(railStatus(active({ pane, presence: { kind: 'away', at: startOfTime } }), now).text).toBe(
    'Away, 1:40',
  );
});

test('finding ignores accents and case, and takes digits of a key', () => {
  const state = sessionsReducer(
    noSessions,
    sessionEventsReceived({ sessionId: 's-1', events: sampleLog(2) }),
  );
  const titles = (text: string) =>
    findMatches(text, state, [openKey])
      .filter(({ kind }) => kind !== 'history')
      .map(({ title }) => title);
  expect(titles('')).toEqual(['Maria Lindqvist', '418 207 951']);
  expect(titles('MARÍA lind')).toEqual(['Maria Lindqvist']);
  expect(titles('207 951')).toEqual(['Maria Lindqvist', '418 207 951']);
  expect(titles('nobody')).toEqual([]);
  expect(findMatches(' nobody ', state, [openKey])).toEqual([
    expect.objectContaining({ kind: 'history', id: 'nobody', title: 'Search the history for “nobody”' }),
  ]);
});
