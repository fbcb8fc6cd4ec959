import { describe, expect, onTestFinished, test } from 'vitest';
import { ConsoleWithoutWindows, messagesOf } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

function newDesk(): ConsoleWithoutWindows {
  const made = new ConsoleWithoutWindows(temporaryFolder());
  onTestFinished(() => made.close());
  return made;
}

describe('the queue', () => {
  const position = (desk: ConsoleWithoutWindows, connectionId: string) =>
    messagesOf(desk.site, connectionId, 'queue-position-changed').at(-1)?.position;

  test('first come, first served; leaving, being accepted and being declined move the others up [J5]', async () => {
    const desk = newDesk();
    const [first, second, third] = [
      await desk.join('phone-0001', { id: 'submission-1' }),
      await desk.join('phone-0002', { id: 'submission-2' }),
      await desk.join('phone-0003', { id: 'submission-3' }),
    ];
    await desk.join('phone-0004', { id: 'submission-4' });
    const positions = () => [1, 2, 3, 4].map((phone) => position(desk, `phone-000${phone}`));
    expect(positions()).toEqual([1, 2, 3, 4]);

    desk.site.fromPhone('phone-0002', { kind: 'leave-queue', id: 'command-1' });
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
    expect(position(desk, 'phone-0003')).toBe(1);
    third.session.record('representative', { kind: 'session-declined', reason: 'Closed today' });
    await settle();
    expect(position(desk, 'phone-0004')).toBe(1);
    expect(messagesOf(desk.site, 'phone-0001', 'queue-position-changed').length).toBeGreaterThan(0);
    desk.site.clear();
    desk.site.fromPhone('phone-0001', { kind: 'end-session', id: 'command-2' });
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'queue-position-changed')).toEqual([]);
  });

  test('a phone that resumes while it waits is told its place again', async () => {
    const desk = newDesk();
    const { sessionId, token } = await desk.join('phone-0001');
    desk.site.disconnected('phone-0001');
    desk.site.resume('phone-0002', sessionId, token, 1);
    await settle();
    expect(position(desk, 'phone-0002')).toBe(1);
  });
});
