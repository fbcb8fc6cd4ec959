import { describe, expect, test, vi } from 'vitest';
import { RequestRefusal } from '../../../../main/ipc/request-server';
import { Practice } from '../../../../main/practice/practice';
import type { Session } from '../../../../main/session/session';
import type { PracticeStatus, SiteStatus } from '../../../../shared/ipc/view';

vi.mock('electron', () => ({ ipcMain: {} }));

const off: SiteStatus = { kind: 'off', message: 'No port is free.' };
const on = { kind: 'on' } as SiteStatus;

function start(site: SiteStatus = on) {
  const phone = { connect: vi.fn(async () => undefined), setPlaying: vi.fn(), show: vi.fn(), close: vi.fn() };
  let closed = (): void => undefined;
  let phase: string | undefined;
  const record = vi.fn();
  let keys = 0;
  const statuses: PracticeStatus[] = [];
  const options = {
    settledSite: async () => site,
    generateSessionKey: vi.fn(async (reference: string) => {
      keys += 1;
      return { sessionKey: `key ${keys}`, generatedAt: 0, expiresAt: 1, reference, note: '' };
    }),
    revokeSessionKey: vi.fn(),
    sessionOfKey: () =>
      phase === undefined ? undefined : ({ state: { phase }, record } as unknown as Session),
    openWindow: vi.fn((whenClosed: () => void) => {
      closed = whenClosed;
      return phone;
    }),
    changed: (status: PracticeStatus) => statuses.push(status),
  };
  const practice = new Practice(options);
  return {
    practice,
    options,
    phone,
    record,
    statuses,
    close: () => closed(),
    setPhase: (next: string | undefined) => {
      phase = next;
    },
  };
}

describe('practice', () => {
  test('makes a key with the reference “Practice” and connects the phone with it', async () => {
    const { practice, options, phone } = start();
    await practice.start();
    expect(options.generateSessionKey).toHaveBeenCalledWith('Practice');
    expect(phone.connect).toHaveBeenCalledWith('key 1');
    expect(practice.status).toEqual({ kind: 'open', sessionKey: 'key 1', playsByItself: true });
  });

  test('pressed twice, or while its session goes on, it opens one phone', async () => {
    const { practice, options, phone, setPhase } = start();
    await Promise.all([practice.start(), practice.start()]);
    setPhase('active');
    await practice.start();
    expect(options.openWindow).toHaveBeenCalledTimes(1);
    expect(options.generateSessionKey).toHaveBeenCalledTimes(1);
    expect(phone.show).toHaveBeenCalledTimes(1);
  });

  test('once its session is over, it begins another on the same phone', async () => {
    const { practice, options, phone, setPhase } = start();
    await practice.start();
    practice.setPlaysByItself(false);
    setPhase('ended');
    await practice.start();
    expect(options.openWindow).toHaveBeenCalledTimes(1);
    expect(phone.connect).toHaveBeenLastCalledWith('key 2');
    expect(practice.status).toEqual({ kind: 'open', sessionKey: 'key 2', playsByItself: true });
  });

  test('without a site it is refused by name', async () => {
    const { practice } = start(off);
    await expect(practice.start()).rejects.toBeInstanceOf(RequestRefusal);
    expect(practice.status).toEqual({ kind: 'closed' });
  });

  test.each([
    ['waiting', 'customer-left'],
    ['active', 'customer-ended'],
  ])('a phone closed while its session is %s ends it', async (phase, reason) => {
    const { practice, record, close, setPhase, statuses } = start();
    await practice.start();
    setPhase(phase);
    close();
    expect(record).toHaveBeenCalledWith('site', { kind: 'session-ended', reason });
    expect(statuses.at(-1)).toEqual({ kind: 'closed' });
  });

  test('a phone closed before it connected takes its key back', async () => {
    const { practice, options, record, close } = start();
    await practice.start();
    close();
    expect(options.revokeSessionKey).toHaveBeenCalledWith('key 1');
    expect(record).not.toHaveBeenCalled();
  });
});
