import { describe, expect, test } from 'vitest';
import { limits, silenceLimitMs, unjoinedMs } from '../../../shared/limits';
import {
  connectConsole,
  connectPhone,
  openWebSocket,
  startSite,
  submission,
  TestPhone,
} from './support/test-site';

describe.each(['websocket', 'event-stream'] as const)('a phone on %s', (transport) => {
  describe('refusals', () => {
    test('before a session, everything but joining and the heartbeat is refused [R1]', async () => {
      const { base } = await startSite();
      const phone = connectPhone(base, transport);
      phone.send({ kind: 'send-chat-message', id: 'message-1', text: 'Hello' });
      expect(await phone.next('refusal')).toMatchObject({
        code: 'not-in-session',
        commandId: 'message-1',
      });
      phone.send({ kind: 'report-typing' });
      const { commandId, ...refusal } = await phone.next('refusal');
      expect(refusal).toMatchObject({ code: 'not-in-session' });
      expect(commandId).toBeUndefined();
    });

    test('in a session, joining or resuming again is refused and the session goes on [R2]', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site, { sessionIds: ['session-1'] });
      const phone = connectPhone(base, transport);
      phone.submit(await console.generateKey());
      await console.next('customer-joined');
      const id = phone.submit(await console.generateKey());
      expect(await phone.next('refusal')).toMatchObject({ code: 'already-in-session', commandId: id });
      phone.send({
        kind: 'resume-session',
        version: 1,
        sessionId: 'session-1',
        token: 'token-0001',
        lastSeq: 0,
      });
      expect(await phone.next('refusal')).toMatchObject({ code: 'already-in-session' });
      phone.send({ kind: 'report-typing' });
      await console.next('customer-message');
    });

    test.each([
      ['not JSON', 'hello', 'not-json'],
      ['an empty text in quotes', '""', 'invalid-message'],
      ['no kind', '{}', 'invalid-message'],
      [
        'over the limit',
        JSON.stringify({ kind: 'ping', padding: 'x'.repeat(limits.messageBytes) }),
        'message-too-large',
      ],
      [
        'far over the limit',
        JSON.stringify({ kind: 'ping', padding: 'x'.repeat(limits.messageBytes * 15) }),
        'message-too-large',
      ],
    ])(
      '%s: a named refusal, in a session or not, and the connection stays [R1] [R2]',
      async (_name, text, code) => {
        const { site, base } = await startSite();
        const console = await connectConsole(site);
        const phone = connectPhone(base, transport);
        phone.connection.send(text);
        expect(await phone.next('refusal')).toMatchObject({ code });
        phone.submit(await console.generateKey());
        await console.next('customer-joined');
        phone.connection.send(text);
        expect(await phone.next('refusal')).toMatchObject({ code });
        await phone.settled();
        expect(console.all.filter(({ kind }) => kind === 'customer-message')).toEqual([]);
      },
    );

    test.each([
      ['of a newer version', '{"kind":"open-the-door","id":"message-1"}'],
      ['with a field missing', '{"kind":"send-chat-message","id":"message-1"}'],
      [
        'with fields in any order and any white space',
        '{ "id" : "message-1" ,"more":[1.0], "kind":"mark-seen"}',
      ],
    ])('a message %s is the console’s to judge, which gets it as it was sent [R3]', async (_name, text) => {
      const { site, base } = await startSite();
      const console = await connectConsole(site);
      const phone = connectPhone(base, transport);
      phone.connection.send(text);
      expect(await phone.next('refusal')).toMatchObject({ code: 'not-in-session', commandId: 'message-1' });
      phone.submit(await console.generateKey());
      const { connectionId } = await console.next('customer-joined');
      phone.connection.send(text);
      expect(await console.next('customer-message')).toEqual({
        kind: 'customer-message',
        connectionId,
        text,
      });
      await phone.settled();
      expect(phone.all.filter(({ kind }) => kind === 'refusal')).toHaveLength(1);
    });

    test('another version is told so, even where its message does not fit this one [J9]', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site, { sessionIds: ['session-1'] });
      const sessionKey = await console.generateKey();
      const phone = connectPhone(base, transport);
      const id = phone.submit(sessionKey, { version: 2 });
      expect(await phone.next('refusal')).toMatchObject({ code: 'wrong-version', commandId: id });
      phone.send({ kind: 'submit-session-key', version: 7, id: 'submission-v7', key: [sessionKey] });
      expect(await phone.next('refusal')).toMatchObject({
        code: 'wrong-version',
        commandId: 'submission-v7',
      });
      phone.send({ kind: 'resume-session', version: 2, sessionId: 'session-1', token: 't', lastSeq: 0 });
      expect(await phone.next('refusal')).toMatchObject({ code: 'wrong-version' });
      phone.submit(sessionKey);
      await console.next('customer-joined');
    });

    test('too many messages are dropped and said so once a second; a flood closes the connection [L2]', async () => {
      const { base, clock } = await startSite();
      const phone = connectPhone(base, transport);
      await phone.next('welcome');
      const send = (count: number) => {
        for (let sent = 0; sent < count; sent += 1) phone.send({ kind: 'pong' });
      };
      send(limits.messagesPerTenSeconds - 1);
      await phone.settled();
      phone.send({ kind: 'ping' });
      expect(await phone.next('refusal')).toMatchObject({
        code: 'too-many-messages',
        retryAfterMs: 10_000,
      });
      send(20);
      for (let second = 0; second < 10; second += 1) {
        clock.advance(1_000);
        // Silence would close the connection before the ten seconds are over.
        phone.send({ kind: 'pong' });
        await phone.next(second < 9 ? 'refusal' : 'ping');
      }
      await phone.settled();
      send(limits.messagesPerTenSeconds * 2);
      expect(await phone.whenClosed).toBe('too-many-messages');
      expect(phone.all.filter(({ kind }) => kind === 'refusal').length).toBeLessThan(15);
    });
  });

  describe('limits', () => {
    test('an address whose places all belong to sessions is told that the site is full [C13]', async () => {
      const { base, site } = await startSite();
      const console = await connectConsole(site);
      const phones: TestPhone[] = [];
      for (let count = 0; count < limits.connectionsPerAddress; count += 1) {
        const phone = connectPhone(base, transport);
        phone.submit(await console.generateKey());
        await console.next('customer-joined');
        phones.push(phone);
      }
      const refused = connectPhone(base, transport);
      expect(await refused.next('refusal')).toMatchObject({ code: 'site-full' });
      expect(await refused.whenClosed).toBe('site-full');
      phones[0]?.connection.close('done');
      await console.next('customer-disconnected');
      await connectPhone(base, transport).next('welcome');
    });

    test('who only holds connections keeps nobody out: the oldest without a session gives way [C13]', async () => {
      const { base, site } = await startSite();
      const console = await connectConsole(site);
      const joined = connectPhone(base, transport);
      joined.submit(await console.generateKey());
      await console.next('customer-joined');
      const idle: TestPhone[] = [];
      for (let count = 1; count < limits.connectionsPerAddress; count += 1) {
        const phone = connectPhone(base, transport);
        await phone.next('welcome');
        idle.push(phone);
      }
      await connectPhone(base, transport).next('welcome');
      expect(await idle[0]?.whenClosed).toBe('not-joined');
      expect(joined.connection.isOpen).toBe(true);
      expect(idle[1]?.connection.isOpen).toBe(true);
    });

    test('who joins no session for five minutes is disconnected [C13]', async () => {
      const { base, clock } = await startSite();
      const phone = connectPhone(base, transport);
      await phone.next('welcome');
      for (let passed = 0; passed < unjoinedMs; passed += silenceLimitMs / 2) {
        clock.advance(silenceLimitMs / 2);
        if (!phone.connection.isOpen) break;
        phone.send({ kind: 'pong' });
        phone.send({ kind: 'ping' });
        await Promise.race([phone.next('pong'), phone.whenClosed]);
      }
      expect(await phone.whenClosed).toBe('not-joined');
    });

    test('a session has one budget of messages, however many connections take it up [L2]', async () => {
      const { base, site } = await startSite();
      const console = await connectConsole(site, { sessionIds: ['session-0001'] });
      const resume = {
        kind: 'resume-session',
        version: 1,
        sessionId: 'session-0001',
        token: 'token-0001',
        lastSeq: 0,
      };
      for (let round = 0; round < 4; round += 1) {
        const phone = connectPhone(base, transport);
        await phone.next('welcome');
        phone.send(resume);
        for (let sent = 0; sent < 100; sent += 1) phone.send({ kind: 'report-typing' });
        await Promise.race([phone.settled(), phone.next('refusal'), phone.whenClosed]);
        phone.connection.close('again');
        await phone.whenClosed;
      }
      const taken = console.all.filter(
        ({ kind }) => kind === 'customer-message' || kind === 'customer-resuming',
      ).length;
      expect(taken).toBeLessThanOrEqual(limits.messagesPerTenSeconds);
      expect(taken).toBeGreaterThan(200);
    });
  });
});

test('a binary WebSocket frame is refused as not JSON [C10]', async () => {
  const { base } = await startSite();
  const connection = openWebSocket(base);
  const phone = new TestPhone(connection);
  await connection.whenOpen;
  connection.sendBinary(Buffer.from(JSON.stringify(submission('000000000'))));
  expect(await phone.next('refusal')).toMatchObject({ code: 'not-json' });
});

test('a WebSocket message over a mebibyte closes the connection [C10]', async () => {
  const { base } = await startSite();
  const phone = new TestPhone(openWebSocket(base));
  phone.connection.send('x'.repeat(1024 * 1024 + 1));
  expect(await phone.whenClosed).toBe('websocket-closed-1009');
});
