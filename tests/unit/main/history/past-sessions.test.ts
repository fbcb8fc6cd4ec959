import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BlobStore } from '../../../../main/blobs/blob-store';
import { TransferStore } from '../../../../main/file-transfer/transfer-store';
import { openDatabase } from '../../../../main/history/database';
import { deleteSession } from '../../../../main/history/deletion';
import { type HistoryWish, PastSessions } from '../../../../main/history/past-sessions';
import { Retention, retentionCheckMs } from '../../../../main/history/retention';
import { partialName } from '../../../../shared/file-transfer/partial-name';
import { safeFileNameSchema } from '../../../../shared/file-transfer/transfer';
import type { EventBody } from '../../../../shared/session/session-event';
import { type PastSession, writePast } from '../../../support/past-logs';
import { FakeClock } from '../../../support/played/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

const day = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 0, 1);

function keptSessions(sessions: readonly PastSession[]) {
  const folder = temporaryFolder();
  const { database } = openDatabase(join(folder, 'sightline.sqlite'));
  database.exec('PRAGMA synchronous = OFF');
  onTestFinished(() => {
    database.close();
  });
  const store = writePast(database, sessions);
  const past = new PastSessions(database);
  const find = (change: Partial<HistoryWish>) =>
    past.search({ text: '', from: null, to: null, representative: null, offset: 0, limit: 50, ...change });
  const idsFor = (text: string): string[] => find({ text }).rows.map(({ sessionId }) => sessionId);
  return { folder, database, store, past, find, idsFor };
}

const said = (text: string): readonly ['customer', EventBody] => [
  'customer',
  { kind: 'chat-message-sent', text },
];
const noted = (text: string): readonly ['representative', EventBody] => [
  'representative',
  { kind: 'notes-written', text },
];

describe('the history', () => {
  test('lists a session with its people, times, device, ending and outcome', () => {
    const { find } = keptSessions([
      {
        sessionId: 'session-a',
        customer: 'Maria Lindqvist',
        joinedAt: start,
        entries: [
          said('hello'),
          ['representative', { kind: 'reference-set', reference: 'ITSM-4411', note: '' }],
          ['representative', { kind: 'outcome-set', outcome: 'follow-up' }],
        ],
      },
      { sessionId: 'session-b', customer: 'Juan Ortiz', joinedAt: start + day, isOpen: true },
    ]);
    const { rows, total } = find({});
    expect(total).toBe(2);
    expect(rows.map(({ sessionId }) => sessionId)).toEqual(['session-b', 'session-a']);
    expect(rows[0]).toMatchObject({
      phase: 'active',
      endedAt: null,
      ending: null,
      outcome: null,
      messages: 0,
    });
    expect(rows[1]).toEqual({
      sessionId: 'session-a',
      customerName: 'Maria Lindqvist',
      description: '',
      reference: 'ITSM-4411',
      device: { model: 'Pixel 8', operatingSystem: 'Android 16', browser: 'Chrome 150', language: 'sv-SE' },
      representative: 'Astrid Holm',
      joinedAt: start,
      startedAt: start + 1_000,
      endedAt: start + 5_000,
      phase: 'ended',
      ending: 'customer-ended',
      outcome: 'follow-up',
      messages: 1,
      match: null,
    });
  });

  test('finds names, messages and notes: every word, from its beginning for the last, accents aside', () => {
    const { idsFor, find } = keptSessions([
      {
        sessionId: 'session-a',
        customer: 'Zoë Müller',
        joinedAt: start,
        entries: [said('The printer is offline.')],
      },
      {
        sessionId: 'session-b',
        customer: 'Juan Ortiz',
        joinedAt: start + 1,
        entries: [noted('Ordered a printer. Zoe called.')],
      },
      { sessionId: 'session-c', customer: 'Li', representative: 'Per Berg', joinedAt: start + 2 },
    ]);
    expect(idsFor('printer')).toEqual(['session-b', 'session-a']);
    expect(idsFor('zoe muller printer')).toEqual(['session-a']);
    expect(idsFor('OFFL')).toEqual(['session-a']);
    expect(idsFor('offl printer')).toEqual([]);
    expect(idsFor('per')).toEqual(['session-c']);
    expect(find({ text: 'printer', representative: 'Per Berg' }).total).toBe(0);
    expect(find({ text: 'offline' }).rows[0]?.match).toEqual({
      seq: 3,
      text: 'The printer is offline.',
      marks: [[15, 22]],
    });
  });

  test('finds notes as they are now, not as they were', () => {
    const { idsFor } = keptSessions([
      {
        sessionId: 'session-a',
        customer: 'Maja',
        joinedAt: start,
        entries: [noted('draft'), noted('final words')],
      },
    ]);
    expect(idsFor('final')).toEqual(['session-a']);
    expect(idsFor('draft')).toEqual([]);
  });

  test.each(['"', "'", '*', 'a AND', 'NEAR(', 'text:x', '(', '-x', '^a', '"a" OR "b', '\0', '{a b}:c'])(
    'takes %j as words, never as a query',
    (text) => {
      const { find } = keptSessions([{ sessionId: 'session-a', customer: 'Maja', joinedAt: start }]);
      expect(() => find({ text })).not.toThrow();
    },
  );

  test('searches a thousand sessions by text, time and representative, page by page', {
    timeout: 60_000,
  }, () => {
    const words = ['parcel', 'invoice', 'camera', 'password', 'screen'];
    const sessions = Array.from(
      { length: 1_000 },
      (_, n): PastSession => ({
        sessionId: `session-${String(n).padStart(4, '0')}`,
        customer: `Customer ${n} ${n % 7 === 0 ? 'Lindqvist' : 'Ortiz'}`,
        representative: n % 2 === 0 ? 'Astrid Holm' : 'Per Berg',
        joinedAt: start + n * 60_000,
        entries: [
          ...Array.from({ length: 8 }, (_, m) =>
            said(`The ${words[(n + m) % 5]} ${n} does not show, try ${m}.`),
          ),
          ...(n % 10 === 3 ? [noted(`Needle${n} was found`)] : []),
        ],
      }),
    );
    const { find, idsFor, past } = keptSessions(sessions);
    const began = performance.now();
    expect(find({ text: 'parcel' }).total).toBe(1_000);
    expect(find({ text: 'needle' }).total).toBe(100);
    expect(idsFor('needle73')).toEqual(['session-0733', 'session-0073']);
    expect(find({ text: 'lindqvist', representative: 'Per Berg' }).total).toBe(
      sessions.filter((_, n) => n % 7 === 0 && n % 2 === 1).length,
    );
    expect(find({ from: start + 100 * 60_000, to: start + 199 * 60_000 }).total).toBe(100);
    const paged = Array.from(
      { length: 20 },
      (_, page) => find({ text: 'invoice', offset: page * 50 }).rows,
    ).flat();
    expect(paged.map(({ sessionId }) => sessionId)).toEqual(
      sessions.map(({ sessionId }) => sessionId).reverse(),
    );
    expect(past.representatives()).toEqual(['Astrid Holm', 'Per Berg']);
    console.info(`25 searches of 1,000 sessions: ${Math.round(performance.now() - began)} ms`);
  });
});

/** A word that no two sessions share, nor much of its beginning. */
function uniqueWord(n: number): string {
  return createHash('sha256').update(String(n)).digest('hex').slice(0, 20);
}

/** Every byte in the folder and below. */
function bytesIn(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
}

/** What file transfer keeps of a session: its queue, a journal, and the unfinished file the journal names. */
async function keepTransfer(
  transfers: TransferStore,
  sessionId: string,
  n: number,
  partialPath: string,
): Promise<void> {
  const roadId = `road-of-file-${n}x`;
  const name = safeFileNameSchema.parse(`Queued${n}x.pdf`);
  transfers.keepQueue(sessionId, [
    {
      ...{ transferId: roadId, batchId: roadId, roadId, name, direction: 'to-representative', size: 10 },
      ...{ folderId: 'downloads-folder', sourceNames: [], folder: '', customerPath: name },
      ...{ startedAt: start, isPaused: false, choice: null },
    },
  ]);
  await transfers.keepJournal(sessionId, roadId, {
    kind: 'receiver',
    partialPath,
    journal: {
      ...{ transferId: roadId, attempt: 1, round: 1, name: `Fetched${n}x.pdf`, target: null },
      source: { size: 10, modifiedAt: 7 },
      stage: { kind: 'receiving' },
    },
  });
  writeFileSync(partialPath, `Bytes of ${n}x`);
}

describe('deleting', () => {
  test('leaves no byte of a session in the database, its index, its journal or its folder', {
    timeout: 60_000,
  }, async () => {
    const sessions = Array.from(
      { length: 60 },
      (_, n): PastSession => ({
        sessionId: `session-${n}`,
        customer: `Nomen${n}x`,
        joinedAt: start + n,
        entries: Array.from({ length: 12 }, (_, m) => [
          said(`Secret${n}x number ${m} ${uniqueWord(n)} ${`long${n}x `.repeat(m * 20)}.`),
          noted(`Noted${n}x ${m}`),
        ]).flat(),
      }),
    );
    const { folder, past, database } = keptSessions(sessions);
    const blobs = new BlobStore(join(folder, 'sessions'));
    for (const { sessionId } of sessions) {
      mkdirSync(blobs.folder(sessionId).path, { recursive: true });
      writeFileSync(join(blobs.folder(sessionId).path, 'a'.repeat(64)), `Picture of ${sessionId}x`);
    }
    const transfers = new TransferStore(join(folder, 'transfers'));
    mkdirSync(join(folder, 'downloads'));
    const partialOf = (n: number): string => join(folder, 'downloads', partialName(`road-of-file-${n}x`));
    for (const [n, { sessionId }] of sessions.entries()) {
      await keepTransfer(transfers, sessionId, n, partialOf(n));
    }
    const marksOf = (n: number): string[] => [
      `Queued${n}x`,
      `Fetched${n}x`,
      `Bytes of ${n}x`,
      `Secret${n}x`,
      `Nomen${n}x`,
      `Noted${n}x`,
      `long${n}x`,
      `Picture of session-${n}x`,
      // The index keeps a word without what it shares with the one before it in the alphabet.
      uniqueWord(n).slice(4),
    ];
    for (const mark of marksOf(7)) expect(bytesIn(folder).includes(mark), mark).toBe(true);
    const deleted: string[] = [];
    const parts = {
      past,
      letGo: (sessionId: string) => sessionId !== 'session-8',
      removeFolder: (sessionId: string) => blobs.remove(sessionId),
      removeTransfers: async (sessionId: string) => transfers.forgetSession(sessionId),
      deleted: (sessionId: string) => deleted.push(sessionId),
    };
    const gone = [7, 11, 12, 13, 30, 39];
    for (const n of gone) expect(await deleteSession(parts, `session-${n}`)).toBe('deleted');
    expect(await deleteSession(parts, 'session-7')).toBe('not-found');
    expect(await deleteSession(parts, 'session-8')).toBe('still-open');
    expect(deleted).toEqual(gone.map((n) => `session-${n}`));

    const left = bytesIn(folder);
    for (const n of gone) {
      for (const mark of marksOf(n)) expect(left.includes(mark), mark).toBe(false);
      expect(existsSync(blobs.folder(`session-${n}`).path)).toBe(false);
      expect(existsSync(partialOf(n))).toBe(false);
    }
    for (const mark of marksOf(8)) expect(left.includes(mark), mark).toBe(true);
    expect(statSync(join(folder, 'sightline.sqlite-wal')).size).toBe(0);
    expect(database.prepare('PRAGMA integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
    database.exec("INSERT INTO search (search) VALUES ('integrity-check')");
    expect(
      past.search({ text: 'Secret8x', from: null, to: null, representative: null, offset: 0, limit: 5 })
        .total,
    ).toBe(1);
  });
});

describe('retention', () => {
  test('deletes what ended longer ago than the setting says, now, hourly, and never what is open', async () => {
    const { past, folder } = keptSessions([
      { sessionId: 'session-old', customer: 'Old', joinedAt: start - 10 * day },
      { sessionId: 'session-new', customer: 'New', joinedAt: start - 6 * day },
      { sessionId: 'session-open', customer: 'Open', joinedAt: start - 300 * day, isOpen: true },
    ]);
    const blobs = new BlobStore(join(folder, 'sessions'));
    const transfers = new TransferStore(join(folder, 'transfers'));
    mkdirSync(join(folder, 'downloads'));
    const partial = join(folder, 'downloads', partialName('road-of-file-1x'));
    await keepTransfer(transfers, 'session-old', 1, partial);
    await keepTransfer(transfers, 'session-new', 2, `${partial}-2`);
    const parts = {
      past,
      letGo: () => true,
      removeFolder: (sessionId: string) => blobs.remove(sessionId),
      removeTransfers: async (sessionId: string) => transfers.forgetSession(sessionId),
      deleted: () => undefined,
    };
    const clock = new FakeClock(start);
    let days: number | null = null;
    const failures: unknown[] = [];
    const retention = new Retention({
      clock,
      retentionDays: () => days,
      endedBefore: (time) => past.endedBefore(time),
      deleteSession: (sessionId) => deleteSession(parts, sessionId),
      failed: (error) => failures.push(error),
    });
    const left = () => ['session-old', 'session-new', 'session-open'].filter((id) => past.has(id));
    await retention.check();
    expect(left()).toEqual(['session-old', 'session-new', 'session-open']);
    days = 7;
    await retention.check();
    expect(left()).toEqual(['session-new', 'session-open']);
    for (const mark of ['Queued1x', 'Fetched1x', 'Bytes of 1x']) {
      expect(bytesIn(folder).includes(mark), mark).toBe(false);
    }
    for (const mark of ['Queued2x', 'Fetched2x', 'Bytes of 2x']) {
      expect(bytesIn(folder).includes(mark), mark).toBe(true);
    }
    clock.advance(day + 2 * retentionCheckMs);
    await retention.check();
    expect(left()).toEqual(['session-open']);
    retention.dispose();
    expect(failures).toEqual([]);
  });
});
