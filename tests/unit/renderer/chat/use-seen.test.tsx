import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useSeen } from '../../../../renderer/chat/use-seen';
import { RequestContext } from '../../../../renderer/kit/use-request';
import { FakeMain } from '../store/samples';

const inFront = (front: boolean) => vi.spyOn(document, 'hasFocus').mockReturnValue(front);

describe('useSeen', () => {
  afterEach(() => vi.restoreAllMocks());

  const start = (main: FakeMain, isOpen = true, seenTo = 0) =>
    renderHook(() => useSeen('session-one', isOpen, seenTo), {
      wrapper: ({ children }: { readonly children: ReactNode }) => (
        <RequestContext value={main.request}>{children}</RequestContext>
      ),
    }).result.current;

  it('marks each place once while the window is in front', () => {
    inFront(true);
    const main = new FakeMain();
    const viewed = start(main);
    viewed(0);
    viewed(4);
    viewed(4);
    viewed(3);
    viewed(7);
    expect(main.askedFor('mark-seen')).toMatchObject([
      { sessionId: 'session-one', upTo: 4 },
      { sessionId: 'session-one', upTo: 7 },
    ]);
  });

  it('waits until the window is in front', () => {
    const focus = inFront(false);
    const main = new FakeMain();
    const viewed = start(main);
    viewed(4);
    expect(main.count('mark-seen')).toBe(0);
    focus.mockReturnValue(true);
    act(() => {
      window.dispatchEvent(new Event('focus'));
    });
    expect(main.count('mark-seen')).toBe(1);
  });

  it('marks nothing the log knows already, and nothing after the end', () => {
    inFront(true);
    const main = new FakeMain();
    start(main, true, 9)(9);
    start(main, false)(4);
    expect(main.count('mark-seen')).toBe(0);
  });

  it('marks again what main could not record', async () => {
    inFront(true);
    const main = new FakeMain();
    main.refuse('mark-seen', 'The disk is full.');
    const viewed = start(main);
    viewed(4);
    await act(async () => undefined);
    viewed(4);
    expect(main.count('mark-seen')).toBe(2);
  });
});
