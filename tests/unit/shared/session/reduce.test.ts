import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventOutOfPlaceError } from '../../../../shared/session/out-of-place';
import { sharingIsAllowed } from '../../../../shared/session/pane';
import { reduce, reduceAll } from '../../../../shared/session/reduce';
import type { EventBody, SessionEvent } from '../../../../shared/session/session-event';
import {
  customerEventSchema,
  forCustomer,
  sessionEventSchema,
} from '../../../../shared/session/session-event';
import type { SessionState } from '../../../../shared/session/session-state';
import { deepFreeze } from '../../../support/deep-freeze';
import {
  canFollow,
  eventKinds,
  eventOf,
  ingredients,
  noSession,
  sessionLogs,
  situationAfter,
} from '../../../support/wire/session-events';

function stateOf(log: readonly SessionEvent[]): SessionState {
  const state = reduceAll(log);
  if (state === undefined) throw new Error('an empty log');
  return state;
}

describe('a log that can be', () => {
  test('the generator reaches every kind of event and every phase', () => {
    const logs = fc.sample(sessionLogs, { numRuns: 600, seed: 7 });
    const kinds = new Set(logs.flat().map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([...eventKinds].sort());
    const phases = new Set(logs.map((log) => stateOf(log).phase));
    expect(phases).toEqual(new Set(['waiting', 'active', 'turned-away', 'ended']));
  });

  test('is reduced the same whole or in two parts', () => {
    fc.assert(
      fc.property(sessionLogs, fc.nat(), (log, cut) => {
        const at = cut % (log.length + 1);
        let state = reduceAll(log.slice(0, at));
        for (const event of log.slice(at)) state = reduce(state, event);
        expect(state).toEqual(reduceAll(log));
      }),
    );
  });

  test('is reduced the same when entries come again', () => {
    fc.assert(
      fc.property(sessionLogs, fc.array(fc.nat(), { maxLength: 20 }), (log, again) => {
        const replayed = [...log];
        for (const place of again) {
          const at = place % log.length;
          const event = log[at];
          // An entry repeated anywhere after its own place has been applied already.
          if (event !== undefined) replayed.splice(replayed.indexOf(event) + 1 + (place % 5), 0, event);
        }
        let state: SessionState | undefined;
        for (const event of replayed) {
          const before: SessionState | undefined = state;
          state = reduce(state, event);
          if (before !== undefined && event.seq <= before.lastSeq) expect(state).toBe(before);
        }
        expect(state).toEqual(reduceAll(log));
      }),
    );
  });

  test('is never changed, nor is any state on the way', () => {
    fc.assert(
      fc.property(sessionLogs, (log) => {
        let state: SessionState | undefined;
        for (const event of log) state = deepFreeze(reduce(state, deepFreeze(event)));
      }),
    );
  });

  test('leads to the phase, count and number the log spells out', () => {
    fc.assert(
      fc.property(sessionLogs, (log) => {
        const state = stateOf(log);
        const situation = log.reduce(situationAfter, noSession);
        expect(state.lastSeq).toBe(log.length);
        expect(state.lastAt).toBe(situation.lastAt);
        expect(state.phase === 'ended' || state.phase === 'turned-away').toBe(
          situation.phase === 'ended' || situation.phase === 'turned-away',
        );
        if (state.phase !== 'active' && state.phase !== 'ended') return;
        const messages = log.filter(({ kind }) => kind === 'chat-message-sent');
        expect(state.chat.count).toBe(messages.length);
        for (const party of ['representative', 'customer'] as const) {
          let seenTo = 0;
          let deliveredTo = 0;
          for (const event of log) {
            if (event.by !== party) continue;
            if (event.kind === 'chat-messages-seen') seenTo = Math.max(seenTo, event.upTo);
            if (event.kind === 'chat-messages-seen' || event.kind === 'chat-messages-delivered') {
              deliveredTo = Math.max(deliveredTo, event.upTo);
            }
          }
          expect(state.chat.seenTo[party]).toBe(seenTo);
          expect(state.chat.deliveredTo[party]).toBe(Math.max(deliveredTo, seenTo));
          const unseen = messages.filter(({ by, seq }) => by !== party && seq > seenTo).map(({ seq }) => seq);
          expect(state.chat.unseenBy[party]).toEqual(unseen);
        }
      }),
    );
  });

  test('gives a ribbon that ends in the pane, without doubles, in order of time', () => {
    fc.assert(
      fc.property(sessionLogs, (log) => {
        const state = stateOf(log);
        if (state.phase !== 'active' && state.phase !== 'ended') return;
        const isFrozen = state.freeze !== null && sharingIsAllowed(state.pane);
        expect(state.ribbon.at(-1)?.kind).toBe(isFrozen ? 'frozen' : state.pane.kind);
        expect(state.ribbon[0]?.at).toBe(state.startedAt);
        for (const [index, mark] of state.ribbon.entries()) {
          const before = state.ribbon[index - 1];
          if (before === undefined) continue;
          expect(mark.kind).not.toBe(before.kind);
          expect(mark.at).toBeGreaterThanOrEqual(before.at);
        }
        expect(sharingIsAllowed(state.pane)).toBe(log.reduce(situationAfter, noSession).sharingAllowed);
      }),
    );
  });

  test('survives JSON and its schemas', () => {
    fc.assert(
      fc.property(sessionLogs, (log) => {
        for (const event of log) {
          expect(sessionEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
          const copy = forCustomer(event);
          expect(customerEventSchema.parse(JSON.parse(JSON.stringify(copy)))).toEqual(copy);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('an event that cannot follow', () => {
  test('is refused by name in every situation, and the state stays as it was', () => {
    fc.assert(
      fc.property(sessionLogs, ingredients, (log, choice) => {
        const situation = log.reduce(situationAfter, noSession);
        const state = deepFreeze(stateOf(log));
        for (const kind of eventKinds) {
          const event = deepFreeze(eventOf(kind, situation, choice));
          if (canFollow(situation, kind)) {
            expect(reduce(state, event).lastSeq).toBe(event.seq);
          } else {
            expect(() => reduce(state, event), kind).toThrow(EventOutOfPlaceError);
          }
        }
        expect(state).toEqual(reduceAll(log));
      }),
    );
  });

  test('says its kind and the phase', () => {
    for (const kind of eventKinds.filter((name) => name !== 'session-key-used')) {
      const event = eventOf(kind, noSession, fc.sample(ingredients, 1)[0] ?? never());
      expect(() => reduce(undefined, event)).toThrow(new EventOutOfPlaceError(kind, 'none'));
    }
    expect(new EventOutOfPlaceError('chat-message-sent', 'ended')).toMatchObject({
      kind: 'chat-message-sent',
      phase: 'ended',
      message: '"chat-message-sent" cannot happen in a session that is ended',
    });
  });

  test('a gap in the numbers is a RangeError, at the beginning too', () => {
    fc.assert(
      fc.property(sessionLogs, fc.integer({ min: 2, max: 1_000 }), (log, ahead) => {
        const state = deepFreeze(stateOf(log));
        const late = { ...(log[0] ?? never()), seq: state.lastSeq + ahead };
        expect(() => reduce(state, late)).toThrow(RangeError);
        expect(() => reduce(undefined, { ...(log[0] ?? never()), seq: ahead })).toThrow(RangeError);
      }),
    );
  });

  test('after the end only what the representative notes, a restart and a refused resume are taken, and the end stands', () => {
    const over: SessionEvent[][] = [
      fc.sample(sessionLogs, { numRuns: 400, seed: 3 }).filter((log) => stateOf(log).phase === 'ended'),
      fc.sample(sessionLogs, { numRuns: 400, seed: 3 }).filter((log) => stateOf(log).phase === 'turned-away'),
    ].flat();
    expect(over.length).toBeGreaterThan(20);
    for (const log of over) {
      const state = stateOf(log);
      const situation = log.reduce(situationAfter, noSession);
      const bodies: EventBody[] = [
        { kind: 'reference-set', reference: 'T-1', note: 'called back' },
        { kind: 'console-restarted' },
        { kind: 'resume-refused' },
        { kind: 'notes-written', text: 'Sent a new parcel.' },
        { kind: 'outcome-set', outcome: 'follow-up' },
      ];
      for (const body of bodies) {
        const envelope = { seq: situation.lastSeq + 1, at: situation.lastAt, commandId: 'after-the-end' };
        const next = reduce(state, { ...envelope, by: 'site', ...body });
        const { reference, note, wrapUp, lastSeq } = next;
        const told = { reference, note, wrapUp, lastSeq };
        if (body.kind === 'notes-written') expect(wrapUp).toEqual({ ...state.wrapUp, notes: body.text });
        if (body.kind === 'outcome-set') expect(wrapUp).toEqual({ ...state.wrapUp, outcome: 'follow-up' });
        expect(next).toEqual({ ...state, ...told });
      }
    }
  });
});

test("the customer's copy withholds what is private and reaches the same phase, chat and pane", () => {
  fc.assert(
    fc.property(sessionLogs, (log) => {
      const copy = log.map(forCustomer);
      expect(JSON.stringify(copy)).not.toMatch(
        /"reference-set"|"reference"|"note"|"notes-written"|"noted |"outcome-set"|"outcome"/,
      );
      expect(copy.map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq));
      const mine = stateOf(log);
      const theirs = reduceAll(copy);
      expect(theirs).toEqual({ ...mine, reference: '', note: '', wrapUp: { notes: '', outcome: null } });
    }),
  );
});

function never(): never {
  throw new Error('there is always one');
}
