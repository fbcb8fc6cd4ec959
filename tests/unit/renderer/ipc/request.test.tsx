import { afterEach, expect, test, vi } from 'vitest';
import { subscribeToEvents } from '../../../../renderer/ipc/events';
import { RequestRefusedError, request } from '../../../../renderer/ipc/request';

function answerWith(reply: unknown): void {
  vi.stubGlobal('sightline', { request: () => Promise.resolve(reply), onEvent: () => () => undefined });
}

afterEach(() => vi.unstubAllGlobals());

test('a result is decoded', async () => {
  answerWith({ ok: true, value: { seq: 4 } });
  await expect(request('end-session', { sessionId: 'session-1', id: 'command-1' })).resolves.toEqual({
    seq: 4,
  });
});

test('a refusal is thrown with its code and its sentence', async () => {
  answerWith({ ok: false, refusal: { code: 'site-off', message: 'The site is off.' } });
  const asked = request('generate-session-key', { lifetimeMinutes: 30, reference: '', note: '' });
  await expect(asked).rejects.toEqual(new RequestRefusedError('site-off', 'The site is off.'));
});

test('an answer that is not what was declared is thrown, not passed on', async () => {
  answerWith({ ok: true, value: { seq: 'four' } });
  await expect(request('end-session', { sessionId: 'session-1', id: 'command-1' })).rejects.toThrow();
  answerWith('hello');
  await expect(request('get-snapshot', {})).rejects.toThrow();
});

test('outside Sightline a request says so', async () => {
  await expect(request('get-snapshot', {})).rejects.toThrow('This page works only inside Sightline.');
});

test('events are decoded, and one that cannot be is told of', () => {
  let publish: (value: unknown) => void = () => undefined;
  vi.stubGlobal('sightline', {
    request: () => Promise.resolve(null),
    onEvent: (listener: (value: unknown) => void) => {
      publish = listener;
      return () => undefined;
    },
  });
  const heard: string[] = [];
  subscribeToEvents(
    (event) => heard.push(event.kind),
    () => heard.push('undecoded'),
  );
  publish({ kind: 'availability-changed', availability: 'away' });
  publish({ kind: 'availability-changed', availability: 'asleep' });
  publish(null);
  expect(heard).toEqual(['availability-changed', 'undecoded', 'undecoded']);
});
