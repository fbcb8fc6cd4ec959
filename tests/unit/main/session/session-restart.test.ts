import { describe, expect, onTestFinished, test } from 'vitest';
import {
  ConsoleWithoutWindows,
  gracePeriodMs,
  kindsOf,
  messagesOf,
  resume,
} from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

function newDesk(): ConsoleWithoutWindows {
  const made = new ConsoleWithoutWindows(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

const kinds = (at: ConsoleWithoutWindows, sessionId: string) =>
  kindsOf(at.store.eventsAfter(sessionId, 0, 1_000));

describe('a site that goes off', () => {
  test('is a lost connection for every customer, who resume over the next one', async () => {
    const desk = newDesk();
    const first = await desk.joinAndStart('phone-0001', { id: 'submission-1' });
    const second = await desk.join('phone-0002', { id: 'submission-2' });
    desk.site.close();
    await settle();
    expect(desk.registry.link).toBeUndefined();
    desk.clock.advance(2_000);
    expect([first.session, second.session].map(({ state }) => state.presence.kind)).toEqual(['lost', 'lost']);

    desk.attachSite();
    await settle();
    const register = desk.site.receivedOf('register')[0];
    expect(register?.sessionIds).toEqual([first.sessionId, second.sessionId]);
    await resume(desk, 'phone-0003', first.sessionId, first.token, 2);
    expect(first.session.state.presence.kind).toBe('connected');
    desk.clock.advance(gracePeriodMs);
    expect(first.session.state.phase).toBe('active');
    expect(second.session.state.phase).toBe('turned-away');
  });

  test('another site takes its place: the old one is left, and what it still says is not heard', async () => {
    const desk = newDesk();
    const { session } = await desk.joinAndStart('phone-0001');
    const old = desk.site;
    desk.attachSite();
    old.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'late' });
    await settle();
    expect(old.link.isOpen).toBe(false);
    expect(session.state.lastSeq).toBe(2);
    expect(session.hasTimers).toBe(true);
  });

  test('availability is told to the site, and to the next one', async () => {
    const desk = newDesk();
    desk.registry.setAvailability('away');
    await settle();
    expect(desk.site.receivedOf('register')[0]?.availability).toBe('available');
    expect(desk.site.receivedOf('set-availability')).toEqual([
      { kind: 'set-availability', availability: 'away' },
    ]);
    expect(desk.published).toContainEqual({ kind: 'availability-changed', availability: 'away' });
    desk.attachSite();
    await settle();
    expect(desk.site.receivedOf('register')[0]?.availability).toBe('away');
  });
});

describe('a console killed and started again', () => {
  test('has its open sessions, and their phones come back', async () => {
    const desk = newDesk();
    const started = await desk.joinAndStart('phone-0001', { id: 'submission-1' });
    const waiting = await desk.join('phone-0002', { id: 'submission-2' });
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    desk.restart();
    await settle();
    const list = desk.registry.list();
    expect(list.map(({ sessionId, state }) => [sessionId, state.phase])).toEqual([
      [started.sessionId, 'active'],
      [waiting.sessionId, 'waiting'],
    ]);
    expect(desk.site.receivedOf('register')[0]?.sessionIds).toEqual([started.sessionId, waiting.sessionId]);

    await resume(desk, 'phone-0003', started.sessionId, started.token, 2);
    expect(messagesOf(desk.site, 'phone-0003', 'events').flatMap(({ events }) => events)).toMatchObject([
      { seq: 3, kind: 'chat-message-sent' },
      { seq: 4, kind: 'console-restarted' },
    ]);
    desk.site.fromPhone('phone-0003', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    expect(messagesOf(desk.site, 'phone-0003', 'command-done')).toHaveLength(1);
    expect(kinds(desk, started.sessionId)).toEqual([
      'session-key-used',
      'session-started',
      'chat-message-sent',
      'console-restarted',
    ]);
    await resume(desk, 'phone-0004', waiting.sessionId, waiting.token, 1);
    expect(messagesOf(desk.site, 'phone-0004', 'queue-position-changed').at(-1)).toMatchObject({
      position: 1,
    });
    expect(desk.clock.pending).toBe(0);
  });

  test('ends those whose phones do not come back', async () => {
    const desk = newDesk();
    const { sessionId } = await desk.joinAndStart('phone-0001');
    desk.restart();
    desk.clock.advance(2_000);
    expect(desk.registry.find(sessionId)?.state.presence.kind).toBe('lost');
    desk.clock.advance(gracePeriodMs);
    expect(desk.registry.find(sessionId)?.state).toMatchObject({
      phase: 'ended',
      reason: 'customer-did-not-return',
    });
    expect(desk.clock.pending).toBe(0);
  });

  test('lists what ended within a day, and no longer', async () => {
    const desk = newDesk();
    const { sessionId, session } = await desk.joinAndStart('phone-0001');
    session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
    const log = desk.store.eventsAfter(sessionId, 0, 99);
    desk.clock.advance(24 * 60 * 60_000);
    desk.restart();
    expect(desk.registry.find(sessionId)?.state.phase).toBe('ended');
    expect(desk.store.eventsAfter(sessionId, 0, 99)).toEqual(log);
    desk.clock.advance(1);
    desk.restart();
    expect(desk.registry.find(sessionId)).toBeUndefined();
    expect(desk.store.eventsAfter(sessionId, 0, 99)).toEqual(log);
  });

  test('a submission whose answer was lost in the crash joins the same session', async () => {
    const desk = newDesk();
    const { sessionId } = await desk.join('phone-0001');
    desk.restart();
    const again = await desk.join('phone-0002');
    expect(again.sessionId).toBe(sessionId);
    expect(again.session.hasTimers).toBe(false);
  });
});
