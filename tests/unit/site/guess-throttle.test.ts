import { describe, expect, test } from 'vitest';
import { freeGuesses, GuessThrottle, siteGuesses } from '../../../site/guess-throttle';
import { limitedAddress } from '../../../site/remote-address';
import { FakeClock } from './support/fake-clock';
import { connectConsole, connectPhone, startSite } from './support/test-site';

const minute = 60_000;

function makeThrottle() {
  const clock = new FakeClock();
  const throttle = new GuessThrottle(clock);
  const wait = (address: string) => {
    const permission = throttle.check(address);
    return permission.kind === 'throttled' ? permission.retryAfterMs : 0;
  };
  const guess = (address: string, times = 1) => {
    for (let time = 0; time < times; time += 1) throttle.noteWrong(address);
  };
  return { clock, throttle, wait, guess };
}

describe('guessing per address', () => {
  test('five wrong guesses are free, then each costs twice as long, up to a minute [J6]', () => {
    const { clock, wait, guess } = makeThrottle();
    const waits = [];
    for (let time = 0; time < 13; time += 1) {
      guess('192.0.2.1');
      waits.push(wait('192.0.2.1'));
      clock.advance(wait('192.0.2.1'));
    }
    expect(waits).toEqual([0, 0, 0, 0, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
    expect(wait('192.0.2.1')).toBe(0);
    expect(wait('192.0.2.2')).toBe(0);
  });

  test('are forgotten after a quarter of an hour, or with a right key [J6]', () => {
    const { clock, throttle, wait, guess } = makeThrottle();
    guess('192.0.2.1', freeGuesses + 3);
    expect(wait('192.0.2.1')).toBe(16_000);
    clock.advance(15 * minute);
    guess('192.0.2.1');
    expect(wait('192.0.2.1')).toBe(0);
    guess('192.0.2.1', freeGuesses);
    expect(wait('192.0.2.1')).toBeGreaterThan(0);
    throttle.noteRight('192.0.2.1');
    expect(wait('192.0.2.1')).toBe(0);
  });

  test('the memory for addresses is bounded', () => {
    const { clock, throttle, guess } = makeThrottle();
    for (let index = 0; index < 40_000; index += 1) {
      guess(`2001:db8:0:${index.toString(16)}::/64`);
      clock.advance(10);
    }
    expect(throttle.size).toBe(30_000);
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:0207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::99', '2001:db8:1:2::/64'],
    ['2001:db8:1::1', '2001:db8:1:0::/64'],
    ['fe80::1%en0', 'fe80:0:0:0:0:0:0:1'],
    ['FE80::9:2', 'fe80:0:0:0:0:0:9:2'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('%s counts as %s [C13] [J6]', (address, counted) => {
    expect(limitedAddress(address)).toBe(counted);
  });
});

describe('guessing per site', () => {
  test('200 wrong guesses in ten minutes make typed keys take turns, and lock nobody out [J6]', () => {
    const { clock, throttle, wait, guess } = makeThrottle();
    for (let index = 0; index < siteGuesses; index += 1) {
      expect(throttle.isBesieged).toBe(false);
      guess(`192.0.2.${index}`);
      clock.advance(1_000);
    }
    expect(throttle.isBesieged).toBe(true);
    expect(wait('198.51.100.1')).toBe(0);
    clock.advance(10 * minute - siteGuesses * 1_000);
    expect(throttle.isBesieged).toBe(false);
  });
});

describe('guessing on the wire', () => {
  test('a throttled phone is told how long, and its key is not looked at, however right [J6] [J9]', async () => {
    const { site, base, clock } = await startSite();
    const console = await connectConsole(site);
    const sessionKey = await console.generateKey();
    const phone = connectPhone(base, 'websocket');
    for (let attempt = 0; attempt < freeGuesses; attempt += 1) {
      phone.submit('123456789');
      expect(await phone.next('refusal')).toMatchObject({ code: 'session-key-not-valid' });
    }
    const id = phone.submit(sessionKey);
    expect(await phone.next('refusal')).toMatchObject({
      code: 'too-many-attempts',
      commandId: id,
      retryAfterMs: 2_000,
    });
    const sameAddress = connectPhone(base, 'event-stream');
    sameAddress.submit(sessionKey);
    expect(await sameAddress.next('refusal')).toMatchObject({ code: 'too-many-attempts' });
    clock.advance(2_000);
    phone.submit(sessionKey);
    await console.next('customer-joined');
  });
});
