import { describe, expect, test } from 'vitest';
import { limits } from '../../../shared/limits';
import { formatSessionKey, parseSessionKey } from '../../../shared/session-key/session-key';
import { connectInMemory } from '../../../shared/wire/memory-connection';
import { GuessLane } from '../../../site/guess-lane';
import { GuessThrottle } from '../../../site/guess-throttle';
import { PhoneConnection } from '../../../site/phone-connection';
import { QueuedBytes } from '../../../site/queued-bytes';
import { Representatives } from '../../../site/representatives';
import { SessionKeys } from '../../../site/session-keys';
import { SessionRates } from '../../../site/session-rates';
import { WhipEndpoints } from '../../../site/whip-endpoints';
import { FakeClock } from './support/fake-clock';
import { connectConsole, connectPhone, startSite, TestConsole, TestPhone } from './support/test-site';

function makeKeys() {
  const clock = new FakeClock();
  const closed: string[] = [];
  const keys = new SessionKeys<string>(clock, ({ sessionKey }, reason) => {
    closed.push(`${sessionKey} ${reason}`);
  });
  const generate = (owner = 'Mia', lifetimeMs = 60_000, requestId: string = crypto.randomUUID()) => {
    const key = keys.generate(owner, requestId, lifetimeMs);
    if (key === undefined) throw new Error('no key');
    return key;
  };
  return { clock, closed, keys, generate };
}

describe('session keys', () => {
  test('have nine digits, the last a check digit, and are all different [J3]', () => {
    const { keys } = makeKeys();
    const made = Array.from({ length: 500 }, (_, index) =>
      keys.generate(`representative-${index}`, `request-${index}`, 60_000),
    );
    expect(new Set(made.map((key) => key?.sessionKey)).size).toBe(500);
    for (const key of made) expect(parseSessionKey(key?.sessionKey ?? '').kind).toBe('complete');
  });

  test('a repeated request gives the same key', () => {
    const { generate } = makeKeys();
    expect(generate('Mia', 60_000, 'request-1')).toEqual(generate('Mia', 60_000, 'request-1'));
    expect(generate('Mia', 60_000, 'request-2').sessionKey).not.toBe(
      generate('Mia', 60_000, 'request-1').sessionKey,
    );
  });

  test('expire on the millisecond, and their representative is told once', () => {
    const { clock, closed, keys, generate } = makeKeys();
    const { sessionKey } = generate();
    clock.advance(59_999);
    expect(keys.find(sessionKey)?.owner).toBe('Mia');
    clock.advance(1);
    expect(keys.find(sessionKey)).toBeUndefined();
    clock.advance(600_000);
    expect(closed).toEqual([`${sessionKey} expired`]);
    expect(clock.pending).toBe(0);
  });

  test('a new lifetime counts from when the key was generated; one already over expires it', () => {
    const { clock, closed, keys, generate } = makeKeys();
    const { sessionKey, generatedAt } = generate();
    clock.advance(30_000);
    expect(keys.changeLifetime('Ben', sessionKey, 1)).toBeUndefined();
    expect(keys.changeLifetime('Mia', sessionKey, 300_000)?.expiresAt).toBe(generatedAt + 300_000);
    clock.advance(269_999);
    expect(keys.find(sessionKey)).toBeDefined();
    keys.changeLifetime('Mia', sessionKey, 1_000);
    expect(keys.find(sessionKey)).toBeUndefined();
    expect(closed).toEqual([`${sessionKey} expired`]);
    expect(clock.pending).toBe(0);
  });

  test('can be revoked by their own representative only', () => {
    const { closed, keys, generate } = makeKeys();
    const { sessionKey } = generate();
    expect(keys.revoke('Ben', sessionKey)).toBe(false);
    expect(keys.revoke('Mia', sessionKey)).toBe(true);
    expect(keys.revoke('Mia', sessionKey)).toBe(false);
    expect(keys.find(sessionKey)).toBeUndefined();
    expect(closed).toEqual([`${sessionKey} revoked`]);
  });

  test('only so many are open for one representative', () => {
    const { keys, generate } = makeKeys();
    const made = Array.from({ length: limits.openSessionKeys }, () => generate());
    expect(keys.generate('Mia', 'one-too-many', 60_000)).toBeUndefined();
    expect(keys.generate('Ben', 'another-person', 60_000)).toBeDefined();
    keys.revoke('Mia', made[0]?.sessionKey ?? '');
    expect(keys.generate('Mia', 'one-too-many', 60_000)).toBeDefined();
  });

  test('that outlived a restart open again with the rest of their lifetime', () => {
    const { clock, keys, generate } = makeKeys();
    const { sessionKey, generatedAt, expiresAt } = generate();
    const { keys: later } = makeKeys();
    expect(later.restore('Mia', { sessionKey, generatedAt, expiresAt })).toBe(true);
    expect(later.restore('Ben', { sessionKey, generatedAt, expiresAt })).toBe(false);
    expect(later.find(sessionKey)).toMatchObject({ owner: 'Mia', expiresAt });
    expect(later.restore('Mia', { sessionKey: '123456789', generatedAt, expiresAt })).toBe(false);
    clock.advance(60_000);
    keys.clear();
    expect(keys.restore('Mia', { sessionKey, generatedAt, expiresAt })).toBe(false);
    expect(clock.pending).toBe(0);
  });
});

async function refusalText(phone: TestPhone, sessionKey: string): Promise<string> {
  const before = phone.texts.length;
  phone.submit(sessionKey, { id: 'the-same-id' });
  const refusal = await phone.next('refusal');
  const text = phone.texts.slice(before).find((one) => one.includes('refusal'));
  expect(refusal.code).toBe('session-key-not-valid');
  return text ?? '';
}

describe('session keys on the site', () => {
  test('wrong, mistyped, expired, revoked and used keys get one and the same answer, byte for byte [R1]', async () => {
    const { site, base, clock, logged } = await startSite();
    const console = await connectConsole(site);
    const expired = await console.generateKey(1_000);
    clock.advance(1_000);
    await console.next('session-key-closed');
    const revoked = await console.generateKey();
    console.send({ kind: 'revoke-session-key', sessionKey: revoked });
    await console.next('session-key-closed');
    const used = await console.generateKey();
    connectPhone(base, 'websocket').submit(used);
    await console.next('customer-joined');
    const phone = connectPhone(base, 'websocket');
    const answers = [];
    for (const sessionKey of [expired, revoked, used, '123456789']) {
      answers.push(await refusalText(phone, sessionKey));
    }
    phone.submit(await console.generateKey());
    await console.next('customer-joined');
    for (const sessionKey of ['000000000', 'hello', '', formatSessionKey(parsed(used))]) {
      const next = connectPhone(base, 'websocket');
      answers.push(await refusalText(next, sessionKey));
    }
    expect(new Set(answers)).toEqual(new Set([answers[0]]));
    expect(answers[0]).toBe(
      '{"kind":"refusal","code":"session-key-not-valid","message":"This session key is not valid.","commandId":"the-same-id"}',
    );
    expect(logged.filter((line) => line.includes(used) || line.includes(revoked))).toEqual([]);
  });

  test('of 1,000 phones at 1,000 addresses that submit one key at once exactly one joins [J4]', async () => {
    const clock = new FakeClock();
    const representatives = new Representatives(
      clock,
      () => undefined,
      new WhipEndpoints(clock),
      () => undefined,
    );
    const [near, far] = connectInMemory();
    const console = new TestConsole(near);
    representatives.connect(far);
    console.send({ kind: 'register', availability: 'available', sessionIds: [], openSessionKeys: [] });
    const sessionKey = await console.generateKey();
    const throttle = new GuessThrottle(clock);
    const context = {
      clock,
      siteName: () => 'Example Support',
      representatives,
      throttle,
      lane: new GuessLane(clock, (address) => throttle.wrongAround(address)),
      security: () => undefined,
      rates: new SessionRates(clock),
      queued: new QueuedBytes(1),
    };
    const phones = Array.from({ length: 1_000 }, (_, index) => {
      const [phone, atSite] = connectInMemory();
      new PhoneConnection(atSite, 'websocket', `192.0.2.${index}`, context);
      return new TestPhone(phone);
    });
    for (const phone of phones) phone.submit(sessionKey);
    await Promise.all(phones.map((phone) => phone.settled()));
    expect(console.all.filter(({ kind }) => kind === 'customer-joined')).toHaveLength(1);
    const codes = phones.flatMap((phone) =>
      phone.all.flatMap((message) => (message.kind === 'refusal' ? [message.code] : [])),
    );
    expect(codes.filter((code) => code === 'session-key-not-valid')).toHaveLength(200);
    // The others wait for their turn, or found no place to wait.
    const waiting = phones.length - 1 - codes.length;
    expect(waiting).toBe(200);
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(599);
    for (const phone of phones) phone.connection.close('done');
    await console.settled();
    representatives.close('done');
    expect(clock.pending).toBe(0);
  });

  test('of 1,000 submits of one key on 40 real connections exactly one joins [J4]', async () => {
    const { site, base } = await startSite();
    const console = await connectConsole(site);
    const sessionKey = await console.generateKey();
    const phones = Array.from({ length: 40 }, (_, index) =>
      connectPhone(base, index % 2 === 0 ? 'websocket' : 'event-stream'),
    );
    await Promise.all(phones.map((phone) => phone.next('welcome')));
    for (let attempt = 0; attempt < 25; attempt += 1) {
      for (const phone of phones) phone.submit(sessionKey);
    }
    await Promise.all(phones.map((phone) => phone.settled()));
    expect(console.all.filter(({ kind }) => kind === 'customer-joined')).toHaveLength(1);
    const codes = phones.flatMap((phone) =>
      phone.all.flatMap((message) => (message.kind === 'refusal' ? [message.code] : [])),
    );
    expect(codes).toHaveLength(999);
    expect(new Set(codes)).toEqual(
      new Set(['session-key-not-valid', 'too-many-attempts', 'already-in-session']),
    );
  });

  test('a console that registers again brings its open keys; those over are reported closed', async () => {
    const { site, base, clock } = await startSite();
    const now = clock.now();
    const open = { sessionKey: '000000017', generatedAt: now - 1, expiresAt: now + 60_000 };
    const keys = new SessionKeys(clock, () => undefined);
    const made = keys.generate('Mia', 'request-1', 60_000);
    keys.clear();
    if (made === undefined) throw new Error('no key');
    const kept = { ...open, sessionKey: made.sessionKey };
    const over = { ...kept, expiresAt: now };
    const console = await connectConsole(site, { openSessionKeys: [kept] });
    connectPhone(base, 'websocket').submit(kept.sessionKey);
    await console.next('customer-joined');
    const other = await connectConsole(site, { openSessionKeys: [over] });
    expect(await other.next('session-key-closed')).toMatchObject({ reason: 'expired' });
  });

  test('what a console sends before it registers, or that makes no sense, changes nothing', async () => {
    const { site, logged } = await startSite();
    const console = await connectConsole(site);
    console.connection.send('hello');
    console.connection.send('{"kind":"relay"}');
    await console.settled();
    expect(console.connection.isOpen).toBe(true);
    expect(logged.filter((line) => line.includes('not understood'))).toHaveLength(2);
  });
});

function parsed(text: string) {
  const key = parseSessionKey(text);
  if (key.kind !== 'complete') throw new Error('not a key');
  return key.sessionKey;
}
