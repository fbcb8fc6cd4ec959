import { expect, onTestFinished, test } from 'vitest';
import { answersWithinMs } from '../../../../main/session/takeovers';
import { settle } from '../../../support/scripted-site';
import { kindsOf, messagesOf, resume, SessionHouse } from '../../../support/session-house';
import { temporaryFolder } from '../../../support/temporary-folder';

function house(): SessionHouse {
  const made = new SessionHouse(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

const myPage = { instance: 'page-00001' };

/** Lets `ms` pass; `alive` is the connection that answers each question it is asked. */
async function pass(home: SessionHouse, ms: number, alive?: string): Promise<void> {
  for (let step = 0; step < ms; step += 100) {
    const asked = home.site.receivedOf('probe-customer').length;
    home.clock.advance(100);
    await settle();
    if (alive !== undefined && home.site.receivedOf('probe-customer').length > asked) {
      home.site.send({ kind: 'customer-answered', connectionId: alive });
      await settle();
    }
  }
}

const resumed = (home: SessionHouse, connectionId: string) =>
  messagesOf(home.site, connectionId, 'session-resumed');
const refusals = (home: SessionHouse, connectionId: string) =>
  messagesOf(home.site, connectionId, 'refusal').map(({ code }) => code);
const kinds = (home: SessionHouse, sessionId: string) =>
  kindsOf(home.store.eventsAfter(sessionId, 0, 1_000)).slice(2);

test('a second device with the right token is refused while the first lives, and both sides can read it [S15]', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  expect(await resume(home, 'thief-0001', sessionId, token, 0, 'page-thief1')).toBeUndefined();
  home.site.send({ kind: 'customer-answered', connectionId: 'phone-0001' });
  await pass(home, answersWithinMs, 'phone-0001');
  expect(resumed(home, 'thief-0001')).toEqual([]);
  expect(refusals(home, 'thief-0001')).toEqual(['resume-refused']);
  expect(home.site.received).toContainEqual({ kind: 'detach-customer', connectionId: 'thief-0001' });
  expect(messagesOf(home.site, 'thief-0001', 'events')).toEqual([]);
  expect(session.connectionId).toBe('phone-0001');
  expect(kinds(home, sessionId)).toEqual(['resume-refused']);
  const told = messagesOf(home.site, 'phone-0001', 'events').flatMap(({ events }) => events);
  expect(told.at(-1)).toMatchObject({ kind: 'resume-refused', by: 'site' });
  expect(session.hasTimers).toBe(false);
  // The token is still the first device's: its own page comes back with it.
  expect(await resume(home, 'phone-0002', sessionId, token, 3, myPage.instance)).toBeDefined();
});

test('a token tried over and over makes one entry a minute', async () => {
  const home = house();
  const { sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await resume(home, `thief-000${attempt}`, sessionId, token);
    await pass(home, answersWithinMs, 'phone-0001');
    expect(refusals(home, `thief-000${attempt}`)).toEqual(['resume-refused']);
  }
  expect(kinds(home, sessionId)).toEqual(['resume-refused']);
  home.clock.advance(60_000);
  await resume(home, 'thief-0009', sessionId, token);
  await pass(home, answersWithinMs, 'phone-0001');
  expect(kinds(home, sessionId)).toEqual(['resume-refused', 'resume-refused']);
});

test('the same page is taken back at once, whatever its old connection does', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  const next = await resume(home, 'phone-0002', sessionId, token, 2, myPage.instance);
  expect(next).toBeDefined();
  expect(session.connectionId).toBe('phone-0002');
  expect(home.site.receivedOf('disconnect-customer')).toEqual([
    { kind: 'disconnect-customer', connectionId: 'phone-0001' },
  ]);
  expect(home.site.receivedOf('probe-customer')).toEqual([]);
});

test('a reloaded page, another instance, is taken back as soon as the old connection closes', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  await resume(home, 'phone-0002', sessionId, token, 0, 'page-00002');
  expect(session.connectionId).toBe('phone-0001');
  home.site.disconnected('phone-0001');
  await settle();
  expect(resumed(home, 'phone-0002')).toHaveLength(1);
  expect(session.connectionId).toBe('phone-0002');
  expect(session.hasTimers).toBe(false);
  home.site.fromPhone('phone-0002', { kind: 'send-chat-message', id: 'command-1', text: 'back' });
  await settle();
  expect(kinds(home, sessionId)).toEqual(['chat-message-sent']);
});

test('a half-dead connection that does not answer gives way after 2 s, also to a client that names no page [S15]', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  await resume(home, 'phone-0002', sessionId, token, 2);
  await pass(home, answersWithinMs - 100);
  expect(resumed(home, 'phone-0002')).toEqual([]);
  await pass(home, 100);
  expect(resumed(home, 'phone-0002')).toHaveLength(1);
  expect(session.connectionId).toBe('phone-0002');
  expect(home.site.receivedOf('disconnect-customer')).toEqual([
    { kind: 'disconnect-customer', connectionId: 'phone-0001' },
  ]);
  expect(kinds(home, sessionId)).toEqual([]);
});

test('an answer that was on its way when the phone left does not keep it out', async () => {
  const home = house();
  const { sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  await resume(home, 'phone-0002', sessionId, token, 2, 'page-00002');
  home.site.send({ kind: 'customer-answered', connectionId: 'phone-0001' });
  await pass(home, answersWithinMs);
  expect(resumed(home, 'phone-0002')).toHaveLength(1);
  expect(kinds(home, sessionId)).toEqual([]);
});

test('of two that wait one is taken in; the other is refused by the first, as it lives', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  await resume(home, 'phone-0002', sessionId, token, 2, 'page-00002');
  await resume(home, 'thief-0001', sessionId, token, 2, 'page-thief1');
  home.site.disconnected('phone-0001');
  await settle();
  expect(session.connectionId).toBe('phone-0002');
  home.site.send({ kind: 'customer-answered', connectionId: 'phone-0002' });
  await pass(home, answersWithinMs, 'phone-0002');
  expect(refusals(home, 'thief-0001')).toEqual(['resume-refused']);
  expect(session.connectionId).toBe('phone-0002');
});

test('who waits and goes is forgotten, and nothing runs', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  await resume(home, 'thief-0001', sessionId, token);
  expect(session.hasTimers).toBe(true);
  home.site.disconnected('thief-0001');
  await settle();
  expect(session.hasTimers).toBe(false);
  expect(home.clock.pending).toBe(0);
  expect(kinds(home, sessionId)).toEqual([]);
});

test('a wrong token is refused at once, and the phone that is there is not asked', async () => {
  const home = house();
  const { sessionId } = await home.joinAndStart('phone-0001', myPage);
  await resume(home, 'thief-0001', sessionId, 'token-of-nobody');
  expect(refusals(home, 'thief-0001')).toEqual(['resume-refused']);
  expect(home.site.receivedOf('probe-customer')).toEqual([]);
  expect(kinds(home, sessionId)).toEqual([]);
});

test('a disk that refuses while one is taken in late leaves the session waiting for its phone', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  await resume(home, 'phone-0002', sessionId, token, 2, 'page-00002');
  home.refuseWrites(true);
  await pass(home, answersWithinMs);
  expect(refusals(home, 'phone-0002')).toEqual(['could-not-save']);
  home.refuseWrites(false);
  expect(session.connectionId).toBeUndefined();
  expect(session.hasTimers).toBe(true);
  expect(await resume(home, 'phone-0003', sessionId, token, 2, 'page-00002')).toBeDefined();
});

test('the end lets everybody go: no timer is left, and who waited is told of it', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001', myPage);
  await resume(home, 'phone-0002', sessionId, token, 2, 'page-00002');
  session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
  await settle();
  expect(session.hasTimers).toBe(false);
  expect(home.clock.pending).toBe(0);
  const told = messagesOf(home.site, 'phone-0002', 'events').flatMap(({ events }) => events);
  expect(told.at(-1)).toMatchObject({ kind: 'session-ended' });
});
