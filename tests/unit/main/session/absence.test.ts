import { expect, onTestFinished, test } from 'vitest';
import { awayAtMostMs } from '../../../../main/session/absence';
import {
  ConsoleWithoutWindows,
  gracePeriodMs,
  resume,
} from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

function newDesk(): ConsoleWithoutWindows {
  const made = new ConsoleWithoutWindows(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

async function goAway(desk: ConsoleWithoutWindows): Promise<void> {
  desk.site.fromPhone('phone-0001', { kind: 'report-visibility', id: 'command-away', visible: false });
  await settle();
}

test('a connection that fell silent is said to be lost at once: 6 s have passed already [C7]', async () => {
  const desk = newDesk();
  const { session } = await desk.joinAndStart('phone-0001');
  desk.site.disconnected('phone-0001', 'silent');
  await settle();
  expect(session.state.presence).toEqual({ kind: 'lost', at: desk.clock.now() });
});

test('the grace period does not run while pictures flow, and begins anew when they stop [S8]', async () => {
  const desk = newDesk();
  const { session } = await desk.joinAndStart('phone-0001');
  desk.site.disconnected('phone-0001', 'silent');
  await settle();
  for (let minute = 0; minute < 30; minute += 1) {
    desk.clock.advance(60_000);
    session.phone.mediaFlowed();
  }
  expect(session.state.phase).toBe('active');
  desk.clock.advance(gracePeriodMs - 1);
  expect(session.state.phase).toBe('active');
  desk.clock.advance(1);
  expect(session.state).toMatchObject({ phase: 'ended', reason: 'customer-did-not-return' });
  expect(desk.clock.pending).toBe(0);
});

test('pictures change nothing while the customer is connected, nor after the end', async () => {
  const desk = newDesk();
  const { session } = await desk.joinAndStart('phone-0001');
  session.phone.mediaFlowed();
  expect(session.hasTimers).toBe(false);
  session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
  session.phone.mediaFlowed();
  expect(desk.clock.pending).toBe(0);
});

test('the grace period does not run while the page is away; a page away for hours is taken as closed [S8]', async () => {
  const desk = newDesk();
  const { session } = await desk.joinAndStart('phone-0001');
  await goAway(desk);
  desk.site.disconnected('phone-0001', 'silent');
  await settle();
  desk.clock.advance(gracePeriodMs * 3);
  expect(session.state).toMatchObject({ phase: 'active', presence: { kind: 'away' } });
  desk.clock.advance(awayAtMostMs - gracePeriodMs * 3 - 1);
  expect(session.state.phase).toBe('active');
  desk.clock.advance(1);
  expect(session.state).toMatchObject({ phase: 'ended', reason: 'customer-did-not-return' });
  expect(desk.clock.pending).toBe(0);
});

test('a page that was away, came back and is then lost has the grace period again', async () => {
  const desk = newDesk();
  const { session, sessionId, token } = await desk.joinAndStart('phone-0001');
  await goAway(desk);
  desk.site.disconnected('phone-0001');
  await settle();
  desk.clock.advance(gracePeriodMs * 2);
  await resume(desk, 'phone-0002', sessionId, token, 3);
  desk.site.fromPhone('phone-0002', { kind: 'report-visibility', id: 'command-back', visible: true });
  await settle();
  desk.site.disconnected('phone-0002', 'silent');
  await settle();
  desk.clock.advance(gracePeriodMs);
  expect(session.state.phase).toBe('ended');
});

test('a page that is away over a restart of the console is still away, not lost', async () => {
  const desk = newDesk();
  const { sessionId } = await desk.joinAndStart('phone-0001');
  await goAway(desk);
  desk.restart();
  desk.clock.advance(gracePeriodMs * 2);
  expect(desk.registry.find(sessionId)?.state).toMatchObject({ phase: 'active', presence: { kind: 'away' } });
});
