import { describe, expect, test } from 'vitest';
import { pingIntervalMs, silenceLimitMs } from '../../../shared/limits';
import { connectConsole, connectPhone, startSite } from './support/test-site';

describe.each(['websocket', 'event-stream'] as const)('a phone on %s', (transport) => {
  describe('welcome', () => {
    test('is the first message and tells version, site name and availability [C6] [J1]', async () => {
      const { site, base } = await startSite();
      const away = connectPhone(base, transport);
      await away.next('welcome');
      expect(away.all[0]).toEqual({
        kind: 'welcome',
        version: 1,
        siteName: 'Example Support',
        availability: 'away',
      });
      site.setSiteName('Other Support');
      await connectConsole(site);
      const available = connectPhone(base, transport);
      expect(await available.next('welcome')).toMatchObject({
        siteName: 'Other Support',
        availability: 'available',
      });
    });
  });

  describe('heartbeat', () => {
    test('the site pings at its interval and answers a ping [C7]', async () => {
      const { base, clock } = await startSite();
      const phone = connectPhone(base, transport);
      await phone.next('welcome');
      for (let beat = 0; beat < 10; beat += 1) {
        clock.advance(pingIntervalMs);
        await phone.next('ping');
        phone.send({ kind: 'pong' });
        await phone.settled();
      }
      expect(phone.connection.isOpen).toBe(true);
    });

    test('a phone that is silent too long is closed, and its representative is told [C7]', async () => {
      const { site, base, clock } = await startSite();
      const console = await connectConsole(site);
      const phone = connectPhone(base, transport);
      phone.submit(await console.generateKey());
      const { connectionId } = await console.next('customer-joined');
      clock.advance(silenceLimitMs - 1);
      await phone.settled();
      clock.advance(silenceLimitMs - 1);
      expect(phone.connection.isOpen).toBe(true);
      clock.advance(1);
      expect(await phone.whenClosed).toBe('silent');
      expect(await console.next('customer-disconnected')).toEqual({
        kind: 'customer-disconnected',
        connectionId,
        reason: 'silent',
      });
    });

    test('asked by its representative, a phone that lives gives a sign of life, and one alone', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site);
      const phone = connectPhone(base, transport);
      phone.submit(await console.generateKey());
      const { connectionId } = await console.next('customer-joined');
      console.send({ kind: 'probe-customer', connectionId });
      await phone.next('ping');
      phone.send({ kind: 'pong' });
      phone.send({ kind: 'pong' });
      await phone.settled();
      expect(console.all.filter(({ kind }) => kind === 'customer-answered')).toEqual([
        { kind: 'customer-answered', connectionId },
      ]);
    });

    test('heartbeats are not passed on to the representative', async () => {
      const { site, base } = await startSite();
      const console = await connectConsole(site);
      const phone = connectPhone(base, transport);
      phone.submit(await console.generateKey());
      await console.next('customer-joined');
      phone.send({ kind: 'pong' });
      await phone.settled();
      expect(console.all.map(({ kind }) => kind)).toEqual([
        'session-key-generated',
        'customer-joined',
        'session-key-closed',
      ]);
    });
  });

  test('when the site closes, the phone and its representative are told [C12]', async () => {
    const { site, base } = await startSite();
    const console = await connectConsole(site);
    const phone = connectPhone(base, transport);
    phone.submit(await console.generateKey());
    await console.next('customer-joined');
    const closing = site.close();
    expect(await phone.whenClosed).toBe('site-closing');
    await console.next('customer-disconnected');
    await closing;
    expect(console.connection.isOpen).toBe(false);
  });

  test('when a console goes, its phones are closed and its keys are no longer valid [C12]', async () => {
    const { site, base } = await startSite();
    const console = await connectConsole(site);
    await connectConsole(site);
    const left = await console.generateKey();
    const phone = connectPhone(base, transport);
    phone.submit(await console.generateKey());
    await console.next('customer-joined');
    console.connection.close('quit');
    expect(await phone.whenClosed).toBe('representative-left');
    const later = connectPhone(base, transport);
    later.submit(left);
    expect(await later.next('refusal')).toMatchObject({ code: 'session-key-not-valid' });
  });
});
