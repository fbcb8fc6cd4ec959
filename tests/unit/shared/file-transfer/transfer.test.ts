import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeFileName } from '../../../../shared/file-transfer/file-name';
import {
  receiverJournalSchema,
  senderJournalSchema,
  type TransferLimits,
} from '../../../../shared/file-transfer/transfer';
import { type ModelFile, sha256 } from './model';
import { randomFrom } from './random';
import { TwoEnds } from './two-ends';

const limits: TransferLimits = {
  grainBytes: 16,
  chunkBytes: 64,
  creditBytes: 256,
  fileBytes: 100_000,
  damagedInARow: 3,
  silencesInARow: 12,
};
const both = { sender: true, receiver: true };

function fileOf(size: number, seed = 1): ModelFile {
  const random = randomFrom(seed);
  return { bytes: Uint8Array.from({ length: size }, () => Math.floor(random() * 256)), modifiedAt: 1_000 };
}

function joined(size: number, seed = 1, digests = both): TwoEnds {
  return new TwoEnds({ limits, source: fileOf(size, seed), random: randomFrom(seed), digests });
}

/** Plays a random network: loses, doubles, reorders, kills either end, all by one seed. */
function play(ends: TwoEnds, random: () => number, steps: number, sources: ReadonlySet<string>): void {
  let killsLeft = 4;
  for (let step = 0; step < steps; step += 1) {
    const dice = random();
    const index = random() < 0.7 ? 0 : Math.floor(random() * ends.network.length);
    if (dice < 0.02 && killsLeft > 0) {
      killsLeft -= 1;
      if (random() < 0.5) ends.restartSender();
      else ends.restartReceiver();
    } else if (dice < 0.05) ends.network.splice(index, 1);
    else if (dice < 0.08) ends.deliver(index, true);
    else if (dice < 0.5) ends.deliver(index);
    else if (dice < 0.7) ends.work('sender');
    else if (dice < 0.98) ends.work('receiver');
    else ends.toSender({ kind: 'silence' });
    // Whatever is under the final name is one whole state of the source, and was verified before.
    if (ends.final !== undefined) {
      expect(ends.reports.receiver).toContainEqual({ kind: 'verifying' });
      expect(sources.has(sha256(ends.final))).toBe(true);
    }
  }
}

describe('a transfer over a good connection', () => {
  test.each([0, 1, 15, 16, 17, 64, 255, 256, 257, 5_000])('brings %i bytes', (size) => {
    const ends = joined(size);
    ends.settle(0);
    expect(ends.final).toEqual(ends.options.source.bytes);
    expect(ends.outcomes.sender?.kind).toBe('completed');
    expect(ends.outcomes.sender).toEqual(ends.outcomes.receiver);
    expect(ends.mostAhead).toBeLessThanOrEqual(limits.creditBytes);
    expect(ends.received).toBe(size);
    expect(ends.disk.partial).toBeNull();
  });

  test.each([
    [true, false],
    [false, true],
    [false, false],
  ])('needs no whole digest of a side without the means (%s, %s)', (sender, receiver) => {
    const ends = joined(500, 1, { sender, receiver });
    ends.settle(0);
    expect(ends.final).toEqual(ends.options.source.bytes);
    expect(ends.outcomes.sender).toMatchObject({ kind: 'completed' });
  });
});

describe('a transfer over a bad connection', () => {
  test('ends with equal bytes or a named failure, within its credit, and never under its name too early', () => {
    const seen: string[] = [];
    fc.assert(
      fc.property(fc.nat(1_500), fc.integer(), fc.boolean(), fc.boolean(), (size, seed, changes, whole) => {
        const random = randomFrom(seed);
        const ends = joined(size, seed, { sender: whole, receiver: whole });
        const sources = new Set([sha256(ends.options.source.bytes)]);
        play(ends, random, 150, sources);
        if (changes && ends.final === undefined) {
          Object.assign(ends.options.source, {
            ...fileOf(Math.floor(size / 2), seed + 1),
            modifiedAt: 2_000,
          });
          sources.add(sha256(ends.options.source.bytes));
        }
        play(ends, random, 150, sources);
        ends.settle();
        const { sender, receiver } = ends.outcomes;
        expect(sender).not.toBeNull();
        expect(receiver).not.toBeNull();
        if (sender?.kind === 'completed' || receiver?.kind === 'completed') {
          expect(sender).toEqual(receiver);
          expect(ends.final === undefined ? 'nothing' : [...sources]).toContain(
            ends.final && sha256(ends.final),
          );
          if (!changes) expect(ends.final).toEqual(ends.options.source.bytes);
        } else {
          expect(sender).toMatchObject({ kind: 'failed' });
          expect(ends.final).toBeUndefined();
        }
        seen.push(sender?.kind === 'failed' ? sender.failure : (sender?.kind ?? 'none'));
        expect(ends.mostAhead).toBeLessThanOrEqual(limits.creditBytes);
      }),
      { numRuns: 400, seed: 6 },
    );
    // Most networks of this kind are survived; what fails says why.
    expect(seen.filter((outcome) => outcome === 'completed').length).toBeGreaterThan(0.95 * seen.length);
  });

  test('a connection that stays lost ends in a named failure on both sides, and a retry takes up what is on disk', () => {
    const ends = joined(2_000);
    for (let step = 0; step < 60; step += 1) ends.move();
    ends.network.length = 0;
    for (let silence = 0; silence < limits.silencesInARow; silence += 1) {
      ends.toSender({ kind: 'silence' });
      ends.toReceiver({ kind: 'silence' });
      ends.network.length = 0;
    }
    expect(ends.outcomes.sender).toEqual({ kind: 'failed', failure: 'no-answer', by: 'here' });
    expect(ends.outcomes.receiver).toEqual({ kind: 'failed', failure: 'no-answer', by: 'here' });
    const kept = ends.disk.partial?.length ?? 0;
    expect(kept).toBeGreaterThan(0);
    const before = ends.received;
    ends.toSender({ kind: 'retry', source: ends.source });
    ends.settle(0);
    expect(ends.final).toEqual(ends.options.source.bytes);
    expect(ends.received - before).toBeLessThanOrEqual(2_000 - kept);
  });

  test('the receiver can retry as well', () => {
    const ends = joined(2_000);
    for (let step = 0; step < 40; step += 1) ends.move();
    ends.diskFault = 'disk-full';
    ends.settle(0);
    expect(ends.outcomes.sender).toEqual({ kind: 'failed', failure: 'disk-full', by: 'there' });
    ends.diskFault = null;
    ends.toReceiver({ kind: 'retry' });
    ends.settle(0);
    expect(ends.final).toEqual(ends.options.source.bytes);
    expect(ends.outcomes.sender?.kind).toBe('completed');
  });
});

describe('kills', () => {
  test('ten random kills keep at least 99% of the bytes received (1 GiB, at a scale of 1:4096)', () => {
    const scaled = { ...limits, chunkBytes: 128, creditBytes: 1024, fileBytes: 1_000_000 };
    for (const seed of [1, 2, 3]) {
      const random = randomFrom(seed);
      const size = 256 * 1024 + 5;
      const ends = new TwoEnds({ limits: scaled, source: fileOf(size), random, digests: both });
      for (let kill = 1; kill <= 10; kill += 1) {
        const at = ((kill - random()) / 10) * size;
        while (ends.received < at) {
          const dice = random();
          if (dice < 0.5) ends.work('receiver');
          else if (dice < 0.75) ends.work('sender');
          else ends.deliver(0);
        }
        if (random() < 0.2) ends.restartSender();
        else ends.restartReceiver();
      }
      ends.settle();
      expect(ends.final).toEqual(ends.options.source.bytes);
      expect(size / ends.received).toBeGreaterThanOrEqual(0.99);
    }
  });

  test('a receiver killed between moving the file and noting it knows that it is done', () => {
    const ends = joined(300);
    while (ends.final === undefined) ends.move();
    expect(ends.disk.journal?.stage.kind).toBe('placing');
    expect(receiverJournalSchema.parse(JSON.parse(JSON.stringify(ends.disk.journal)))).toEqual(
      ends.disk.journal,
    );
    expect(senderJournalSchema.parse(JSON.parse(JSON.stringify(ends.senderJournal)))).toEqual(
      ends.senderJournal,
    );
    ends.restartReceiver();
    ends.settle(2);
    expect(ends.outcomes).toMatchObject({ sender: { kind: 'completed' }, receiver: { kind: 'completed' } });
    expect(ends.disk.placed.size).toBe(1);
  });
});

describe('what can go wrong', () => {
  test('a source that changes is begun anew, said on both sides', () => {
    const ends = joined(2_000);
    for (let step = 0; step < 40; step += 1) ends.move();
    Object.assign(ends.options.source, { ...fileOf(1_800, 9), modifiedAt: 2_000 });
    ends.settle();
    expect(ends.final).toEqual(fileOf(1_800, 9).bytes);
    expect(ends.reports.sender).toContainEqual({ kind: 'began-anew' });
    expect(ends.reports.receiver).toContainEqual({ kind: 'began-anew' });
  });

  test('a partial that rotted on disk is found by the whole digest, thrown away, and brought anew by a retry', () => {
    const ends = joined(2_000);
    while ((ends.disk.partial?.length ?? 0) < 500) ends.move();
    ends.disk.partial?.fill(0, 100, 200);
    ends.settle(0);
    expect(ends.outcomes.receiver).toEqual({ kind: 'failed', failure: 'digest-mismatch', by: 'here' });
    expect(ends.disk.partial).toBeNull();
    expect(ends.final).toBeUndefined();
    ends.toSender({ kind: 'retry', source: ends.source });
    ends.settle(0);
    expect(ends.final).toEqual(ends.options.source.bytes);
  });

  test('a chunk damaged once is sent again; damaged every time the transfer fails by name', () => {
    for (const [times, outcome] of [
      [1, { kind: 'completed' }],
      [Number.POSITIVE_INFINITY, { kind: 'failed', failure: 'chunk-damaged', by: 'here' }],
    ] as const) {
      const ends = joined(600);
      let left: number = times;
      for (let step = 0; step < 2_000; step += 1) {
        const packet = ends.network[0];
        if (left > 0 && packet?.message.kind === 'deliver-chunk' && packet.to === 'receiver') {
          left -= 1;
          packet.bytes.fill(0);
        }
        ends.move();
      }
      ends.settle(3);
      expect(ends.outcomes.receiver).toMatchObject(outcome);
    }
  });

  test('a name taken meanwhile is never replaced silently: the verified file waits for another', () => {
    const ends = joined(300);
    const other = new Uint8Array([1]);
    ends.disk.placed.set('report.pdf', other);
    ends.settle(0);
    expect(ends.final).toBe(other);
    expect(ends.reports.receiver).toContainEqual({ kind: 'name-taken', name: 'report.pdf' });
    const name = safeFileName('report (2).pdf');
    if (name === undefined) throw new Error('not safe');
    ends.toReceiver({ kind: 'choose-name', target: { name, replace: false } });
    ends.settle(0);
    expect(ends.disk.placed.get(name)).toEqual(ends.options.source.bytes);
    expect(ends.final).toBe(other);
  });

  test.each(['sender', 'receiver'] as const)('cancelled by the %s, nothing stays on disk', (side) => {
    const ends = joined(2_000);
    for (let step = 0; step < 40; step += 1) ends.move();
    if (side === 'sender') ends.toSender({ kind: 'cancel' });
    else ends.toReceiver({ kind: 'cancel' });
    ends.settle(3);
    expect(ends.outcomes).toMatchObject({ sender: { kind: 'cancelled' }, receiver: { kind: 'cancelled' } });
    expect(ends.disk.partial).toBeNull();
    expect(ends.final).toBeUndefined();
  });

  test('paused by either side nothing more is sent, and it goes on where it stood', () => {
    for (const side of ['sender', 'receiver'] as const) {
      const ends = joined(3_000);
      for (let step = 0; step < 40; step += 1) ends.move();
      if (side === 'sender') ends.toSender({ kind: 'pause' });
      else ends.toReceiver({ kind: 'pause' });
      ends.settle(20);
      const stood = ends.received;
      expect(ends.outcomes).toEqual({ sender: null, receiver: null });
      ends.restartReceiver();
      if (side === 'receiver') ends.toReceiver({ kind: 'pause' });
      ends.settle(3);
      if (side === 'sender') {
        expect(ends.received).toBe(stood);
        ends.toSender({ kind: 'unpause', at: ends.now });
      } else ends.toReceiver({ kind: 'unpause' });
      ends.settle(3);
      expect(ends.final).toEqual(ends.options.source.bytes);
      expect(ends.received).toBe(3_000);
    }
  });
});
