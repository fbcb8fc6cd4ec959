import { expect, test } from 'vitest';
import { Tickets } from '../../../../main/session/tickets';
import { FakeClock } from '../../../support/played/fake-clock';

test('a ticket is good until it is taken, revoked or expired, whichever comes first, and leaves no timer', () => {
  const clock = new FakeClock();
  const tickets = new Tickets<string>(clock, 1_000);
  const taken = tickets.issue('session-1', 'a');
  const revoked = tickets.issue('session-2', 'b');
  const expiring = tickets.issue('session-1', 'c');
  expect(expiring.expiresAt).toBe(clock.now() + 1_000);
  expect(tickets.ofSession('session-1').map(({ grant }) => grant)).toEqual(['a', 'c']);
  expect(tickets.find(taken.name)).toBe('a');
  expect(tickets.take(taken.name)).toBe('a');
  expect(tickets.take(taken.name)).toBeUndefined();
  tickets.revoke('session-2');
  expect(tickets.find(revoked.name)).toBeUndefined();
  clock.advance(999);
  expect(tickets.find(expiring.name)).toBe('c');
  clock.advance(1);
  expect(tickets.find(expiring.name)).toBeUndefined();
  expect(clock.pending).toBe(0);
  tickets.issue('session-1', 'd');
  tickets.clear();
  expect(tickets.ofSession('session-1')).toEqual([]);
  expect(clock.pending).toBe(0);
});
