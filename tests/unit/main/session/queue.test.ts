import { describe, expect, onTestFinished, test } from 'vitest';
import { settle } from '../../../support/scripted-site';
import { messagesOf, SessionHouse } from '../../../support/session-house';
import { temporaryFolder } from '../../../support/temporary-folder';

function house(): SessionHouse {
  const made = new SessionHouse(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

describe('the queue', () => {
  const position = (home: SessionHouse, connectionId: string) =>
    messagesOf(home.site, connectionId, 'queue-position-changed').at(-1)?.position;

  test('first come, first served; leaving, being accepted and being declined move the others up [J5]', async () => {
    const home = house();
    const [first, second, third] = [
      await home.join('phone-0001', { id: 'submission-1' }),
      await home.join('phone-0002', { id: 'submission-2' }),
      await home.join('phone-0003', { id: 'submission-3' }),
    ];
    await home.join('phone-0004', { id: 'submission-4' });
    const positions = () => [1, 2, 3, 4].map((phone) => position(home, `phone-000${phone}`));
    expect(positions()).toEqual([1, 2, 3, 4]);

    home.site.fromPhone('phone-0002', { kind: 'leave-queue', id: 'command-1' });
    await settle();
    expect(positions()).toEqual([1, 2, 2, 3]);
    expect(second.session.state).toMatchObject({
      phase: 'turned-away',
      outcome: { kind: 'ended', reason: 'customer-left' },
    });

    first.session.record('representative', {
      kind: 'session-started',
      representative: { name: 'Astrid' },
      waitedMs: 0,
    });
    await settle();
    expect(position(home, 'phone-0003')).toBe(1);
    third.session.record('representative', { kind: 'session-declined', reason: 'Closed today' });
    await settle();
    expect(position(home, 'phone-0004')).toBe(1);
    expect(messagesOf(home.site, 'phone-0001', 'queue-position-changed').length).toBeGreaterThan(0);
    home.site.clear();
    home.site.fromPhone('phone-0001', { kind: 'end-session', id: 'command-2' });
    await settle();
    expect(messagesOf(home.site, 'phone-0001', 'queue-position-changed')).toEqual([]);
  });

  test('a phone that resumes while it waits is told its place again', async () => {
    const home = house();
    const { sessionId, token } = await home.join('phone-0001');
    home.site.disconnected('phone-0001');
    home.site.resume('phone-0002', sessionId, token, 1);
    await settle();
    expect(position(home, 'phone-0002')).toBe(1);
  });
});
