import { expect, onTestFinished, test } from 'vitest';
import { awayAtMostMs } from '../../../../main/session/absence';
import { settle } from '../../../support/scripted-site';
import { gracePeriodMs, resume, SessionHouse } from '../../../support/session-house';
import { temporaryFolder } from '../../../support/temporary-folder';

function house(): SessionHouse {
  const made = new SessionHouse(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

async function goAway(home: SessionHouse): Promise<void> {
  home.site.fromPhone('phone-0001', { kind: 'report-visibility', id: 'command-away', visible: false });
  await settle();
}

test('a connection that fell silent is said to be lost at once: 6 s have passed already [C7]', async () => {
  const home = house();
  const { session } = await home.joinAndStart('phone-0001');
  home.site.disconnected('phone-0001', 'silent');
  await settle();
  expect(session.state.presence).toEqual({ kind: 'lost', at: home.clock.now() });
});

test('the grace period does not run while pictures flow, and begins anew when they stop [S8]', async () => {
  const home = house();
  const { session } = await home.joinAndStart('phone-0001');
  home.site.disconnected('phone-0001', 'silent');
  await settle();
  for (let minute = 0; minute < 30; minute += 1) {
    home.clock.advance(60_000);
    session.connection.mediaFlowed();
  }
  expect(session.state.phase).toBe('active');
  home.clock.advance(gracePeriodMs - 1);
  expect(session.state.phase).toBe('active');
  home.clock.advance(1);
  expect(session.state).toMatchObject({ phase: 'ended', reason: 'customer-did-not-return' });
  expect(home.clock.pending).toBe(0);
});

test('pictures change nothing while the customer is connected, nor after the end', async () => {
  const home = house();
  const { session } = await home.joinAndStart('phone-0001');
  session.connection.mediaFlowed();
  expect(session.hasTimers).toBe(false);
  session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
  session.connection.mediaFlowed();
  expect(home.clock.pending).toBe(0);
});

test('the grace period does not run while the page is away; a page away for hours is taken as closed [S8]', async () => {
  const home = house();
  const { session } = await home.joinAndStart('phone-0001');
  await goAway(home);
  home.site.disconnected('phone-0001', 'silent');
  await settle();
  home.clock.advance(gracePeriodMs * 3);
  expect(session.state).toMatchObject({ phase: 'active', presence: { kind: 'away' } });
  home.clock.advance(awayAtMostMs - gracePeriodMs * 3 - 1);
  expect(session.state.phase).toBe('active');
  home.clock.advance(1);
  expect(session.state).toMatchObject({ phase: 'ended', reason: 'customer-did-not-return' });
  expect(home.clock.pending).toBe(0);
});

test('a page that was away, came back and is then lost has the grace period again', async () => {
  const home = house();
  const { session, sessionId, token } = await home.joinAndStart('phone-0001');
  await goAway(home);
  home.site.disconnected('phone-0001');
  await settle();
  home.clock.advance(gracePeriodMs * 2);
  await resume(home, 'phone-0002', sessionId, token, 3);
  home.site.fromPhone('phone-0002', { kind: 'report-visibility', id: 'command-back', visible: true });
  await settle();
  home.site.disconnected('phone-0002', 'silent');
  await settle();
  home.clock.advance(gracePeriodMs);
  expect(session.state.phase).toBe('ended');
});

test('a page that is away over a restart of the console is still away, not lost', async () => {
  const home = house();
  const { sessionId } = await home.joinAndStart('phone-0001');
  await goAway(home);
  home.restart();
  home.clock.advance(gracePeriodMs * 2);
  expect(home.registry.find(sessionId)?.state).toMatchObject({ phase: 'active', presence: { kind: 'away' } });
});
