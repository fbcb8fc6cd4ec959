import { expect, it } from 'vitest';
import { ChangeQueue, splitChanges } from '../../../../renderer/annotation/change-queue';
import type { AnnotationChange } from '../../../../shared/annotation/board';
import { framePoint } from '../../../../shared/annotation/frame-point';
import { annotationLimits } from '../../../../shared/annotation/limits';
import { settle } from './annotator-world';

const removal = (id: string): AnnotationChange => ({ kind: 'remove', frameId: 'frame-1', id, version: 2 });
const text = (id: string, length: number): AnnotationChange => ({
  kind: 'add',
  frameId: 'frame-1',
  element: {
    kind: 'text',
    id,
    version: 1,
    order: 0,
    colour: 'red',
    width: 'medium',
    at: framePoint(1, 1),
    text: '€'.repeat(length),
  },
});

it('splits by count and by bytes, in order and with nothing lost', () => {
  const many = Array.from({ length: 450 }, (_, at) => removal(`mark-${at}`));
  expect(splitChanges(many).map(({ length }) => length)).toEqual([200, 200, 50]);
  const large = Array.from({ length: 60 }, (_, at) => text(`mark-${at}`, 500));
  const parts = splitChanges(large);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.flat()).toEqual(large);
  for (const part of parts) {
    expect(new TextEncoder().encode(JSON.stringify(part)).length).toBeLessThanOrEqual(
      annotationLimits.changeBytes,
    );
  }
  expect(splitChanges([])).toEqual([]);
});

it('sends one request at a time, holds what the log has not, and goes on after a refusal', async () => {
  const sent: string[] = [];
  const failed: unknown[] = [];
  const answers: { resolve: (seq: number) => void; reject: (error: Error) => void }[] = [];
  const queue = new ChangeQueue({
    send: (changes) => {
      sent.push(changes.map((change) => (change.kind === 'remove' ? change.id : '')).join());
      return new Promise((resolve, reject) => {
        answers.push({ resolve: (seq) => resolve({ seq }), reject });
      });
    },
    changed: () => undefined,
    failed: (error) => failed.push(error),
  });
  queue.push([removal('one')]);
  queue.push([removal('two')]);
  queue.push([removal('three')]);
  await settle();
  expect(sent).toEqual([]);
  queue.open();
  expect(sent).toEqual(['one']);
  answers[0]?.resolve(5);
  await settle();
  expect(sent).toEqual(['one', 'two']);
  expect(queue.pending).toHaveLength(3);
  queue.confirm(5);
  expect(queue.pending).toHaveLength(2);
  answers[1]?.reject(new Error('refused'));
  await settle();
  expect(failed).toHaveLength(1);
  expect(sent).toEqual(['one', 'two', 'three']);
  answers[2]?.resolve(6);
  await queue.settled();
  expect([queue.unwritten, queue.pending.length]).toEqual([0, 1]);
  queue.confirm(6);
  expect(queue.pending).toEqual([]);
});
