import { describe, expect, test } from 'vitest';
import { limits } from '../../../shared/limits';
import {
  EventStreamConnection,
  keepAliveMs,
  type LongAnswer,
  postsAhead,
} from '../../../site/event-stream-connection';
import { postBytes } from '../../../site/event-streams';
import { Shares } from '../../../site/shares';
import { ask, EventStreamClient, post } from './support/event-stream-client';
import { FakeClock } from './support/fake-clock';
import { connectConsole, startSite, submission, TestPhone } from './support/test-site';

async function joinedPhone() {
  const { site, base, clock } = await startSite();
  const console = await connectConsole(site);
  const client = new EventStreamClient(base);
  const phone = new TestPhone(client);
  const streamId = await client.whenOpen;
  const key = await console.generateKey();
  const first = JSON.stringify(submission(key));
  expect((await post(base, streamId, 1, first)).status).toBe(204);
  await console.next('customer-joined');
  const send = (sequence: number | string | undefined, ...messages: object[]) =>
    post(base, streamId, sequence, messages.map((message) => JSON.stringify(message)).join('\n'));
  const chat = (text: string) => ({ kind: 'send-chat-message', id: `message-${text}`, text });
  const received = () =>
    console.all.flatMap((message) =>
      message.kind === 'customer-message' ? [JSON.parse(message.text).text] : [],
    );
  return { base, clock, console, client, phone, streamId, send, chat, received };
}

describe('posts of an event stream', () => {
  test('the name of a stream is unguessable: 128 bits, new for each [C3]', async () => {
    const { base } = await startSite();
    const names = await Promise.all([
      new EventStreamClient(base).whenOpen,
      new EventStreamClient(base).whenOpen,
    ]);
    for (const name of names) expect(name).toMatch(/^[\w-]{22}$/);
    expect(new Set(names).size).toBe(2);
  });

  test('several messages in one post are received in their order [C4]', async () => {
    const { console, send, chat, received } = await joinedPhone();
    expect((await send(2, chat('one'), chat('two'), chat('three'))).status).toBe(204);
    await console.next('customer-message');
    expect(received()).toEqual(['one', 'two', 'three']);
  });

  test('a post sent again is taken and received once [C4]', async () => {
    const { send, chat, received } = await joinedPhone();
    for (let time = 0; time < 3; time += 1) {
      expect((await send(2, chat('once'))).status).toBe(204);
    }
    await send(3, chat('after'));
    expect(received()).toEqual(['once', 'after']);
  });

  test('posts that overtake others wait for them [C4]', async () => {
    const { send, chat, received } = await joinedPhone();
    for (const sequence of [5, 3, 4, 3]) {
      expect((await send(sequence, chat(String(sequence)))).status).toBe(204);
    }
    expect(received()).toEqual([]);
    await send(2, chat('2'));
    expect(received()).toEqual(['2', '3', '4', '5']);
  });

  test('a post too far ahead is to be sent again later [C11]', async () => {
    const { send, chat, received } = await joinedPhone();
    expect((await send(2 + postsAhead, chat('far'))).status).toBe(409);
    expect((await send(1 + postsAhead, chat('near'))).status).toBe(204);
    await send(2, chat('next'));
    expect(received()).toEqual(['next']);
  });

  test('bytes that wait are bounded, and the post that is next always passes [C11]', async () => {
    const { phone, send, received, chat } = await joinedPhone();
    const large = { kind: 'ping', padding: 'x'.repeat(600 * 1024) };
    expect((await send(3, large)).status).toBe(204);
    expect((await send(4, large)).status).toBe(409);
    expect((await send(2, chat('next'))).status).toBe(204);
    expect(await phone.next('refusal')).toMatchObject({ code: 'message-too-large' });
    expect(received()).toEqual(['next']);
  });

  test('a post over a mebibyte is answered with 413 and its number stays free [C11]', async () => {
    const { base, streamId, send, chat, received } = await joinedPhone();
    const answer = await post(base, streamId, 2, 'x'.repeat(postBytes + 1)).catch(() => undefined);
    expect(answer?.status ?? 413).toBe(413);
    expect((await send(2, chat('smaller'))).status).toBe(204);
    expect(received()).toEqual(['smaller']);
  });

  test('a message over the limit in a post is refused by name [C10]', async () => {
    const { phone, send } = await joinedPhone();
    await send(2, { kind: 'ping', padding: 'x'.repeat(limits.messageBytes) });
    expect(await phone.next('refusal')).toMatchObject({ code: 'message-too-large' });
  });

  test.each([undefined, '0', '-1', '1.5', 'one', '', '9'.repeat(20)])(
    'sequence number %s is answered with 400 [C11]',
    async (sequence) => {
      const { base, streamId } = await joinedPhone();
      expect((await post(base, streamId, sequence, '{}')).status).toBe(400);
    },
  );

  test('an unknown or closed stream is answered with 404 [C11]', async () => {
    const { base, client, streamId, console } = await joinedPhone();
    expect((await post(base, 'AAAAAAAAAAAAAAAAAAAAAA', 1, '{}')).status).toBe(404);
    expect((await ask(`${base}/session/messages`, postOptions(), '{}')).status).toBe(404);
    const inAddress = `${base}/session/messages?connection=${streamId}`;
    expect((await ask(inAddress, postOptions(), '{}')).status).toBe(404);
    client.close('done');
    await console.next('customer-disconnected');
    expect((await post(base, streamId, 2, '{}')).status).toBe(404);
  });

  test('only JSON is taken [C11]', async () => {
    const { base, streamId } = await joinedPhone();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await post(base, streamId, 2, '{}', undefined, { 'Content-Type': type });
      expect(answer.status).toBe(415);
    }
    const typed = { 'Content-Type': 'Application/JSON; charset=utf-8' };
    expect((await post(base, streamId, 2, '{}', undefined, typed)).status).toBe(204);
  });

  test("another site's page can neither open a stream nor post [C9]", async () => {
    const { base, streamId } = await joinedPhone();
    const foreign = [
      { Origin: 'https://attacker.example' },
      { Origin: 'null' },
      { Origin: base.replace('https:', 'http:') },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ];
    for (const headers of foreign) {
      expect((await ask(`${base}/session/stream`, { headers: { ...headers } })).status).toBe(403);
      expect((await post(base, streamId, 2, '{}', undefined, { ...headers })).status).toBe(403);
    }
    const own = { Origin: base, 'Sec-Fetch-Site': 'same-origin' };
    expect((await post(base, streamId, 2, '{}', undefined, own)).status).toBe(204);
  });

  test('other methods are answered with 405 [C11]', async () => {
    const { base } = await startSite();
    expect((await ask(`${base}/session/stream`, { method: 'POST' })).status).toBe(405);
    const answer = await ask(`${base}/session/messages`);
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });

  test('a stream without messages is kept open by comments [C3]', () => {
    const clock = new FakeClock();
    const response = new PlayedAnswer();
    const connection = new EventStreamConnection(
      response,
      'stream-name',
      clock,
      new Shares(1, 1).open('here'),
    );
    expect(response.read()).toBe('event: open\ndata: stream-name\n\n');
    clock.advance(keepAliveMs - 1);
    connection.send('{\n"kind":"ping"}');
    expect(response.read()).toBe('data: {\ndata: "kind":"ping"}\n\n');
    clock.advance(keepAliveMs - 1);
    expect(response.read()).toBeNull();
    clock.advance(1 + keepAliveMs);
    expect(response.read()).toBe(':\n\n:\n\n');
    connection.close('done');
    expect(clock.pending).toBe(0);
  });
});

function postOptions() {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Sightline-Sequence': '1' },
  };
}

/** What a connection writes to, without a socket. */
class PlayedAnswer implements LongAnswer {
  readonly bufferedBytes = 0;
  #text = '';
  #done: (() => void)[] = [];

  write(text: string): void {
    this.#text += text;
  }

  close(last: string): void {
    this.#text += last;
    for (const done of this.#done.splice(0)) done();
  }

  onClose(done: () => void): void {
    this.#done.push(done);
  }

  /** What was written since the last time; null for nothing. */
  read(): string | null {
    const text = this.#text;
    this.#text = '';
    return text === '' ? null : text;
  }
}
