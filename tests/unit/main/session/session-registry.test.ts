import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../../shared/limits';
import { everyCapability } from '../../../support/pictures';
import {
  ConsoleWithoutWindows,
  kindsOf,
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

const kinds = (at: ConsoleWithoutWindows, sessionId: string) =>
  kindsOf(at.store.eventsAfter(sessionId, 0, 1_000));

describe('joining', () => {
  test('a phone gets its token, then the log, then its place [J5]', async () => {
    const desk = newDesk();
    const { sessionId, token, session } = await desk.join('phone-0001');
    expect(desk.site.messagesTo('phone-0001')).toEqual([
      { kind: 'session-joined', sessionId, token },
      { kind: 'events', events: desk.store.eventsAfter(sessionId, 0, 10) },
      { kind: 'queue-position-changed', position: 1 },
    ]);
    expect(session.state).toMatchObject({
      phase: 'waiting',
      sessionKey: '418207951',
      siteName: 'Nordlicht Support',
      customer: { name: 'Maja', description: 'The parcel does not show.' },
    });
    expect(desk.site.receivedOf('claim-session')).toEqual([{ kind: 'claim-session', sessionId }]);
    expect(desk.registry.list()).toEqual([{ sessionId, state: session.state }]);
    expect(session.hasTimers).toBe(false);
  });

  test('the console knows the session when it hears of its first event', async () => {
    const desk = newDesk();
    const known: boolean[] = [];
    desk.onPublish = (event) => {
      if (event.kind === 'session-event-appended') {
        known.push(desk.registry.list().some(({ sessionId }) => sessionId === event.sessionId));
      }
    };
    await desk.joinAndStart('phone-0001');
    expect(known).toEqual([true, true]);
  });

  test('the token is kept only as a hash', async () => {
    const desk = newDesk();
    const { token, sessionId } = await desk.join('phone-0001');
    const { current } = desk.store.tokenHashes(sessionId);
    expect(current).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(desk.database.prepare('SELECT * FROM session').all())).not.toContain(token);
    expect(JSON.stringify(desk.published)).not.toContain(token);
  });

  test('the same submission again joins the same session, with a new token [J4]', async () => {
    const desk = newDesk();
    const first = await desk.join('phone-0001');
    const second = await desk.join('phone-0002');
    expect(second.sessionId).toBe(first.sessionId);
    expect(second.token).not.toBe(first.token);
    expect(desk.registry.list()).toHaveLength(1);
    expect(seqsTo(desk.site, 'phone-0002')).toEqual([1]);
    expect(desk.site.receivedOf('disconnect-customer')).toEqual([
      { kind: 'disconnect-customer', connectionId: 'phone-0001' },
    ]);
  });

  test('the same submission after the loss was noticed brings the customer back', async () => {
    const desk = newDesk();
    const { session, sessionId } = await desk.join('phone-0001');
    desk.site.disconnected('phone-0001');
    await settle();
    desk.clock.advance(2_000);
    expect(session.state.presence.kind).toBe('lost');
    await desk.join('phone-0002');
    expect(session.state.presence.kind).toBe('connected');
    expect(seqsTo(desk.site, 'phone-0002')).toEqual([1, 2, 3]);
    expect(kinds(desk, sessionId)).toEqual([
      'session-key-used',
      'customer-connection-lost',
      'customer-reconnected',
    ]);
    expect(session.hasTimers).toBe(false);
  });

  test('what a phone says of itself is tidied', async () => {
    const desk = newDesk();
    const { session } = await desk.join('phone-0001', {
      device: { model: ' Pixel\u202e 8 ', operatingSystem: '\u0000', browser: 'Chrome', language: 'sv' },
    });
    expect(session.state.device).toEqual({
      model: 'Pixel 8',
      operatingSystem: '',
      browser: 'Chrome',
      language: 'sv',
    });
  });
});

describe('what the representative noted for a key', () => {
  test('reaches the session and never the phone', async () => {
    const desk = newDesk();
    const wanted = desk.keys.generate(desk.site.link, {
      lifetimeMs: 60_000,
      reference: 'TICKET-4711',
      note: 'Owes us a callback',
    });
    await settle();
    const asked = desk.site.receivedOf('generate-session-key')[0];
    desk.site.send({
      kind: 'session-key-generated',
      id: asked?.id ?? '',
      sessionKey: '000005724',
      generatedAt: 1,
      expiresAt: desk.clock.now() + 60_000,
    });
    await wanted;
    const { session, sessionId, token } = await desk.joinAndStart('phone-0001', {
      sessionKey: '000 005 724',
    });
    expect(session.state).toMatchObject({ reference: 'TICKET-4711', note: 'Owes us a callback' });
    expect(desk.keys.list()).toEqual([]);

    session.record('representative', {
      kind: 'reference-set',
      reference: 'TICKET-4712',
      note: 'secret note',
    });
    desk.site.disconnected('phone-0001');
    desk.site.resume('phone-0002', sessionId, token, 0);
    await settle();
    expect(seqsTo(desk.site, 'phone-0002')).toEqual([1, 2, 3, 4]);
    expect(
      messagesOf(desk.site, 'phone-0002', 'events').flatMap(({ events }) => kindsOfCopy(events)),
    ).toEqual(['session-key-used', 'event-withheld', 'session-started', 'event-withheld']);
    const sent = desk.site.textsTo().join('\n');
    for (const secret of ['TICKET', 'callback', 'secret note', 'reference', '"note"']) {
      expect(sent).not.toContain(secret);
    }
  });

  test('a key of which nothing was noted makes no entry', async () => {
    const desk = newDesk();
    const { sessionId } = await desk.join('phone-0001');
    expect(kinds(desk, sessionId)).toEqual(['session-key-used']);
  });
});

function kindsOfCopy(events: ReadonlyArray<{ readonly kind: string }>): string[] {
  return events.map(({ kind }) => kind);
}

describe('commands of a phone', () => {
  test('are answered, then their event comes [S3]', async () => {
    const desk = newDesk();
    await desk.joinAndStart('phone-0001');
    desk.site.clear();
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text: 'hello' });
    await settle();
    expect(desk.site.messagesTo('phone-0001')).toMatchObject([
      { kind: 'command-done', id: 'command-1' },
      { kind: 'events', events: [{ seq: 3, by: 'customer', commandId: 'command-1', text: 'hello' }] },
    ]);
  });

  test('repeated, they are answered again and make no second event', async () => {
    const desk = newDesk();
    const { sessionId } = await desk.joinAndStart('phone-0001');
    for (const text of ['hello', 'hello', 'changed']) {
      desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-1', text });
    }
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'command-done')).toHaveLength(3);
    expect(kinds(desk, sessionId)).toEqual(['session-key-used', 'session-started', 'chat-message-sent']);
    expect(desk.published.filter(({ kind }) => kind === 'session-event-appended')).toHaveLength(3);
  });

  test('that change nothing are answered and make no event [S4]', async () => {
    const desk = newDesk();
    const { session } = await desk.joinAndStart('phone-0001');
    desk.site.fromPhone('phone-0001', { kind: 'open-tab', id: 'command-1', tab: 'chat' });
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'command-done')).toEqual([
      { kind: 'command-done', id: 'command-1' },
    ]);
    expect(session.state.lastSeq).toBe(2);
  });

  test('wrong in any way, they are refused by name and the session goes on [R2] [R3]', async () => {
    const desk = newDesk();
    const { session } = await desk.joinAndStart('phone-0001');
    const before = session.state;
    desk.site.clear();
    desk.site.textFromPhone('phone-0001', 'not json');
    desk.site.textFromPhone('phone-0001', '[]');
    desk.site.textFromPhone('phone-0001', '{"kind":"dance","id":"command-1"}');
    desk.site.textFromPhone('phone-0001', '{"kind":"send-chat-message","id":"command-2","text":""}');
    desk.site.textFromPhone('phone-0001', `"${'x'.repeat(limits.messageBytes)}"`);
    desk.site.fromPhone('phone-0001', {
      kind: 'start-source',
      id: 'command-3',
      source: 'camera',
      facing: 'rear',
      method: 'camera',
      capabilities: everyCapability,
    });
    // What a site answers itself has no business here.
    desk.site.fromPhone('phone-0001', submissionOf());
    desk.site.fromPhone('phone-0001', { kind: 'ping' });
    await settle();
    const refusals = messagesOf(desk.site, 'phone-0001', 'refusal');
    expect(refusals.map(({ code, commandId }) => [code, commandId])).toEqual([
      ['not-json', undefined],
      ['invalid-message', undefined],
      ['unknown-kind', 'command-1'],
      ['invalid-message', 'command-2'],
      ['message-too-large', undefined],
      ['not-allowed', 'command-3'],
      ['unknown-kind', submissionOf().id],
      ['unknown-kind', undefined],
    ]);
    expect(session.state).toBe(before);
    desk.site.fromPhone('phone-0001', { kind: 'send-chat-message', id: 'command-4', text: 'still here' });
    await settle();
    expect(session.state.lastSeq).toBe(3);
  });

  test('of a connection that is in no session, nothing comes of it', async () => {
    const desk = newDesk();
    const { session } = await desk.joinAndStart('phone-0001');
    desk.site.fromPhone('phone-0009', { kind: 'end-session', id: 'command-1' });
    desk.site.disconnected('phone-0009');
    await settle();
    expect(session.state.phase).toBe('active');
    expect(desk.clock.pending).toBe(0);
  });

  test('typing and signals pass on while the session is active, and stand in no log [S10] [V4]', async () => {
    const desk = newDesk();
    const { session, sessionId } = await desk.join('phone-0001');
    const send = async () => {
      desk.published.length = 0;
      desk.site.fromPhone('phone-0001', { kind: 'report-typing' });
      desk.site.fromPhone('phone-0001', { kind: 'signal', peerId: 'peer-0001', data: '{"sdp":"v=0"}' });
      await settle();
      return desk.published.filter(({ kind }) => kind !== 'session-event-appended');
    };
    expect(await send()).toEqual([]);
    session.record('representative', {
      kind: 'session-started',
      representative: { name: 'Astrid' },
      waitedMs: 0,
    });
    expect(await send()).toEqual([
      { kind: 'customer-typing', sessionId },
      { kind: 'signal-received', sessionId, peerId: 'peer-0001', data: '{"sdp":"v=0"}' },
    ]);
    expect(session.state.lastSeq).toBe(2);
  });
});
