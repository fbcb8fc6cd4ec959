import { describe, expect, test } from 'vitest';
import { connectConsole, connectPhone, startSite } from './support/test-site';

describe.each(['websocket', 'event-stream'] as const)('a phone on %s', (transport) => {
  describe('joining', () => {
    test("a right key joins the key's representative, and messages then pass both ways as they are [C5] [J4]", async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site);
      const other = await connectConsole(site);
      const sessionKey = await console.generateKey();
      const phone = connectPhone(base, transport);
      const id = phone.submit(sessionKey);
      const joined = await console.next('customer-joined');
      expect(joined).toMatchObject({ transport, submission: { id, sessionKey, name: 'Alva' } });
      expect(await console.next('session-key-closed')).toEqual({
        kind: 'session-key-closed',
        sessionKey,
        reason: 'used',
      });

      const { connectionId } = joined;
      const toPhone = { kind: 'session-joined', sessionId: 'session-1', token: 'token-0001' };
      console.send({ kind: 'relay', connectionId, text: JSON.stringify(toPhone) });
      expect(await phone.next('session-joined')).toEqual(toPhone);

      const text = '{ "kind": "send-chat-message", "id": "message-1", "text": "Hello", "extra": 1 }';
      phone.connection.send(text);
      expect(await console.next('customer-message')).toEqual({
        kind: 'customer-message',
        connectionId,
        text,
      });
      phone.connection.close('done');
      expect(await console.next('customer-disconnected')).toMatchObject({ connectionId });
      expect(other.all).toEqual([]);
    });

    test.each([
      ['spaces', (key: string) => key.replace(/(\d{3})(?=\d)/g, '$1 ')],
      ['dashes', (key: string) => ` ${key.replace(/(\d{3})(?=\d)/g, '$1-')} `],
    ])('a key typed with %s is accepted [J2]', async (_name, typed) => {
      const { site, base } = await startSite();
      const console = await connectConsole(site);
      const phone = connectPhone(base, transport);
      phone.submit(typed(await console.generateKey()));
      expect(await console.next('customer-joined')).toMatchObject({ transport });
    });

    test('the same submission joins again after its connection was lost, another one does not [J4]', async () => {
      const { site, base, clock } = await startSite();
      const console = await connectConsole(site);
      const sessionKey = await console.generateKey(60_000);
      const first = connectPhone(base, transport);
      const id = first.submit(sessionKey);
      const one = await console.next('customer-joined');
      first.connection.close('lost');
      await console.next('customer-disconnected');
      console.send({ kind: 'set-availability', availability: 'away' });
      await console.settled();

      const second = connectPhone(base, transport);
      second.submit(sessionKey, { id });
      const two = await console.next('customer-joined');
      expect(two.submission).toEqual(one.submission);
      expect(two.connectionId).not.toBe(one.connectionId);

      console.send({ kind: 'set-availability', availability: 'available' });
      const stranger = connectPhone(base, transport);
      stranger.submit(sessionKey, { id: 'another-submission' });
      expect(await stranger.next('refusal')).toMatchObject({ code: 'session-key-not-valid' });

      await Promise.all([second.settled(), stranger.settled()]);
      second.connection.close('lost');
      stranger.connection.close('done');
      clock.advance(60_000);
      const late = connectPhone(base, transport);
      late.submit(sessionKey, { id });
      expect(await late.next('refusal')).toMatchObject({ code: 'session-key-not-valid' });
    });
  });

  describe('availability', () => {
    test('nobody there: the key is not looked at, not counted as a guess and not used up [J9]', async () => {
      const { site, base } = await startSite();
      const phone = connectPhone(base, transport);
      for (let attempt = 0; attempt < 10; attempt += 1) {
        phone.submit('000000000');
        expect(await phone.next('refusal')).toMatchObject({ code: 'nobody-available' });
      }
      const console = await connectConsole(site, { availability: 'away' });
      const sessionKey = await console.generateKey();
      const id = phone.submit(sessionKey);
      expect(await phone.next('refusal')).toMatchObject({ code: 'nobody-available', commandId: id });
      console.send({ kind: 'set-availability', availability: 'available' });
      expect(await phone.next('availability-changed')).toMatchObject({ availability: 'available' });
      phone.submit(sessionKey);
      await console.next('customer-joined');
    });

    test('a right key whose own representative is away is kept, though another is there [J9]', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site, { availability: 'away' });
      await connectConsole(site);
      const sessionKey = await console.generateKey();
      const phone = connectPhone(base, transport);
      phone.submit(sessionKey);
      expect(await phone.next('refusal')).toMatchObject({ code: 'nobody-available' });
      console.send({ kind: 'set-availability', availability: 'available' });
      await console.settled();
      phone.submit(sessionKey);
      await console.next('customer-joined');
    });

    test('changes are told to phones without a session only, and after a session [J1]', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site);
      const joined = connectPhone(base, transport);
      joined.submit(await console.generateKey());
      const { connectionId } = await console.next('customer-joined');
      const waiting = connectPhone(base, transport);
      await waiting.next('welcome');
      console.send({ kind: 'set-availability', availability: 'away' });
      expect(await waiting.next('availability-changed')).toMatchObject({ availability: 'away' });
      await joined.settled();
      expect(joined.all.map(({ kind }) => kind)).not.toContain('availability-changed');
      console.send({ kind: 'detach-customer', connectionId });
      expect(await joined.next('availability-changed')).toMatchObject({ availability: 'away' });
    });
  });

  describe('after a session', () => {
    test('a detached phone may submit another key on the same connection [S9]', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site);
      const phone = connectPhone(base, transport);
      phone.submit(await console.generateKey());
      const { connectionId } = await console.next('customer-joined');
      console.send({ kind: 'detach-customer', connectionId });
      await console.settled();
      phone.send({ kind: 'end-session', id: 'command-1' });
      expect(await phone.next('refusal')).toMatchObject({ code: 'not-in-session' });
      console.send({ kind: 'relay', connectionId, text: '{"kind":"representative-typing"}' });
      await console.settled();
      phone.submit(await console.generateKey());
      expect(await console.next('customer-joined')).toMatchObject({ connectionId });
      await phone.settled();
      expect(phone.all.map(({ kind }) => kind)).not.toContain('representative-typing');
    });

    test('a representative can disconnect a phone [C12]', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site);
      const phone = connectPhone(base, transport);
      phone.submit(await console.generateKey());
      const { connectionId } = await console.next('customer-joined');
      console.send({ kind: 'disconnect-customer', connectionId });
      expect(await phone.whenClosed).toBe('disconnected-by-representative');
      expect(await console.next('customer-disconnected')).toMatchObject({
        connectionId,
        reason: 'disconnected-by-representative',
      });
    });
  });

  describe('resuming', () => {
    const resume = {
      kind: 'resume-session',
      version: 1,
      sessionId: 'session-1',
      token: 'token-0001',
      lastSeq: 4,
    };

    test('goes to the representative who claimed the session, available or not [S6]', async () => {
      const { site, base } = await startSite();
      await connectConsole(site);
      const console = await connectConsole(site, { availability: 'away' });
      console.send({ kind: 'claim-session', sessionId: 'session-1' });
      await console.settled();
      const phone = connectPhone(base, transport);
      phone.send(resume);
      expect(await console.next('customer-resuming')).toMatchObject({ transport, resume });
      phone.send({ kind: 'report-typing' });
      await console.next('customer-message');
    });

    test('is refused where nobody claims the session, or no longer [S6]', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site, { sessionIds: ['session-1'] });
      console.send({ kind: 'release-session', sessionId: 'session-1' });
      await console.settled();
      const phone = connectPhone(base, transport);
      phone.send(resume);
      expect(await phone.next('refusal')).toMatchObject({ code: 'resume-refused' });
    });

    test('is worth trying again while no console is connected [S11]', async () => {
      const { site, base } = await startSite();
      const phone = connectPhone(base, transport);
      phone.send(resume);
      expect(await phone.next('refusal')).toMatchObject({
        code: 'nobody-available',
        retryAfterMs: 2_000,
      });
      const console = await connectConsole(site, { sessionIds: ['session-1'] });
      phone.send(resume);
      await console.next('customer-resuming');
    });
  });
});
