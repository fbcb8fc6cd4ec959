import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useSeen } from '../../../../renderer/chat/use-seen';

const inFront = (front: boolean) => vi.spyOn(document, 'hasFocus').mockReturnValue(front);

describe('useSeen', () => {
  afterEach(() => vi.restoreAllMocks());

  const start = (
    markSeen: (sessionId: string, upTo: number) => Promise<unknown>,
    isOpen = true,
    seenTo = 0,
  ) => renderHook(() => useSeen('session-one', isOpen, seenTo, markSeen)).result.current;

  it('marks each place once while the window is in front', () => {
    inFront(true);
    const markSeen = vi.fn(() => Promise.resolve());
    const viewed = start(markSeen);
    viewed(0);
    viewed(4);
    viewed(4);
    viewed(3);
    viewed(7);
    expect(markSeen.mock.calls).toEqual([
      ['session-one', 4],
      ['session-one', 7],
    ]);
  });

  it('waits until the window is in front', () => {
    const focus = inFront(false);
    const markSeen = vi.fn(() => Promise.resolve());
    const viewed = start(markSeen);
    viewed(4);
    expect(markSeen).not.toHaveBeenCalled();
    focus.mockReturnValue(true);
    act(() => {
      window.dispatchEvent(new Event('focus'));
    });
    expect(markSeen).toHaveBeenCalledTimes(1);
  });

  it('marks nothing the log knows already, and nothing after the end', () => {
    inFront(true);
    const markSeen = vi.fn(() => Promise.resolve());
    start(markSeen, true, 9)(9);
    start(markSeen, false)(4);
    expect(markSeen).not.toHaveBeenCalled();
  });

  it('marks again what main could not record', async () => {
    inFront(true);
    const markSeen = vi.fn(() => Promise.reject(new Error('no')));
    const viewed = start(markSeen);
    viewed(4);
    await act(async () => undefined);
    viewed(4);
    expect(markSeen).toHaveBeenCalledTimes(2);
  });
});
