import { expect, onTestFinished, test } from 'vitest';
import { answersWithinMs } from '../../../../main/session/takeovers';
import {
  ConsoleWithoutWindows,
  kindsOf,
  messagesOf,
  resume,
} from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

function newDesk(): ConsoleWithoutWindows {
  const made = new ConsoleWithoutWindows(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

const myPage = { instance: 'page-00001' };

/** Lets `ms` pass; `alive` is the connection that answers each question it is asked. */
async function pass(desk: ConsoleWithoutWindows, ms: number, alive?: string): Promise<void> {
  for (let step = 0; step < ms; step += 100) {
    const asked = desk.site.receivedOf('probe-customer').length;
    desk.clock.advance(100);
    await settle();
    if (alive !== undefined && desk.site.receivedOf('probe-customer').length > asked) {
      desk.site.send({ kind: 'customer-answered', connectionId: alive });
      await settle();
    }
  }
}

const resumed = (desk: ConsoleWithoutWindows, connectionId: string) =>
  messagesOf(desk.site, connectionId, 'session-resumed');
const refusals = (desk: ConsoleWithoutWindows, connectionId: string) =>
  messagesOf(desk.site, connectionId, 'refusal').map(({ code }) => code);
const kinds = (desk: ConsoleWithoutWindows, sessionId: string) =>
  kindsOf(desk.store.eventsAfter(sessionId, 0, 1_000)).slice(2);

test('a second device with the right token is refused while the first lives, and both sides can read it [S15]', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  expect(await resume(desk, 'thief-0001', sessionId, token, 0, 'page-thief1')).toBeUndefined();
  desk.site.send({ kind: 'customer-answered', connectionId: 'phone-0001' });
  await pass(desk, answersWithinMs, 'phone-0001');
  expect(resumed(desk, 'thief-0001')).toEqual([]);
  expect(refusals(desk, 'thief-0001')).toEqual(['resume-refused']);
  expect(desk.site.received).toContainEqual({ kind: 'detach-customer', connectionId: 'thief-0001' });
  expect(messagesOf(desk.site, 'thief-0001', 'events')).toEqual([]);
  expect(session.phone.connectionId).toBe('phone-0001');
  expect(kinds(desk, sessionId)).toEqual(['resume-refused']);
  const told = messagesOf(desk.site, 'phone-0001', 'events').flatMap(({ events }) => events);
  expect(told.at(-1)).toMatchObject({ kind: 'resume-refused', by: 'site' });
  expect(session.hasTimers).toBe(false);
  // The token is still the first device's: its own page comes back with it.
  expect(await resume(desk, 'phone-0002', sessionId, token, 3, myPage.instance)).toBeDefined();
});

test('a token tried over and over makes one entry a minute', async () => {
  const desk = newDesk();
  const { sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await resume(desk, `thief-000${attempt}`, sessionId, token);
    await pass(desk, answersWithinMs, 'phone-0001');
    expect(refusals(desk, `thief-000${attempt}`)).toEqual(['resume-refused']);
  }
  expect(kinds(desk, sessionId)).toEqual(['resume-refused']);
  desk.clock.advance(60_000);
  await resume(desk, 'thief-0009', sessionId, token);
  await pass(desk, answersWithinMs, 'phone-0001');
  expect(kinds(desk, sessionId)).toEqual(['resume-refused', 'resume-refused']);
});

test('the same page is taken back at once, whatever its old connection does', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  const next = await resume(desk, 'phone-0002', sessionId, token, 2, myPage.instance);
  expect(next).toBeDefined();
  expect(session.phone.connectionId).toBe('phone-0002');
  expect(desk.site.receivedOf('disconnect-customer')).toEqual([
    { kind: 'disconnect-customer', connectionId: 'phone-0001' },
  ]);
  expect(desk.site.receivedOf('probe-customer')).toEqual([]);
});

test('a reloaded page, another instance, is taken back as soon as the old connection closes', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  await resume(desk, 'phone-0002', sessionId, token, 0, 'page-00002');
  expect(session.phone.connectionId).toBe('phone-0001');
  desk.site.disconnected('phone-0001');
  await settle();
  expect(resumed(desk, 'phone-0002')).toHaveLength(1);
  expect(session.phone.connectionId).toBe('phone-0002');
  expect(session.hasTimers).toBe(false);
  desk.site.fromPhone('phone-0002', { kind: 'send-chat-message', id: 'command-1', text: 'back' });
  await settle();
  expect(kinds(desk, sessionId)).toEqual(['chat-message-sent']);
});

test('a half-dead connection that does not answer gives way after 2 s, also to a client that names no page [S15]', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  await resume(desk, 'phone-0002', sessionId, token, 2);
  await pass(desk, answersWithinMs - 100);
  expect(resumed(desk, 'phone-0002')).toEqual([]);
  await pass(desk, 100);
  expect(resumed(desk, 'phone-0002')).toHaveLength(1);
  expect(session.phone.connectionId).toBe('phone-0002');
  expect(desk.site.receivedOf('disconnect-customer')).toEqual([
    { kind: 'disconnect-customer', connectionId: 'phone-0001' },
  ]);
  expect(kinds(desk, sessionId)).toEqual([]);
});

test('an answer that was on its way when the phone left does not keep it out', async () => {
  const desk = newDesk();
  const { sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  await resume(desk, 'phone-0002', sessionId, token, 2, 'page-00002');
  desk.site.send({ kind: 'customer-answered', connectionId: 'phone-0001' });
  await pass(desk, answersWithinMs);
  expect(resumed(desk, 'phone-0002')).toHaveLength(1);
  expect(kinds(desk, sessionId)).toEqual([]);
});

test('of two that wait one is taken in; the other is refused by the first, as it lives', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  await resume(desk, 'phone-0002', sessionId, token, 2, 'page-00002');
  await resume(desk, 'thief-0001', sessionId, token, 2, 'page-thief1');
  desk.site.disconnected('phone-0001');
  await settle();
  expect(session.phone.connectionId).toBe('phone-0002');
  desk.site.send({ kind: 'customer-answered', connectionId: 'phone-0002' });
  await pass(desk, answersWithinMs, 'phone-0002');
  expect(refusals(desk, 'thief-0001')).toEqual(['resume-refused']);
  expect(session.phone.connectionId).toBe('phone-0002');
});

test('who waits and goes is forgotten, and nothing runs', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  await resume(desk, 'thief-0001', sessionId, token);
  expect(session.hasTimers).toBe(true);
  desk.site.disconnected('thief-0001');
  await settle();
  expect(session.hasTimers).toBe(false);
  expect(desk.clock.pending).toBe(0);
  expect(kinds(desk, sessionId)).toEqual([]);
});

test('a wrong token is refused at once, and the phone that is there is not asked', async () => {
  const desk = newDesk();
  const { sessionId } = await desk.joinAndStart('phone-0001', myPage);
  await resume(desk, 'thief-0001', sessionId, 'token-of-nobody');
  expect(refusals(desk, 'thief-0001')).toEqual(['resume-refused']);
  expect(desk.site.receivedOf('probe-customer')).toEqual([]);
  expect(kinds(desk, sessionId)).toEqual([]);
});

test('a disk that refuses while one is taken in late leaves the session waiting for its phone', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  await resume(desk, 'phone-0002', sessionId, token, 2, 'page-00002');
  desk.refuseWrites(true);
  await pass(desk, answersWithinMs);
  expect(refusals(desk, 'phone-0002')).toEqual(['could-not-save']);
  desk.refuseWrites(false);
  expect(session.phone.connectionId).toBeUndefined();
  expect(session.hasTimers).toBe(true);
  expect(await resume(desk, 'phone-0003', sessionId, token, 2, 'page-00002')).toBeDefined();
});

test('the end lets everybody go: no timer is left, and who waited is told of it', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001', myPage);
  await resume(desk, 'phone-0002', sessionId, token, 2, 'page-00002');
  session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
  await settle();
  expect(session.hasTimers).toBe(false);
  expect(desk.clock.pending).toBe(0);
  const told = messagesOf(desk.site, 'phone-0002', 'events').flatMap(({ events }) => events);
  expect(told.at(-1)).toMatchObject({ kind: 'session-ended' });
});
