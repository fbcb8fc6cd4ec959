import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileLimits } from '../../../../shared/file-transfer/file-limits';
import {
  encodeRecord,
  RecordDecoder,
  RecordError,
  type RoadRecord,
  recordHeader,
} from '../../../../shared/file-transfer/record';

const record = fc.record({
  type: fc.constantFrom('message' as const, 'chunk' as const),
  payload: fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
});

describe('records [F6]', () => {
  test('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), fc.array(fc.nat({ max: 2_000 })), (records, cuts) => {
        const stream = Buffer.concat(records.map(encodeRecord));
        const decoder = new RecordDecoder();
        const found: RoadRecord[] = [];
        let at = 0;
        for (const cut of [...cuts, stream.length]) {
          const piece = stream.subarray(at, at + cut);
          at += piece.length;
          for (const one of decoder.push(piece)) found.push({ ...one, payload: one.payload.slice() });
        }
        expect(decoder.isBetweenRecords).toBe(true);
        expect(found.map(({ type, payload }) => [type, [...payload]])).toEqual(
          records.map(({ type, payload }) => [type, [...payload]]),
        );
      }),
    );
  });

  test.each([
    ['an empty payload', recordHeader('message', 0)],
    ['too long a message', recordHeader('message', fileLimits.recordMessageBytes + 1)],
    ['too long a chunk', recordHeader('chunk', fileLimits.chunkBytes + 1)],
    ['an unknown type', Uint8Array.of(3, 0, 0, 0, 1)],
  ])('%s is refused before any of it is kept', (_name, header) => {
    expect(() => [...new RecordDecoder().push(header)]).toThrow(RecordError);
  });

  test('the longest chunk is taken, and a record that has begun is known', () => {
    const decoder = new RecordDecoder();
    const bytes = encodeRecord({ type: 'chunk', payload: new Uint8Array(fileLimits.chunkBytes) });
    expect([...decoder.push(bytes.subarray(0, 7))]).toEqual([]);
    expect(decoder.isBetweenRecords).toBe(false);
    expect([...decoder.push(bytes.subarray(7))].map(({ payload }) => payload.length)).toEqual([
      fileLimits.chunkBytes,
    ]);
  });
});
