import Database from 'libsql';
import { describe, expect, onTestFinished, test } from 'vitest';
import { forCustomer } from '../../../../shared/session/session-event';
import {
  ConsoleWithoutWindows,
  gracePeriodMs,
  messagesOf,
  seqsTo,
} from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';
import { submissionOf } from '../../../support/wire/customer-messages';

function newDesk(): ConsoleWithoutWindows {
  const made = new ConsoleWithoutWindows(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

describe('the end', () => {
  test('by the customer: answered, told, let go, without a timer left [S9]', async () => {
    const desk = newDesk();
    const { session } = await desk.joinAndStart('phone-0001');
    desk.site.clear();
    desk.site.fromPhone('phone-0001', { kind: 'end-session', id: 'command-1' });
    await settle();
    expect(desk.site.received.map(({ kind }) => kind)).toEqual(['relay', 'relay', 'detach-customer']);
    expect(desk.site.messagesTo('phone-0001')).toMatchObject([
      { kind: 'command-done', id: 'command-1' },
      { kind: 'events', events: [{ kind: 'session-ended', reason: 'customer-ended' }] },
    ]);
    expect(session.hasTimers).toBe(false);
    expect(session.phone.connectionId).toBeUndefined();
    desk.site.disconnected('phone-0001');
    await settle();
    expect(session.hasTimers).toBe(false);
    expect(desk.clock.pending).toBe(0);
  });

  test.each([
    ['ended', { kind: 'session-ended', reason: 'representative-ended' } as const],
    ['declined', { kind: 'session-declined', reason: 'Closed today' } as const],
  ])('by the representative: %s', async (name, body) => {
    const desk = newDesk();
    const { session } = await (name === 'declined'
      ? desk.join('phone-0001')
      : desk.joinAndStart('phone-0001'));
    desk.site.clear();
    session.record('representative', body);
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'events')).toMatchObject([{ events: [body] }]);
    expect(desk.site.receivedOf('detach-customer')).toEqual([
      { kind: 'detach-customer', connectionId: 'phone-0001' },
    ]);
    expect(session.hasTimers).toBe(false);
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'late' });
    await settle();
    expect(session.state.lastSeq).toBe(desk.store.eventsAfter(session.sessionId, 0, 99).length);
    expect(session.record('representative', { kind: 'sharing-requested' })).toMatchObject({
      kind: 'out-of-place',
    });
  });

  test('a phone that was away then learns of it when it resumes, and is let go [S6]', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
    desk.site.disconnected('phone-0001');
    await settle();
    session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
    expect(session.hasTimers).toBe(false);
    desk.site.resume('phone-0002', sessionId, token, 2);
    await settle();
    expect(seqsTo(desk.site, 'phone-0002')).toEqual([3]);
    expect(desk.site.receivedOf('detach-customer')).toEqual([
      { kind: 'detach-customer', connectionId: 'phone-0002' },
    ]);
    expect(session.phone.connectionId).toBeUndefined();
    expect(desk.clock.pending).toBe(0);
  });
});

describe('publishing', () => {
  test('follows only when another program can read the entry from the disk', async () => {
    const desk = newDesk();
    const reader = new Database(desk.path);
    const read = reader.prepare('SELECT body FROM event WHERE session_id = ? AND seq = ?');
    const onDisk: boolean[] = [];
    desk.onPublish = (event) => {
      if (event.kind !== 'session-event-appended') return;
      const row: unknown = read.get(event.sessionId, event.event.seq);
      onDisk.push(JSON.stringify(row ?? '').includes(event.event.kind));
      expect(desk.store.eventsAfter(event.sessionId, event.event.seq - 1, 1)).toEqual([event.event]);
    };
    await desk.joinAndStart('phone-0001');
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    expect(onDisk).toEqual([true, true, true]);
    reader.close();
  });

  test('and what the phone is sent is what was published, for the customer', async () => {
    const desk = newDesk();
    const { sessionId } = await desk.joinAndStart('phone-0001');
    desk.site.fromPhone('phone-0001', { kind: 'allow-sharing', id: 'command-1' });
    await settle();
    const published = desk.published.flatMap((event) =>
      event.kind === 'session-event-appended' && event.sessionId === sessionId
        ? [forCustomer(event.event)]
        : [],
    );
    expect(messagesOf(desk.site, 'phone-0001', 'events').flatMap(({ events }) => events)).toEqual(published);
  });
});

describe('a disk that refuses', () => {
  test('a command is refused, not lost: sent again it works', async () => {
    const desk = newDesk();
    const { session } = await desk.joinAndStart('phone-0001');
    desk.refuseWrites(true);
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'refusal')).toMatchObject([
      { code: 'could-not-save', commandId: 'command-1', retryAfterMs: 2_000 },
    ]);
    expect(session.state.lastSeq).toBe(2);
    desk.refuseWrites(false);
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    expect(session.state.lastSeq).toBe(3);
  });

  test('a log that cannot even be read is a refusal too', async () => {
    const desk = newDesk();
    await desk.joinAndStart('phone-0001');
    desk.database.exec('ALTER TABLE event RENAME TO event_gone');
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'refusal')).toMatchObject([
      { code: 'could-not-save', commandId: 'command-1' },
    ]);
  });

  test('joining is refused and leaves no session; the same submission works later [J4]', async () => {
    const desk = newDesk();
    desk.refuseWrites(true);
    desk.site.join('phone-0001', submissionOf());
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'refusal')).toMatchObject([
      { code: 'could-not-save', commandId: 'submission-0001' },
    ]);
    expect(desk.site.receivedOf('detach-customer')).toHaveLength(1);
    expect(desk.registry.list()).toEqual([]);
    expect(desk.published).toEqual([]);
    desk.refuseWrites(false);
    await desk.join('phone-0001');
    expect(desk.registry.list()).toHaveLength(1);
  });

  test('resuming is refused, the token stays good and the session waits on [S11]', async () => {
    const desk = newDesk();
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
    desk.site.disconnected('phone-0001');
    await settle();
    desk.refuseWrites(true);
    desk.site.resume('phone-0002', sessionId, token, 2);
    await settle();
    expect(messagesOf(desk.site, 'phone-0002', 'refusal')).toMatchObject([{ code: 'could-not-save' }]);
    expect(session.phone.connectionId).toBeUndefined();
    expect(session.hasTimers).toBe(true);
    desk.refuseWrites(false);
    desk.site.resume('phone-0003', sessionId, token, 2);
    await settle();
    expect(messagesOf(desk.site, 'phone-0003', 'session-resumed')).toHaveLength(1);
    desk.clock.advance(gracePeriodMs * 2);
    expect(session.state.phase).toBe('active');
  });

  test('a joined session whose token could not be saved waits for its phone', async () => {
    const desk = newDesk();
    desk.database.exec(
      "CREATE TRIGGER refuse BEFORE UPDATE OF token_hash ON session BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    desk.site.join('phone-0001', submissionOf());
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'refusal')).toMatchObject([{ code: 'could-not-save' }]);
    const [summary] = desk.registry.list();
    expect(desk.registry.find(summary?.sessionId ?? '')?.hasTimers).toBe(true);
    desk.database.exec('DROP TRIGGER refuse');
    const { session } = await desk.join('phone-0001');
    expect(session.sessionId).toBe(summary?.sessionId);
    expect(session.hasTimers).toBe(false);
  });
});
