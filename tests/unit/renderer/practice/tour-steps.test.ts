import { describe, expect, test } from 'vitest';
import {
  practiceSession,
  type TourStep,
  tourStep,
  tourWords,
} from '../../../../renderer/practice/tour-steps';
import { reduceAll } from '../../../../shared/session/reduce';
import type { SessionEvent } from '../../../../shared/session/session-event';
import { bodies, eventOf } from '../chat/samples';

const begun = [eventOf(bodies['session-key-used'], 1, 0)];
const events: readonly (readonly [keyof typeof bodies, SessionEvent['by']])[] = [
  ['session-started', 'representative'],
  ['chat-message-sent', 'representative'],
  ['sharing-requested', 'representative'],
  ['sharing-allowed', 'customer'],
  ['source-started', 'customer'],
  ['session-ended', 'representative'],
];

/** The state after the first `count` of the events above. */
function stateAfter(count: number) {
  const log = events
    .slice(0, count)
    .map(([kind, by], index) => eventOf(bodies[kind], index + 2, index + 1, by));
  return reduceAll([...begun, ...log]);
}

describe('the tour', () => {
  test('follows the session from step to step, and waits at each', () => {
    expect(tourStep(undefined, false)).toBe('connecting');
    const steps = events.map((_event, index) => tourStep(stateAfter(index), false));
    expect([...steps, tourStep(stateAfter(events.length), false)]).toEqual([
      'accept',
      'write',
      'ask',
      'allowing',
      'allowing',
      'watch',
      'done',
    ]);
    expect(tourStep(stateAfter(5), true)).toBe('end');
  });

  test('a message of the customer is not one of the representative', () => {
    const log = [
      eventOf(bodies['session-started'], 2, 1, 'representative'),
      eventOf(bodies['chat-message-sent'], 3, 2, 'customer'),
    ];
    expect(tourStep(reduceAll([...begun, ...log]), false)).toBe('write');
  });

  test('declined and stopped lead back to the question', () => {
    const log = [
      eventOf(bodies['session-started'], 2, 1, 'representative'),
      eventOf(bodies['chat-message-sent'], 3, 2, 'representative'),
      eventOf(bodies['sharing-requested'], 4, 3, 'representative'),
      eventOf(bodies['sharing-declined'], 5, 4, 'customer'),
    ];
    expect(tourStep(reduceAll([...begun, ...log]), false)).toBe('ask');
  });

  test('a session that never began ends the tour', () => {
    const declined = eventOf(bodies['session-declined'], 2, 1, 'representative');
    expect(tourStep(reduceAll([...begun, declined]), false)).toBe('not-accepted');
  });

  test('belongs to the session of the simulated phone’s key, and to no other', () => {
    const state = stateAfter(1);
    if (state === undefined) throw new Error('no state');
    const open = (sessionKey: string) => ({ kind: 'open', sessionKey, playsByItself: true }) as const;
    expect(practiceSession(open('418207953'), [{ state }])?.state).toBe(state);
    expect(practiceSession(open('123456782'), [{ state }])).toBeUndefined();
    expect(practiceSession({ kind: 'closed' }, [{ state }])).toBeUndefined();
  });

  test('every step says something short, without an exclamation mark', () => {
    const steps: TourStep[] = ['connecting', 'accept', 'write', 'ask', 'allowing', 'watch', 'end', 'done'];
    for (const step of steps) {
      for (const plays of [true, false]) {
        const { title, text } = tourWords(step, plays);
        expect(title).not.toBe('');
        expect(text.length).toBeLessThan(130);
        expect(title + text).not.toContain('!');
      }
    }
  });
});
