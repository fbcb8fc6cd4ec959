import { describe, expect, test } from 'vitest';
import { type BodyPart, Outbox } from '../../../../../customer/files/worker/outbox';
import { FileRoad } from '../../../../../customer/files/worker/road';
import { encodeRecord, RecordDecoder } from '../../../../../shared/file-transfer/record';
import type { FromConsole, FromPhone } from '../../../../../shared/file-transfer/road-message';
import { FakeClock } from '../../../../support/played/fake-clock';

const head = { transferId: 'transfer-1', attempt: 1, round: 1 };
const acknowledge = (onDisk: number, transferId = 'transfer-1'): FromPhone => ({
  ...{ kind: 'acknowledge-bytes', ...head, transferId, onDisk, paused: false },
});
const textOf = (payload: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(payload));
const recordsIn = (parts: readonly Uint8Array[]) => {
  const decoder = new RecordDecoder();
  return parts.flatMap((part) => [...decoder.push(part)]);
};
const message = (content: object): Uint8Array<ArrayBuffer> =>
  encodeRecord({ type: 'message', payload: new TextEncoder().encode(JSON.stringify(content)) });

const recordsOf = async (parts: readonly BodyPart[]) =>
  recordsIn([new Uint8Array(await new Blob([...parts]).arrayBuffer())]);
const bodyOf = async (body: Blob | undefined): Promise<readonly unknown[]> => {
  const bytes = new Uint8Array((await body?.arrayBuffer()) ?? new ArrayBuffer(0));
  return recordsIn([bytes]).map(({ payload }) => textOf(payload));
};

describe('what waits to go up', () => {
  test('of several acknowledgements of a transfer only the newest goes', async () => {
    const outbox = new Outbox();
    outbox.put(acknowledge(1));
    outbox.put(acknowledge(5, 'transfer-2'));
    outbox.put(acknowledge(2));
    outbox.put({ kind: 'repeat-from', ...head, from: 2 });
    outbox.put(acknowledge(3));
    const sent = (await recordsOf(outbox.takeBody())).map(({ payload }) => textOf(payload));
    expect(sent).toMatchObject([{ onDisk: 2 }, { onDisk: 5 }, { kind: 'repeat-from' }, { onDisk: 3 }]);
    expect(outbox.isEmpty).toBe(true);
  });

  test('a chunk goes right behind its message, and no body is larger than the limit', async () => {
    const outbox = new Outbox();
    const digest = 'a'.repeat(64);
    for (let offset = 0; offset < 4_000; offset += 1_000) {
      const chunk = new Uint8Array(1_000).fill(offset / 1_000);
      outbox.put({ kind: 'deliver-chunk', ...head, offset, length: 1_000, digest }, new Blob([chunk]));
    }
    const types: string[] = [];
    while (!outbox.isEmpty) {
      const body = outbox.takeBody(2_600);
      expect(new Blob([...body]).size).toBeLessThanOrEqual(2_600);
      types.push(...(await recordsOf(body)).map(({ type }) => type));
    }
    expect(types).toEqual(['message', 'chunk', 'message', 'chunk', 'message', 'chunk', 'message', 'chunk']);
  });
});

interface Site {
  readonly clock: FakeClock;
  readonly heard: FromConsole[];
  readonly puts: Array<{
    readonly path: string;
    readonly body: Blob;
    readonly done: (status: number) => void;
  }>;
  readonly down: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly state: { opened: number; closed: number; largest: number };
  readonly road: FileRoad;
  readonly settle: () => Promise<void>;
}

function openRoad(status = 200): Site {
  const clock = new FakeClock();
  const heard: FromConsole[] = [];
  const puts: Site['puts'] = [];
  const state = { opened: 0, closed: 0, largest: 0 };
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (made) => {
      controller = made;
    },
  });
  const road = new FileRoad(
    '/files/token',
    {
      onOpen: () => {
        state.opened += 1;
      },
      onMessage: (taken, chunk) => {
        heard.push(taken);
        state.largest = Math.max(state.largest, chunk?.length ?? 0);
      },
      onClose: () => {
        state.closed += 1;
      },
    },
    {
      after: (milliseconds, action) => clock.setTimer(action, milliseconds),
      fetch: (path, options) => {
        if (options.method !== 'PUT')
          return Promise.resolve(new Response(status === 200 ? stream : null, { status }));
        return new Promise((resolve) => {
          const { body: sent } = options;
          const body =
            sent instanceof Blob ? sent : new Blob(sent instanceof Uint8Array ? [new Uint8Array(sent)] : []);
          puts.push({ path, body, done: (answer) => resolve(new Response(null, { status: answer })) });
        });
      },
    },
  );
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, heard, puts, state, road, settle, down: (bytes) => controller?.enqueue(bytes) };
}

describe('the phone’s file road', () => {
  test('bodies are numbered without gaps, and at most two are on their way', async () => {
    const site = openRoad();
    await site.settle();
    for (const onDisk of [1, 2, 3]) {
      site.road.send(acknowledge(onDisk, `transfer-${onDisk}`));
      await site.settle();
    }
    expect(site.puts.map(({ path }) => path)).toEqual(['/files/token/up/0', '/files/token/up/1']);
    site.puts[0]?.done(204);
    await site.settle();
    expect(site.puts.at(-1)?.path).toBe('/files/token/up/2');
    expect(site.state).toMatchObject({ opened: 1, closed: 0 });
  });

  test('messages come in order however they are cut, a chunk with its message, and a newer kind is passed over', async () => {
    const site = openRoad();
    const chunk = new Uint8Array(2_000).fill(9);
    const announced = { kind: 'deliver-chunk', ...head, offset: 0, length: 2_000, digest: 'a'.repeat(64) };
    const parts = [
      message({ kind: 'from-the-future' }),
      message(announced),
      encodeRecord({ type: 'chunk', payload: chunk }),
      message({ kind: 'cancel-file', transferId: 'transfer-1', attempt: 1 }),
    ];
    for (const part of parts)
      for (let at = 0; at < part.length; at += 700) site.down(part.slice(at, at + 700));
    await site.settle();
    await site.settle();
    expect(site.heard.map(({ kind }) => kind)).toEqual(['deliver-chunk', 'cancel-file']);
    expect(site.state.largest).toBe(2_000);
  });

  test('an acknowledgement with little news waits for more, and goes once there is enough or nothing else comes', async () => {
    const site = openRoad();
    const mebibyte = 1024 * 1024;
    await site.settle();
    const send = async (onDisk: number): Promise<void> => {
      site.road.send(acknowledge(onDisk));
      await site.settle();
      for (const { done } of site.puts) done(204);
      await site.settle();
    };
    await send(1);
    expect(site.puts).toHaveLength(1);
    await send(mebibyte / 2);
    await send(mebibyte);
    expect(site.puts).toHaveLength(1);
    await send(mebibyte + 1);
    expect(site.puts).toHaveLength(2);
    expect(await bodyOf(site.puts[1]?.body)).toMatchObject([{ onDisk: mebibyte + 1 }]);
    await send(mebibyte + 2);
    site.clock.advance(20);
    await site.settle();
    expect(site.puts).toHaveLength(3);
    expect(await bodyOf(site.puts[2]?.body)).toMatchObject([{ onDisk: mebibyte + 2 }]);
  });

  test('a ping is answered', async () => {
    const site = openRoad();
    site.down(message({ kind: 'ping' }));
    await site.settle();
    await site.settle();
    expect(await bodyOf(site.puts[0]?.body)).toEqual([{ kind: 'pong' }]);
  });

  test.each<[string, (site: Site) => void]>([
    ['a body that is not taken', (site) => site.puts[0]?.done(404)],
    [
      'a chunk nobody announced',
      (site) => site.down(encodeRecord({ type: 'chunk', payload: new Uint8Array(3) })),
    ],
    ['bytes that are no record', (site) => site.down(new Uint8Array([9, 9, 9, 9, 9, 9]))],
    ['twenty seconds of silence', (site) => site.clock.advance(20_001)],
    ['its own end', (site) => site.road.close()],
  ])('%s closes it, once', async (_, act) => {
    const site = openRoad();
    await site.settle();
    site.road.send(acknowledge(1));
    await site.settle();
    act(site);
    await site.settle();
    site.road.close();
    expect(site.state).toMatchObject({ opened: 1, closed: 1 });
    expect(site.clock.pending).toBe(0);
  });

  test('a road that is refused never opens', async () => {
    const site = openRoad(404);
    await site.settle();
    expect(site.state).toMatchObject({ opened: 0, closed: 1 });
  });
});
