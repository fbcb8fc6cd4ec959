import { describe, expect, it } from 'vitest';
import { eventWords, isWorded } from '../../../../renderer/chat/event-words';
import { accessWords } from '../../../../renderer/file-transfer/access-words';
import { collisionWords } from '../../../../renderer/file-transfer/collision-words';
import { failureAdvice } from '../../../../renderer/file-transfer/failure-words';
import { checkName } from '../../../../renderer/file-transfer/name-check';
import { queueWords, transferWords } from '../../../../renderer/file-transfer/transfer-words';
import { safeFileName } from '../../../../shared/file-transfer/file-name';
import {
  transferFailureSchema,
  transferRefusalSchema,
} from '../../../../shared/file-transfer/transfer-outcome';
import type { TransferView } from '../../../../shared/ipc/file-view';
import type { EventBody, SessionEvent } from '../../../../shared/session/session-event';
import { failureReason, refusalReason } from '../../../../shared/session/told/file-reasons';
import { amountInWords, percentInWords } from '../../../../shared/words/sizes';
import { bodies, eventOf } from '../chat/samples';
import { transferOf } from './samples';

const say = (body: EventBody, by: SessionEvent['by'] = 'site') => {
  const event = eventOf(body, 1, 0, by);
  if (!isWorded(event)) throw new Error('no words');
  return eventWords(event, 'Maria Lindqvist');
};

describe('the log about files', () => {
  it('tells size, duration and SHA-256 of a file that arrived', () => {
    const { text, detail, mark } = say(bodies['file-transfer-completed']);
    expect(text).toBe('mail-profile.mobileconfig sent, verified');
    expect(detail).toBe(`3.1 MB in 0:02, SHA-256 ${'cd'.repeat(32)}`);
    expect(mark).toBe('tick');
    expect(say({ ...bodies['file-transfer-completed'], direction: 'to-representative' }).text).toBe(
      'mail-profile.mobileconfig fetched, verified',
    );
  });

  it('does not say verified where nobody compared the whole file', () => {
    const { text, detail } = say({ ...bodies['file-transfer-completed'], digest: null });
    expect(text).toBe('mail-profile.mobileconfig sent, 3.1 MB');
    expect(detail).not.toContain('SHA');
  });

  it('tells who did it, and what cannot be seen in a name', () => {
    expect(say(bodies['customer-files-deleted'], 'customer').text).toBe('Maria deleted Old');
    expect(say(bodies['customer-files-deleted'], 'representative').text).toBe('You deleted Old');
    expect(say({ kind: 'customer-files-deleted', paths: ['a', 'b'], count: 30 }, 'customer')).toMatchObject({
      text: 'Maria deleted 30 items',
      detail: 'a\nb',
    });
    expect(say(bodies['file-transfer-cancelled'], 'customer').text).toMatch(/cancelled by Maria$/);
    expect(say({ ...bodies['file-transfer-offered'], spelledAs: 'mail\u202E.txt' }).detail).toBe(
      'Spelled mail⟨U+202E⟩.txt by its sender',
    );
  });

  it('puts a red ring where a transfer failed, with the reason', () => {
    expect(say(bodies['file-transfer-failed'])).toMatchObject({
      text: 'mail-profile.mobileconfig stopped: the phone has no room left',
      mark: 'ring-stop',
    });
  });
});

describe('a transfer in the queue', () => {
  const tell = (change: Partial<TransferView>, isRoadOpen = true) =>
    transferWords(transferOf(change), 'Maria', isRoadOpen);

  it('tells how far it is, how fast and how long it takes', () => {
    const status = { kind: 'active', speed: 3_100_000, timeLeftMs: 2_400 } as const;
    expect(tell({ size: 18_400_000, done: 11_400_000, status })).toEqual({
      main: '11.4 of 18.4 MB',
      detail: '3.1 MB/s, 3 s left',
      tone: 'plain',
    });
    expect(tell({ status: { kind: 'active', speed: null, timeLeftMs: null } }).detail).toBe('Begins');
  });

  it('says that it waits for the phone while the road is closed, and what is kept', () => {
    const status = { kind: 'active', speed: 3_100_000, timeLeftMs: 2_400 } as const;
    expect(tell({ size: 2000, done: 1000, status }, false)).toEqual({
      main: 'Waiting for Maria’s phone',
      detail: '1.0 of 2.0 kB kept',
      tone: 'wait',
    });
  });

  it('tells who paused it', () => {
    expect(tell({ size: 100, done: 38, status: { kind: 'paused', by: 'customer' } }).main).toBe(
      'Paused by Maria at 38%',
    );
    expect(tell({ size: 100, done: 38, status: { kind: 'paused', by: 'representative' } }).main).toBe(
      'Paused at 38%',
    );
  });

  it('says that SHA-256 matches only where it was compared', () => {
    const ended = (digest: string | null) =>
      tell({ size: 1000, done: 1000, status: { kind: 'ended', outcome: { kind: 'completed', digest } } });
    expect(ended('ab'.repeat(32))).toMatchObject({ main: 'Verified', tone: 'live' });
    expect(ended('ab'.repeat(32)).detail).toBe('1.0 kB, SHA-256 matches');
    expect(ended(null).detail).not.toContain('SHA');
  });

  it('never shows 100 % before everything is done, nor more done than there is', () => {
    expect(percentInWords(9_999, 10_000)).toBe('99%');
    expect(percentInWords(0, 0)).toBe('100%');
    expect(amountInWords(0, 0)).toBe('0 of 0 B');
    expect(amountInWords(999, 999)).toBe('999 of 999 B');
    expect(amountInWords(156_000_000, 412_000_000)).toBe('156 of 412 MB');
  });

  it('has a reason and advice for every failure and refusal, both ways, without blame', () => {
    for (const direction of ['to-customer', 'to-representative'] as const) {
      for (const failure of transferFailureSchema.options) {
        expect(failureReason(failure, direction, 'Maria', 'this computer')).toMatch(/^[a-zM]/);
        expect(failureAdvice(failure, direction, 'Maria', '1.7 MB')).toMatch(/\.$/);
      }
      for (const refusal of transferRefusalSchema.options) {
        expect(refusalReason(refusal, direction, 'Maria', 'this computer')).not.toMatch(/!|undefined|-/);
      }
    }
  });

  it('tells the queue as a whole', () => {
    const totals = { files: 5, filesDone: 1, bytes: 10, bytesDone: 1, speed: 3e6, timeLeftMs: 20_000 };
    expect(queueWords(5, totals)).toBe('5, about 20 s left, 3.0 MB/s');
    expect(queueWords(5, { ...totals, speed: null, timeLeftMs: null })).toBe('5');
    expect(queueWords(5, { ...totals, filesDone: 5 })).toBe('5, all done');
  });
});

describe('two files of one name', () => {
  const now = new Date(2026, 10, 22, 15).getTime();
  const at = (hour: number, minute: number) => new Date(2026, 10, 22, hour, minute).getTime();
  const existing = safeFileName('a.txt');
  if (existing === undefined) throw new Error('not safe');
  const transfer = transferOf({ size: 14_000, status: { kind: 'colliding', existing } });

  it('are told apart by size and time', () => {
    const there = { size: 14_000, modifiedAt: at(10, 44) };
    const source = { size: 14_000, modifiedAt: at(10, 47) };
    expect(collisionWords(transfer, { there, source }, now)).toBe(
      'There: 14 kB, 10:44. Yours: 14 kB, 10:47, newer.',
    );
    expect(
      collisionWords({ ...transfer, direction: 'to-representative' }, { there: source, source: there }, now),
    ).toBe('There: 14 kB, 10:47. Theirs: 14 kB, 10:44, older.');
    expect(collisionWords(transfer, { there: null, source: null }, now)).toBe('Yours: 14 kB.');
  });
});

describe('where no files are shown', () => {
  const tell = (
    access: 'off' | 'asked' | 'declined' | 'revoked' | 'allowed',
    presence: 'connected' | 'lost' = 'connected',
  ) => accessWords({ access, at: 1_000, policy: 'both' }, { kind: presence, at: 0 }, 'Maria', 13_000);

  it('says what is missing and how to ask for it', () => {
    expect(tell('off')?.ask).toBe('Ask for file access');
    expect(tell('asked')).toMatchObject({ mark: 'ring-wait', ask: '' });
    expect(tell('asked')?.text).toContain('0:12');
    expect(tell('declined')?.ask).toBe('Ask again');
    expect(tell('revoked')?.title).toBe('Maria took file access back');
    expect(tell('allowed')).toBeUndefined();
    expect(tell('off', 'lost')).toMatchObject({ mark: 'ring-wait', ask: '' });
  });
});

describe('a name that is typed', () => {
  it('is checked for every system, with a spelling that all can have', () => {
    expect(checkName('notes.txt', [])).toEqual({ kind: 'good', name: 'notes.txt' });
    expect(checkName('   ', [])).toEqual({ kind: 'empty' });
    expect(checkName('a/b', [])).toMatchObject({ kind: 'bad', instead: null });
    expect(checkName('CON', [])).toMatchObject({ kind: 'bad', instead: '_CON' });
    expect(checkName('Notes.TXT', ['notes.txt'])).toMatchObject({ kind: 'bad', instead: null });
  });
});
