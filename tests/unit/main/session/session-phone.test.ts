import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../../shared/limits';
import type { CustomerEvent } from '../../../../shared/session/session-event';
import { newIdentifier } from '../../../../site/identifiers';
import {
  ConsoleWithoutWindows,
  gracePeriodMs,
  kindsOf,
  messagesOf,
  resume,
  seqsTo,
} from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

function newDesk(): ConsoleWithoutWindows {
  const made = new ConsoleWithoutWindows(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

/** A page that comes back is known by its instance, and need not wait. */
const samePage = { instance: 'page-00001' };

const kinds = (at: ConsoleWithoutWindows, sessionId: string) =>
  kindsOf(at.store.eventsAfter(sessionId, 0, 1_000));

async function lose(desk: ConsoleWithoutWindows, connectionId: string): Promise<void> {
  desk.site.disconnected(connectionId);
  await settle();
}

describe('resuming', () => {
  test('gives a new token and just the entries missed [S6]', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
    await lose(desk, 'phone-0001');
    session.record('representative', { kind: 'chat-message-sent', text: 'while you were away' });
    const next = await resume(desk, 'phone-0002', sessionId, token, 2);
    expect(next).toBeDefined();
    expect(next).not.toBe(token);
    expect(desk.site.messagesTo('phone-0002').map(({ kind }) => kind)).toEqual([
      'session-resumed',
      'ice-servers',
      'events',
    ]);
    expect(seqsTo(desk.site, 'phone-0002')).toEqual([3]);
    desk.site.fromPhone('phone-0002', { kind: 'send-chat-message', id: 'command-1', text: 'back' });
    await settle();
    expect(session.state.lastSeq).toBe(4);
  });

  test('with a wrong token, of another session or of none, it is refused and let go', async () => {
    const desk = newDesk();
    const mine = await desk.joinAndStart('phone-0001', { id: 'submission-1' });
    const other = await desk.joinAndStart('phone-0002', { id: 'submission-2' });
    const attempts: ReadonlyArray<readonly [string, string]> = [
      [mine.sessionId, newIdentifier()],
      [mine.sessionId, other.token],
      [newIdentifier(), mine.token],
      ['__proto__', mine.token],
    ];
    for (const [index, [sessionId, token]] of attempts.entries()) {
      const connectionId = `phone-attempt-${index}`;
      expect(await resume(desk, connectionId, sessionId, token)).toBeUndefined();
      expect(desk.site.messagesTo(connectionId)).toMatchObject([{ kind: 'refusal', code: 'resume-refused' }]);
      expect(desk.site.received.at(-1)).toEqual({ kind: 'detach-customer', connectionId });
    }
    expect(mine.session.phone.connectionId).toBe('phone-0001');
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'mine' });
    await settle();
    expect(mine.session.state.lastSeq).toBe(3);
  });

  test('the token used stays good until the new one is, then it is not [S7]', async () => {
    const desk = newDesk();
    const { sessionId, token: first } = await desk.joinAndStart('phone-0001', samePage);
    const second = (await resume(desk, 'phone-0002', sessionId, first, 0, samePage.instance)) ?? '';
    // The answer with the second token was lost: the first still lets the phone in.
    const third = (await resume(desk, 'phone-0003', sessionId, first, 0, samePage.instance)) ?? '';
    expect(third).not.toBe('');
    // The lost one is worth nothing, as nobody holds it.
    expect(await resume(desk, 'phone-0004', sessionId, second, 0, samePage.instance)).toBeUndefined();
    const fourth = (await resume(desk, 'phone-0005', sessionId, third, 0, samePage.instance)) ?? '';
    expect(fourth).not.toBe('');
    expect(await resume(desk, 'phone-0006', sessionId, first, 0, samePage.instance)).toBeUndefined();
    expect(await resume(desk, 'phone-0007', sessionId, third, 0, samePage.instance)).toBeDefined();
  });

  test('closes the earlier connection, whose late end is no loss [S7]', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001', samePage);
    await resume(desk, 'phone-0002', sessionId, token, 0, samePage.instance);
    expect(desk.site.receivedOf('disconnect-customer')).toEqual([
      { kind: 'disconnect-customer', connectionId: 'phone-0001' },
    ]);
    desk.site.fromPhone('phone-0001', {
      kind: 'send-chat-message',
      id: 'command-1',
      text: 'from the old one',
    });
    await lose(desk, 'phone-0001');
    desk.clock.advance(gracePeriodMs * 2);
    expect(session.state.presence.kind).toBe('connected');
    expect(session.state.lastSeq).toBe(2);
    expect(session.phone.connectionId).toBe('phone-0002');
  });

  test('a long log comes in messages no phone or proxy refuses, in order', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
    await lose(desk, 'phone-0001');
    for (let count = 0; count < 130; count += 1) {
      session.record('representative', { kind: 'chat-message-sent', text: `${'漢'.repeat(900)} ${count}` });
    }
    await resume(desk, 'phone-0002', sessionId, token);
    const batches: CustomerEvent[][] = messagesOf(desk.site, 'phone-0002', 'events').map(
      ({ events }) => events,
    );
    expect(batches.flat().map(({ seq }) => seq)).toEqual(
      Array.from({ length: 132 }, (_, index) => index + 1),
    );
    for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(limits.eventsPerMessage);
    expect(Math.max(...desk.site.textsTo('phone-0002').map((text) => text.length))).toBeLessThan(
      limits.messageBytes,
    );
  });
});

describe('a lost connection', () => {
  test('is noticed after two seconds, and said', async () => {
    const desk = newDesk();
    const { session, sessionId } = await desk.joinAndStart('phone-0001');
    await lose(desk, 'phone-0001');
    desk.clock.advance(1_999);
    expect(session.state.presence.kind).toBe('connected');
    desk.clock.advance(1);
    expect(session.state.presence).toEqual({ kind: 'lost', at: desk.clock.now() });
    expect(kinds(desk, sessionId)).toEqual([
      'session-key-used',
      'session-started',
      'customer-connection-lost',
    ]);
  });

  test('a quick reload is not worth an entry', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
    await lose(desk, 'phone-0001');
    desk.clock.advance(1_999);
    await resume(desk, 'phone-0002', sessionId, token, 2);
    desk.clock.advance(gracePeriodMs * 2);
    expect(kinds(desk, sessionId)).toEqual(['session-key-used', 'session-started']);
    expect(session.hasTimers).toBe(false);
    expect(desk.clock.pending).toBe(0);
  });

  test('coming back is said, and the grace period begins anew at the next loss', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
    await lose(desk, 'phone-0001');
    desk.clock.advance(2_000 + gracePeriodMs - 1);
    const next = await resume(desk, 'phone-0002', sessionId, token, 3);
    expect(session.state.presence.kind).toBe('connected');
    expect(seqsTo(desk.site, 'phone-0002')).toEqual([4]);
    await lose(desk, 'phone-0002');
    desk.clock.advance(2_000 + gracePeriodMs - 1);
    expect(session.state.phase).toBe('active');
    await resume(desk, 'phone-0003', sessionId, next ?? '', 5);
    expect(kinds(desk, sessionId).slice(2)).toEqual([
      'customer-connection-lost',
      'customer-reconnected',
      'customer-connection-lost',
      'customer-reconnected',
    ]);
  });

  test('after the grace period the session ends with that reason, and says so to who comes later [S8]', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
    await lose(desk, 'phone-0001');
    desk.clock.advance(2_000 + gracePeriodMs - 1);
    expect(session.state.phase).toBe('active');
    desk.clock.advance(1);
    expect(session.state).toMatchObject({ phase: 'ended', reason: 'customer-did-not-return' });
    expect(session.hasTimers).toBe(false);
    expect(desk.clock.pending).toBe(0);
    await resume(desk, 'phone-0002', sessionId, token, 3);
    const told = messagesOf(desk.site, 'phone-0002', 'events').flatMap(({ events }) => events);
    expect(told).toMatchObject([{ seq: 4, kind: 'session-ended', reason: 'customer-did-not-return' }]);
  });

  test('a customer who waits and does not return is turned away', async () => {
    const desk = newDesk();
    const { session } = await desk.join('phone-0001');
    await lose(desk, 'phone-0001');
    desk.clock.advance(2_000 + gracePeriodMs);
    expect(session.state).toMatchObject({
      phase: 'turned-away',
      outcome: { kind: 'ended', reason: 'customer-did-not-return' },
    });
  });

  test('a suspended page is away, not lost, and comes back without an entry for it', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
    desk.site.fromPhone('phone-0001', { kind: 'report-visibility', id: 'command-1', visible: false });
    await lose(desk, 'phone-0001');
    desk.clock.advance(60_000);
    expect(session.state.presence.kind).toBe('away');
    await resume(desk, 'phone-0002', sessionId, token, 3);
    desk.site.fromPhone('phone-0002', { kind: 'report-visibility', id: 'command-2', visible: true });
    await settle();
    expect(session.state.presence.kind).toBe('connected');
    expect(kinds(desk, sessionId).slice(2)).toEqual(['customer-went-away', 'customer-returned']);
    expect(session.hasTimers).toBe(false);
  });
});
