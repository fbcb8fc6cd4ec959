import { describe, expect, onTestFinished, test } from 'vitest';
import { settle } from '../../../support/scripted-site';
import { gracePeriodMs, kindsOf, messagesOf, resume, SessionHouse } from '../../../support/session-house';
import { temporaryFolder } from '../../../support/temporary-folder';

function house(): SessionHouse {
  const made = new SessionHouse(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

const kinds = (at: SessionHouse, sessionId: string) => kindsOf(at.store.eventsAfter(sessionId, 0, 1_000));

describe('a site that goes off', () => {
  test('is a lost connection for every customer, who resume over the next one', async () => {
    const home = house();
    const first = await home.joinAndStart('phone-0001', { id: 'submission-1' });
    const second = await home.join('phone-0002', { id: 'submission-2' });
    home.site.close();
    await settle();
    expect(home.registry.link).toBeUndefined();
    home.clock.advance(2_000);
    expect([first.session, second.session].map(({ state }) => state.presence.kind)).toEqual(['lost', 'lost']);

    home.attachSite();
    await settle();
    const register = home.site.receivedOf('register')[0];
    expect(register?.sessionIds).toEqual([first.sessionId, second.sessionId]);
    await resume(home, 'phone-0003', first.sessionId, first.token, 2);
    expect(first.session.state.presence.kind).toBe('connected');
    home.clock.advance(gracePeriodMs);
    expect(first.session.state.phase).toBe('active');
    expect(second.session.state.phase).toBe('turned-away');
  });

  test('another site takes its place: the old one is left, and what it still says is not heard', async () => {
    const home = house();
    const { session } = await home.joinAndStart('phone-0001');
    const old = home.site;
    home.attachSite();
    old.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'late' });
    await settle();
    expect(old.link.isOpen).toBe(false);
    expect(session.state.lastSeq).toBe(2);
    expect(session.hasTimers).toBe(true);
  });

  test('availability is told to the site, and to the next one', async () => {
    const home = house();
    home.registry.setAvailability('away');
    await settle();
    expect(home.site.receivedOf('register')[0]?.availability).toBe('available');
    expect(home.site.receivedOf('set-availability')).toEqual([
      { kind: 'set-availability', availability: 'away' },
    ]);
    expect(home.published).toContainEqual({ kind: 'availability-changed', availability: 'away' });
    home.attachSite();
    await settle();
    expect(home.site.receivedOf('register')[0]?.availability).toBe('away');
  });
});

describe('a console killed and started again', () => {
  test('has its open sessions, and their phones come back', async () => {
    const home = house();
    const started = await home.joinAndStart('phone-0001', { id: 'submission-1' });
    const waiting = await home.join('phone-0002', { id: 'submission-2' });
    home.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    home.restart();
    await settle();
    const list = home.registry.list();
    expect(list.map(({ sessionId, state }) => [sessionId, state.phase])).toEqual([
      [started.sessionId, 'active'],
      [waiting.sessionId, 'waiting'],
    ]);
    expect(home.site.receivedOf('register')[0]?.sessionIds).toEqual([started.sessionId, waiting.sessionId]);

    await resume(home, 'phone-0003', started.sessionId, started.token, 2);
    expect(messagesOf(home.site, 'phone-0003', 'events').flatMap(({ events }) => events)).toMatchObject([
      { seq: 3, kind: 'chat-message-sent' },
      { seq: 4, kind: 'console-restarted' },
    ]);
    home.site.fromPhone('phone-0003', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    expect(messagesOf(home.site, 'phone-0003', 'command-done')).toHaveLength(1);
    expect(kinds(home, started.sessionId)).toEqual([
      'session-key-used',
      'session-started',
      'chat-message-sent',
      'console-restarted',
    ]);
    await resume(home, 'phone-0004', waiting.sessionId, waiting.token, 1);
    expect(messagesOf(home.site, 'phone-0004', 'queue-position-changed').at(-1)).toMatchObject({
      position: 1,
    });
    expect(home.clock.pending).toBe(0);
  });

  test('ends those whose phones do not come back', async () => {
    const home = house();
    const { sessionId } = await home.joinAndStart('phone-0001');
    home.restart();
    home.clock.advance(2_000);
    expect(home.registry.find(sessionId)?.state.presence.kind).toBe('lost');
    home.clock.advance(gracePeriodMs);
    expect(home.registry.find(sessionId)?.state).toMatchObject({
      phase: 'ended',
      reason: 'customer-did-not-return',
    });
    expect(home.clock.pending).toBe(0);
  });

  test('lists what ended within a day, and no longer', async () => {
    const home = house();
    const { sessionId, session } = await home.joinAndStart('phone-0001');
    session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
    const log = home.store.eventsAfter(sessionId, 0, 99);
    home.clock.advance(24 * 60 * 60_000);
    home.restart();
    expect(home.registry.find(sessionId)?.state.phase).toBe('ended');
    expect(home.store.eventsAfter(sessionId, 0, 99)).toEqual(log);
    home.clock.advance(1);
    home.restart();
    expect(home.registry.find(sessionId)).toBeUndefined();
    expect(home.store.eventsAfter(sessionId, 0, 99)).toEqual(log);
  });

  test('a submission whose answer was lost in the crash joins the same session', async () => {
    const home = house();
    const { sessionId } = await home.join('phone-0001');
    home.restart();
    const again = await home.join('phone-0002');
    expect(again.sessionId).toBe(sessionId);
    expect(again.session.hasTimers).toBe(false);
  });
});
