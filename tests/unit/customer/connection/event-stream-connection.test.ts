import { beforeEach, describe, expect, test } from 'vitest';
import {
  type EventStreamPlatform,
  openEventStream,
} from '../../../../customer/connection/event-stream-connection';
import type { Connection } from '../../../../shared/wire/connection';
import { FakeClock } from '../../../support/played/fake-clock';
import { settle } from '../../../support/played/scripted-customer-site';

interface Post {
  readonly streamId: string;
  readonly sequence: number;
  readonly body: string;
  readonly answer: (status: number) => void;
  readonly fail: () => void;
}

class FakeStream extends EventTarget {
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
  says(kind: string, data: string): void {
    this.dispatchEvent(new MessageEvent(kind, { data }));
  }
}

let clock: FakeClock;
let stream: FakeStream;
let posts: Post[];
let platform: EventStreamPlatform;

beforeEach(() => {
  clock = new FakeClock();
  stream = new FakeStream();
  posts = [];
  platform = {
    openStream: () => stream as unknown as EventSource,
    post: (streamId, sequence, body) =>
      new Promise((answer, reject) => {
        posts.push({ streamId, sequence, body, answer, fail: () => reject(new Error('no network')) });
      }),
    after: (milliseconds, action) => clock.setTimer(action, milliseconds),
  };
});

async function opened(): Promise<Connection> {
  const opening = openEventStream(4_000, platform);
  stream.dispatchEvent(new Event('open'));
  stream.says('open', 'a name/1');
  return opening;
}

async function answer(index: number, status = 204): Promise<void> {
  posts[index]?.answer(status);
  await settle();
}

describe('opening', () => {
  test('waits for the name of the connection, and leaves no timer', async () => {
    const connection = await opened();
    expect(connection.isOpen).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test('gives up on an error or when it takes too long', async () => {
    const failed = openEventStream(4_000, platform);
    stream.dispatchEvent(new Event('error'));
    await expect(failed).rejects.toThrow('did not open');
    expect(clock.pending).toBe(0);
    stream = new FakeStream();
    const slow = openEventStream(4_000, platform);
    clock.advance(4_000);
    await expect(slow).rejects.toThrow('did not open');
    expect(stream.isClosed).toBe(true);
  });
});

describe('sending', () => {
  test('posts go one at a time, numbered from 1, those that wait joined in order', async () => {
    const connection = await opened();
    for (const text of ['a', 'b', 'c']) connection.send(text);
    expect(posts.map(({ body }) => body)).toEqual(['a']);
    await answer(0);
    expect(posts[1]).toMatchObject({
      streamId: 'a name/1',
      sequence: 2,
      body: 'b\nc',
    });
    await answer(1);
    expect(connection.bufferedBytes).toBe(0);
  });

  test('much that waits is cut into posts the site takes', async () => {
    const connection = await opened();
    const large = 'x'.repeat(30_000);
    for (let count = 0; count < 4; count += 1) connection.send(large);
    for (let index = 0; index < 4; index += 1) await answer(index);
    expect(posts.map(({ body }) => body.length)).toEqual([30_000, 30_000, 30_000, 30_000]);
    expect(posts.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  test('a post without an answer is sent again with the same number and body', async () => {
    const connection = await opened();
    connection.send('a');
    posts[0]?.fail();
    await settle();
    connection.send('b');
    expect(posts).toHaveLength(1);
    clock.advance(500);
    await settle();
    await answer(1, 503);
    clock.advance(500);
    await settle();
    await answer(2);
    expect(posts.map(({ sequence, body }) => `${sequence} ${body}`)).toEqual(['1 a', '1 a', '1 a', '2 b']);
  });

  test.each([404, 410, 413, 429])(
    'an answer of %i closes the connection, so nothing is lost unnoticed',
    async (status) => {
      const connection = await opened();
      const reasons: string[] = [];
      connection.onClose((reason) => reasons.push(reason));
      connection.send('a');
      await answer(0, status);
      expect(reasons).toHaveLength(1);
      expect(stream.isClosed).toBe(true);
      expect(connection.send('b')).toBe(false);
      expect(posts).toHaveLength(1);
    },
  );

  test('closed while it waits to try again, it posts no more and leaves no timer', async () => {
    const connection = await opened();
    connection.send('a');
    posts[0]?.fail();
    await settle();
    expect(clock.pending).toBe(1);
    connection.close('done');
    await settle();
    expect(clock.pending).toBe(0);
    expect(posts).toHaveLength(1);
  });
});

test('messages come in order, until the stream ends', async () => {
  const connection = await opened();
  const heard: string[] = [];
  const reasons: string[] = [];
  connection.onReceive((text) => heard.push(text));
  connection.onClose((reason) => reasons.push(reason));
  stream.says('message', 'one');
  stream.says('message', 'two');
  stream.dispatchEvent(new Event('error'));
  stream.says('message', 'three');
  expect(heard).toEqual(['one', 'two']);
  expect(reasons).toHaveLength(1);
});
