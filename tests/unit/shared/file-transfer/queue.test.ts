import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chunkLength,
  creditFor,
  measureRoad,
  type Road,
  type SentChunk,
  shareCredit,
} from '../../../../shared/file-transfer/credit';
import { fileLimits } from '../../../../shared/file-transfer/file-limits';
import { safeFileName } from '../../../../shared/file-transfer/file-name';
import { readMeter, startMeter } from '../../../../shared/file-transfer/meter';
import {
  emptyQueue,
  filesToBegin,
  type NewFile,
  type Queue,
  type QueueAction,
  queueTotals,
  reduceQueue,
} from '../../../../shared/file-transfer/queue';

const name =
  safeFileName('a.txt') ??
  (() => {
    throw new Error('not safe');
  })();

function file(transferId: string, direction: NewFile['direction'] = 'to-customer', size = 1_000): NewFile {
  return { transferId, batchId: 'batch', name, direction, size };
}

function queued(...actions: readonly QueueAction[]): Queue {
  return actions.reduce(reduceQueue, emptyQueue);
}
const add = (...files: readonly NewFile[]): QueueAction => ({ kind: 'add', files });
const begin = (transferId: string, at = 0): QueueAction => ({ kind: 'begin', transferId, at });
const statuses = (queue: Queue) => queue.files.map((each) => each.status.kind);

describe('the queue', () => {
  test('begins in order, turn by turn between directions, and never the same file twice', () => {
    const queue = queued(
      add(file('1'), file('2'), file('3'), file('4', 'to-representative')),
      add(file('1')),
    );
    expect(filesToBegin(queue, 2).map((each) => each.transferId)).toEqual(['1', '4']);
    expect(filesToBegin(queue, 9).map((each) => each.transferId)).toEqual(['1', '4', '2', '3']);
    expect(filesToBegin(reduceQueue(queue, begin('1')), 1)).toEqual([]);
  });

  test('can be reordered, also beyond its ends', () => {
    const queue = queued(add(file('1'), file('2'), file('3')), { kind: 'move', transferId: '3', index: 0 });
    expect(queue.files.map((each) => each.transferId)).toEqual(['3', '1', '2']);
    expect(reduceQueue(queue, { kind: 'move', transferId: '3', index: 99 }).files.at(-1)?.transferId).toBe(
      '3',
    );
  });

  test('pauses, goes on, fails, is retried, completes', () => {
    const failed = { kind: 'failed', failure: 'disk-full', by: 'there' } as const;
    let queue = queued(add(file('1')), begin('1'), { kind: 'pause', transferId: '1' });
    expect(filesToBegin(queue)).toEqual([]);
    queue = reduceQueue(queue, { kind: 'unpause', transferId: '1' });
    expect(filesToBegin(queue)[0]).toMatchObject({ begun: true });
    queue = [begin('1'), { kind: 'end', transferId: '1', outcome: failed } as const].reduce(
      reduceQueue,
      queue,
    );
    expect(queueTotals(queue).files).toBe(0);
    queue = reduceQueue(queue, { kind: 'retry', transferId: '1' });
    expect(statuses(queue)).toEqual(['waiting']);
    queue = reduceQueue(queue, {
      kind: 'end',
      transferId: '1',
      outcome: { kind: 'completed', digest: null },
    });
    expect(queueTotals(queue)).toMatchObject({ filesDone: 1, bytesDone: 1_000, timeLeftMs: 0 });
    expect(reduceQueue(queue, { kind: 'retry', transferId: '1' })).toEqual(queue);
    expect(reduceQueue(queue, { kind: 'clear-ended' }).files).toEqual([]);
  });

  test('asks once for all of a batch', () => {
    const collide = (transferId: string): QueueAction => ({ kind: 'collide', transferId, existing: name });
    const other = { ...file('4'), batchId: 'other' };
    const queue = queued(
      add(file('1'), file('2'), file('3'), other),
      ...[collide('1'), collide('2'), collide('4')],
      { kind: 'choose', transferId: '1', choice: 'keep-both', forAll: true },
      collide('3'),
    );
    expect(queue.files.map((each) => each.choice)).toEqual(['keep-both', 'keep-both', 'keep-both', null]);
    expect(statuses(queue)).toEqual(['waiting', 'waiting', 'waiting', 'colliding']);
    expect(
      statuses(reduceQueue(queue, { kind: 'choose', transferId: '4', choice: 'skip', forAll: false }))[3],
    ).toBe('skipped');
  });

  test('adds up progress, speed and time left', () => {
    const progress = (transferId: string, done: number, at: number): QueueAction => ({
      ...{ kind: 'progress', transferId, size: 1_000, done, at },
    });
    const queue = queued(
      add(file('1'), file('2')),
      ...[begin('1'), begin('2'), progress('1', 500, 1_000), progress('2', 250, 1_000)],
    );
    expect(queueTotals(queue)).toEqual({
      ...{ files: 2, filesDone: 0, bytes: 2_000, bytesDone: 750, speed: 750, timeLeftMs: 1_667 },
    });
  });
});

test('a speed is smooth, and bytes kept from before do not count', () => {
  let meter = startMeter(1_000_000, 0);
  for (let second = 1; second <= 20; second += 1)
    meter = readMeter(meter, 1_000_000 + second * 100, second * 1_000);
  expect(meter.speed).toBeCloseTo(100);
  const burst = readMeter(meter, meter.bytes + 100_000, meter.at + 100);
  expect(burst.speed).toBeLessThan(100_000);
  expect(readMeter(meter, 0, 30_000).speed).toBeNull();
});

describe('credit', () => {
  test('is shared fairly: never more than there is, and nobody gets less than an equal part of what it wants', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.array(fc.nat(5_000_000), { minLength: 1, maxLength: 8 }),
        (total, wants) => {
          const shares = shareCredit(total, wants);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(total);
          shares.forEach((share, index) => {
            const want = wants[index] ?? 0;
            expect(share).toBeLessThanOrEqual(want);
            expect(share).toBeGreaterThanOrEqual(Math.min(want, Math.floor(total / wants.length)));
          });
        },
      ),
    );
  });

  test.each([
    [100_000, 1, fileLimits.creditBytes],
    [125, 40, fileLimits.grainBytes],
  ])('over a road of %i bytes/ms and %i ms is %i bytes', (rate, delayMs, expected) => {
    let road: Road = { kind: 'unknown' };
    let [sent, onDisk, now, roadFreeAt] = [0, 0, 0, 0];
    const inFlight: Array<SentChunk & { readonly arrivesAt: number }> = [];
    for (let round = 0; round < 500; round += 1) {
      const credit = creditFor(road, fileLimits.creditBytes, fileLimits);
      const length = chunkLength(credit, 1e12, fileLimits);
      expect(length % fileLimits.grainBytes).toBe(0);
      for (; sent + length - onDisk <= credit; sent += length) {
        roadFreeAt = Math.max(roadFreeAt, now) + length / rate;
        inFlight.push({ end: sent + length, at: now, onDisk, arrivesAt: roadFreeAt + delayMs });
      }
      const chunk = inFlight.shift();
      if (chunk === undefined) throw new Error('nothing was sent');
      now = chunk.arrivesAt;
      onDisk = chunk.end;
      road = measureRoad(road, chunk, onDisk, now);
    }
    const credit = creditFor(road, fileLimits.creditBytes, fileLimits);
    expect(credit / expected).toBeGreaterThan(0.9);
    expect(credit / expected).toBeLessThan(2);
  });
});
