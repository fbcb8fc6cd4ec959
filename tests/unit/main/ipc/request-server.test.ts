import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  answer,
  type RequestHandlers,
  RequestRefusal,
  serveRequests,
} from '../../../../main/ipc/request-server';
import { replySchema, requestChannel, requests } from '../../../../shared/ipc/requests';

type Handle = (event: unknown, envelope: unknown) => Promise<unknown>;

const electron = vi.hoisted(() => {
  const handlers = new Map<string, unknown>();
  return {
    handlers,
    ipcMain: {
      handle: (channel: string, handler: unknown) => handlers.set(channel, handler),
      removeHandler: (channel: string) => handlers.delete(channel),
    },
  };
});
vi.mock('electron', () => ({ ipcMain: electron.ipcMain }));

const called: Array<readonly [string, unknown]> = [];
const failures: Array<readonly [string, unknown]> = [];
const report = (name: string, error: unknown): void => void failures.push([name, error]);

/** Handlers that note the call; those named are replaced. */
function handlersWith(
  change: Partial<Record<keyof typeof requests, (args: never) => unknown>>,
): RequestHandlers {
  const noting = Object.fromEntries(
    Object.keys(requests).map((name) => [
      name,
      (args: unknown) => {
        called.push([name, args]);
        return null;
      },
    ]),
  );
  return { ...noting, ...change } as RequestHandlers;
}

const ask = (envelope: unknown, handlers = handlersWith({})) => answer(handlers, true, envelope, report);
const refusalOf = async (envelope: unknown) => {
  const reply = await ask(envelope);
  return reply.ok ? undefined : reply.refusal.code;
};

beforeEach(() => {
  called.length = 0;
  failures.length = 0;
});

describe('answer', () => {
  test('carries out a request whose arguments fit, and hands over what the schema made of them', async () => {
    const args = { sessionId: 'session-0001', id: 'command-0001', text: '  hello\r\nthere ', more: 1 };
    expect(await ask({ name: 'send-chat-message', args })).toEqual({ ok: true, value: null });
    expect(called).toEqual([
      ['send-chat-message', { sessionId: 'session-0001', id: 'command-0001', text: 'hello\nthere' }],
    ]);
  });

  test('passes the result on, awaited', async () => {
    const key = { sessionKey: '418207951' };
    const handlers = handlersWith({ 'generate-session-key': async () => key });
    const args = { lifetimeMinutes: 30, reference: '', note: '' };
    expect(await ask({ name: 'generate-session-key', args }, handlers)).toEqual({ ok: true, value: key });
  });

  test('a frame that is not trusted is refused before anything else is looked at', async () => {
    for (const envelope of [{ name: 'get-snapshot', args: {} }, null, 'x', { name: 'no-such' }]) {
      expect(await answer(handlersWith({}), false, envelope, report)).toMatchObject({
        ok: false,
        refusal: { code: 'sender-not-trusted' },
      });
    }
    expect(called).toEqual([]);
  });

  test.each([
    [undefined],
    [null],
    ['get-snapshot'],
    [[]],
    [{}],
    [{ name: 3 }],
    [{ name: ['get-snapshot'] }],
    [{ name: '' }],
    [{ name: 'get-Snapshot' }],
    [{ name: '__proto__', args: {} }],
    [{ name: 'constructor', args: {} }],
    [{ name: 'toString', args: {} }],
    [{ name: 'hasOwnProperty', args: {} }],
    [{ name: 'x'.repeat(10_000), args: {} }],
  ])('%o is no request', async (envelope) => {
    expect(await refusalOf(envelope)).toBe('unknown-request');
    expect(called).toEqual([]);
  });

  test('arguments that do not fit are refused by the name of the field', async () => {
    const wrong: ReadonlyArray<readonly [string, unknown, string]> = [
      ['send-chat-message', { sessionId: 'session-0001', id: 'command-0001', text: ' ' }, '"text"'],
      ['send-chat-message', { sessionId: '../etc', id: 'command-0001', text: 'x' }, '"sessionId"'],
      ['get-session-events', { sessionId: 'session-0001', afterSeq: -1, limit: 5 }, '"afterSeq"'],
      ['get-session-events', { sessionId: 'session-0001', afterSeq: 0, limit: 1001 }, '"limit"'],
      ['generate-session-key', { lifetimeMinutes: 0, reference: '', note: '' }, '"lifetimeMinutes"'],
      ['revoke-session-key', { sessionKey: '41820795' }, '"sessionKey"'],
      ['set-availability', { availability: 'asleep' }, '"availability"'],
      ['change-settings', { port: 80 }, '"port"'],
    ];
    for (const [name, args, field] of wrong) {
      const reply = await ask({ name, args });
      expect(reply).toMatchObject({ ok: false, refusal: { code: 'invalid-arguments' } });
      if (!reply.ok) expect(reply.refusal.message.startsWith(field), reply.refusal.message).toBe(true);
    }
    expect(await refusalOf({ name: 'change-settings', args: { noSuchSetting: 1 } })).toBe(
      'invalid-arguments',
    );
    for (const args of ['x', 3, [], true]) {
      expect(await refusalOf({ name: 'revoke-session-key', args })).toBe('invalid-arguments');
    }
    expect(called).toEqual([]);
  });

  test('a request without arguments needs none', async () => {
    expect(await ask({ name: 'get-snapshot', args: undefined })).toEqual({ ok: true, value: null });
    expect(await ask({ name: 'get-snapshot', args: null })).toEqual({ ok: true, value: null });
    expect(await refusalOf({ name: 'revoke-session-key', args: null })).toBe('invalid-arguments');
  });

  test('a refusal by name is passed on and is no failure', async () => {
    const handlers = handlersWith({
      'get-snapshot': () => {
        throw new RequestRefusal('site-off', 'The site is off.');
      },
    });
    expect(await ask({ name: 'get-snapshot', args: {} }, handlers)).toEqual({
      ok: false,
      refusal: { code: 'site-off', message: 'The site is off.' },
    });
    expect(failures).toEqual([]);
  });

  test.each([
    ['thrown', () => raise(new Error('/home/astrid/secret path'))],
    ['rejected', () => Promise.reject(new Error('/home/astrid/secret path'))],
    ['not even an error', () => raise('/home/astrid/secret path')],
  ])('anything else %s is reported here and tells the renderer nothing of it', async (_name, handler) => {
    const handlers = handlersWith({ 'get-snapshot': handler });
    const reply = await ask({ name: 'get-snapshot', args: {} }, handlers);
    expect(reply).toMatchObject({ ok: false, refusal: { code: 'failed' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(failures).toHaveLength(1);
    expect(failures[0]?.[0]).toBe('get-snapshot');
  });

  test('never rejects, and always answers as the schema of replies says: any envelope', async () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(requests)), fc.string());
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.anything(), fc.record({ name: names, args: fc.anything() })),
        async (envelope) => {
          expect(replySchema.safeParse(await ask(envelope)).success).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(failures).toEqual([]);
  });
});

describe('serveRequests', () => {
  test('answers on the one channel, asking about each sender, until it is stopped', async () => {
    const trusted = { trusted: true };
    const stop = serveRequests(handlersWith({}), (event) => Object.is(event, trusted), report);
    expect([...electron.handlers.keys()]).toEqual([requestChannel]);
    const handle = electron.handlers.get(requestChannel) as Handle;
    expect(await handle(trusted, { name: 'get-snapshot', args: {} })).toEqual({ ok: true, value: null });
    expect(await handle({}, { name: 'get-snapshot', args: {} })).toMatchObject({
      refusal: { code: 'sender-not-trusted' },
    });
    expect(called).toHaveLength(1);
    stop();
    expect(electron.handlers.size).toBe(0);
  });
});

function raise(error: unknown): never {
  throw error;
}
