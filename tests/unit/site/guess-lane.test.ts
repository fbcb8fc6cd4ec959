import { describe, expect, test } from 'vitest';
import { connectInMemory } from '../../../shared/wire/memory-connection';
import { guessesToTellOf } from '../../../site/admission';
import { GuessLane, laneIntervalMs, laneWaitMs } from '../../../site/guess-lane';
import { GuessThrottle, siteGuesses } from '../../../site/guess-throttle';
import { PhoneConnection } from '../../../site/phone-connection';
import { QueuedBytes } from '../../../site/queued-bytes';
import { Representatives } from '../../../site/representatives';
import type { SiteSecurityEvent } from '../../../site/security-log';
import { SessionRates } from '../../../site/session-rates';
import { WhipEndpoints } from '../../../site/whip-endpoints';
import { FakeClock } from './support/fake-clock';
import { TestConsole, TestPhone } from './support/test-site';

function makeLane() {
  const clock = new FakeClock();
  const throttle = new GuessThrottle(clock);
  const lane = new GuessLane(clock, (address) => throttle.wrongAround(address));
  const served: string[] = [];
  const refused: string[] = [];
  const enter = (address: string, isWrong = true) =>
    lane.enter({
      address,
      look: () => {
        served.push(address);
        if (isWrong) throttle.noteWrong(address);
      },
      refuse: () => refused.push(address),
    });
  return { clock, throttle, lane, served, refused, enter };
}

describe('the lane of typed keys [J6]', () => {
  test('looks at one in three seconds, however many wait', () => {
    const { clock, served, enter } = makeLane();
    for (let index = 0; index < 100; index += 1) enter(`10.0.${index}.1`);
    clock.advance(0);
    expect(served).toHaveLength(1);
    clock.advance(9 * laneIntervalMs);
    expect(served).toHaveLength(10);
  });

  test('takes first who guessed least: alone, then in the network, then in the wider one', () => {
    const { clock, throttle, served, enter } = makeLane();
    throttle.noteWrong('198.51.100.9');
    for (const address of ['192.0.2.7', '192.0.2.7', '198.51.101.9']) throttle.noteWrong(address);
    enter('10.0.0.1');
    clock.advance(0);
    enter('192.0.2.7');
    enter('198.51.100.9');
    enter('198.51.100.1');
    enter('203.0.113.1');
    enter('198.51.7.1');
    clock.advance(10 * laneIntervalMs);
    expect(served).toEqual([
      '10.0.0.1',
      '203.0.113.1',
      '198.51.7.1',
      '198.51.100.1',
      '198.51.100.9',
      '192.0.2.7',
    ]);
  });

  test('the networks of IPv6 are /64, /56 and /48', () => {
    const { clock, throttle, served, enter } = makeLane();
    throttle.noteWrong('2001:db8:1:100::/64');
    enter('10.0.0.1');
    clock.advance(0);
    enter('2001:db8:1:100::/64');
    enter('2001:db8:1:1ff::/64');
    enter('2001:db8:1:200::/64');
    enter('2001:db8:2:100::/64');
    clock.advance(10 * laneIntervalMs);
    expect(served.slice(1)).toEqual([
      '2001:db8:2:100::/64',
      '2001:db8:1:200::/64',
      '2001:db8:1:1ff::/64',
      '2001:db8:1:100::/64',
    ]);
  });

  test('nobody waits longer than a minute, one address has three places, and the lane is bounded', () => {
    const { clock, lane, refused, enter } = makeLane();
    for (let index = 0; index < 5; index += 1) enter('192.0.2.1');
    expect(refused).toEqual(['192.0.2.1', '192.0.2.1']);
    for (let index = 0; index < 500; index += 1) enter(`10.0.${index >> 8}.${index & 255}`);
    expect(lane.length).toBe(200);
    clock.advance(laneWaitMs + laneIntervalMs);
    expect(lane.length).toBe(0);
    expect(clock.pending).toBe(0);
  });

  test('who leaves gives the place up, and no timer stays', () => {
    const { clock, served, enter } = makeLane();
    const leave = enter('192.0.2.1');
    leave();
    expect(clock.pending).toBe(0);
    clock.advance(laneIntervalMs);
    expect(served).toEqual([]);
  });
});

/** A site without sockets: phones come from any address. */
async function besieged() {
  const clock = new FakeClock();
  const events: SiteSecurityEvent[] = [];
  const whip = new WhipEndpoints(clock);
  const representatives = new Representatives(
    clock,
    () => undefined,
    whip,
    () => undefined,
  );
  const [near, far] = connectInMemory();
  const console = new TestConsole(near);
  representatives.connect(far);
  console.send({ kind: 'register', availability: 'available', sessionIds: [], openSessionKeys: [] });
  const throttle = new GuessThrottle(clock);
  const lane = new GuessLane(clock, (address) => throttle.wrongAround(address));
  const context = {
    clock,
    siteName: () => 'Example Support',
    representatives,
    throttle,
    lane,
    security: (event: SiteSecurityEvent) => events.push(event),
    queued: new QueuedBytes(1),
    rates: new SessionRates(clock),
  };
  const phoneAt = (address: string) => {
    const [phone, atSite] = connectInMemory();
    new PhoneConnection(atSite, 'websocket', address, context);
    return new TestPhone(phone);
  };
  const keys: { readonly sessionKey: string; readonly linkSecret?: string | undefined }[] = [];
  for (let count = 0; count < 50; count += 1) {
    console.send({ kind: 'generate-session-key', id: `request-${count}`, lifetimeMs: 1_800_000 });
    keys.push(await console.next('session-key-generated'));
  }
  return { clock, console, throttle, events, phoneAt, keys };
}

/** Guesses from so many addresses, each with a phone that goes away after its turn. */
async function guess(house: Awaited<ReturnType<typeof besieged>>, addresses: number, each: number) {
  for (let round = 0; round < each; round += 1) {
    for (let index = 0; index < addresses; index += 1) {
      const phone = house.phoneAt(`127.${index >> 8}.${index & 255}.1`);
      for (let time = 0; time < 10; time += 1) phone.submit('123456789');
      await phone.settled();
      if (index % 2 === 0) phone.connection.close('done');
    }
    house.clock.advance(1_000);
  }
}

describe('while many guess [J6]', () => {
  test('20,000 guesses over 50 keys from 500 addresses: an honest customer joins all the same', async () => {
    const house = await besieged();
    await guess(house, 500, 4);
    expect(house.throttle.isBesieged).toBe(true);
    const [typed, linked] = house.keys;
    // A link is never throttled [J8].
    const withLink = house.phoneAt('127.0.3.1');
    withLink.submit(linked?.sessionKey ?? '', { linkSecret: linked?.linkSecret });
    expect((await house.console.next('customer-joined')).submission.sessionKey).toBe(linked?.sessionKey);
    // A typed key waits for its turn, and is not refused.
    const honest = house.phoneAt('192.0.2.1');
    honest.submit(typed?.sessionKey ?? '');
    await honest.settled();
    house.clock.advance(laneIntervalMs);
    expect((await house.console.next('customer-joined')).submission.sessionKey).toBe(typed?.sessionKey);
    expect(honest.all.filter(({ kind }) => kind === 'refusal')).toEqual([]);
  });

  test('all addresses together have no more keys looked at than the lane lets through', async () => {
    const house = await besieged();
    await guess(house, 300, 2);
    const wrong = house.events.filter((event) => event === 'wrong-session-key').length;
    expect(wrong).toBeLessThanOrEqual(siteGuesses + 2);
  });

  test('the console is told once that somebody is guessing', async () => {
    const house = await besieged();
    for (let index = 0; index < 3 * guessesToTellOf; index += 1) {
      const phone = house.phoneAt(`127.0.${index}.1`);
      phone.submit('123456789');
      await phone.settled();
    }
    const told = house.console.all.filter(({ kind }) => kind === 'guessing-noticed');
    expect(told).toHaveLength(1);
  });

  test('a secret that is not the key’s counts as none, and one of another key opens nothing [J8]', async () => {
    const { phoneAt, keys, console } = await besieged();
    const [one, two] = keys;
    const phone = phoneAt('192.0.2.1');
    phone.submit('123456789', { linkSecret: one?.linkSecret });
    expect(await phone.next('refusal')).toMatchObject({ code: 'session-key-not-valid' });
    phone.submit(two?.sessionKey ?? '', { linkSecret: one?.linkSecret });
    expect((await console.next('customer-joined')).submission.sessionKey).toBe(two?.sessionKey);
  });
});
