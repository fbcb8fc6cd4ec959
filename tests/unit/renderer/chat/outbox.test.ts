import { describe, expect, it, vi } from 'vitest';
import { Outbox } from '../../../../renderer/chat/outbox';
import { RequestRefusedError } from '../../../../renderer/ipc/request';
import { appendToLog, emptyLog } from '../../../../renderer/store/log-pages';
import type { SessionEvent } from '../../../../shared/session/session-event';
import { bodies, eventOf } from './samples';

const told = (seq: number, commandId: string): SessionEvent => ({
  ...eventOf({ kind: 'chat-message-sent', text: 'Hello' }, seq, 0, 'representative'),
  commandId,
});

describe('Outbox', () => {
  it('shows a message at once and drops it when its event arrives', () => {
    const send = vi.fn(() => new Promise(() => undefined));
    const outbox = new Outbox(
      send,
      () => 'message-one',
      () => 5,
    );
    outbox.post('s', 'Hello', 2);
    expect(outbox.pending('s')).toEqual([
      { id: 'message-one', text: 'Hello', at: 5, after: 2, state: { kind: 'sending' } },
    ]);
    expect(send).toHaveBeenCalledWith('s', 'message-one', 'Hello');
    const before = [eventOf(bodies['sharing-requested'], 1, 0), eventOf(bodies['sharing-requested'], 2, 0)];
    outbox.settle('s', appendToLog(emptyLog, before));
    expect(outbox.pending('s')).toHaveLength(1);
    outbox.settle('s', appendToLog(emptyLog, [...before, told(3, 'message-one')]));
    expect(outbox.pending('s')).toEqual([]);
  });

  it('keeps a failed message with the reason and retries it under the same identifier', async () => {
    const send = vi
      .fn<(sessionId: string, id: string, text: string) => Promise<unknown>>()
      .mockRejectedValueOnce(new RequestRefusedError('could-not-save', 'The disk is full.'))
      .mockResolvedValueOnce({ seq: 3 });
    let made = 0;
    const outbox = new Outbox(send, () => `message-${++made}`);
    outbox.post('s', 'Hello', 0);
    await vi.waitFor(() =>
      expect(outbox.pending('s')[0]?.state).toEqual({ kind: 'failed', problem: 'The disk is full.' }),
    );
    expect(outbox.pending('s')[0]?.text).toBe('Hello');
    outbox.retry('s', 'message-1');
    outbox.retry('s', 'message-1');
    expect(outbox.pending('s')[0]?.state.kind).toBe('sending');
    expect(send.mock.calls).toEqual([
      ['s', 'message-1', 'Hello'],
      ['s', 'message-1', 'Hello'],
    ]);
  });

  it('hides what is not fit to show', async () => {
    const outbox = new Outbox(() => Promise.reject(new TypeError('x is not a function')));
    outbox.post('s', 'Hello', 0);
    await vi.waitFor(() =>
      expect(outbox.pending('s')[0]?.state).toEqual({
        kind: 'failed',
        problem: 'The message could not be sent.',
      }),
    );
  });

  it('keeps drafts and messages of sessions apart and tells who listens', () => {
    const outbox = new Outbox(() => new Promise(() => undefined));
    const listener = vi.fn();
    const stop = outbox.subscribe(listener);
    outbox.keepDraft('a', 'To A');
    outbox.keepDraft('b', 'To B');
    outbox.post('a', 'Hello', 0);
    expect(outbox.draft('a')).toBe('To A');
    expect(outbox.draft('b')).toBe('To B');
    expect(outbox.pending('b')).toEqual([]);
    expect(outbox.pending('b')).toBe(outbox.pending('c'));
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    outbox.post('a', 'Again', 0);
    expect(listener).toHaveBeenCalledTimes(1);
    outbox.keepDraft('a', '');
    expect(outbox.draft('a')).toBe('');
  });
});
