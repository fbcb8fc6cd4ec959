import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MessagePopup } from '../../../../customer/chat/message-popup';
import type { InSession } from '../../../../customer/session/client-state';
import { reduceAll } from '../../../../shared/session/reduce';
import type { CustomerEvent, EventBody } from '../../../../shared/session/session-event';

const bodies: readonly EventBody[] = [
  {
    kind: 'session-key-used',
    sessionKey: '123456786',
    siteName: 'Northlake Support',
    customer: { name: 'Maria Example', description: '' },
    device: { model: '', operatingSystem: '', browser: '', language: '' },
  },
  { kind: 'session-started', representative: { name: 'Dana Example' }, waitedMs: 1 },
];
const said = (text: string): EventBody => ({ kind: 'chat-message-sent', text });

/** A session whose log holds `bodies`, written by the representative. */
function sessionOf(...more: readonly EventBody[]) {
  const events = [...bodies, ...more].map(
    (body, index): CustomerEvent => ({
      seq: index + 1,
      at: index,
      by: 'representative',
      commandId: `command-${index}`,
      ...body,
    }),
  );
  const state = reduceAll(events);
  if (state?.phase !== 'active') throw new Error('the session is not active');
  const session: InSession = {
    kind: 'in-session',
    siteName: 'Northlake Support',
    sessionId: 'session-1',
    state,
    events,
    position: null,
    pending: [],
    lostSince: null,
    typingAt: null,
  };
  return { session, state };
}
const onReply = vi.fn();
const popup = (...more: readonly EventBody[]) => (
  <MessagePopup {...sessionOf(...more)} tab="camera" onReply={onReply} />
);

beforeEach(() => {
  vi.useFakeTimers();
  onReply.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a message that came before the tab was opened does not pop up', () => {
  render(popup(said('Hello')));
  expect(screen.queryByText('Hello')).toBeNull();
});

test('a new message pops up politely and is gone after eight seconds', () => {
  const { rerender } = render(popup(said('Hello')));
  rerender(popup(said('Hello'), said('Hold it level')));
  expect(screen.getByRole('status').textContent).toContain('Hold it level');
  act(() => void vi.advanceTimersByTime(7_900));
  expect(screen.queryByText('Hold it level')).not.toBeNull();
  act(() => void vi.advanceTimersByTime(200));
  expect(screen.queryByText('Hold it level')).toBeNull();
});

test('a newer message takes its place and has its own eight seconds', () => {
  const { rerender } = render(popup());
  rerender(popup(said('One')));
  act(() => void vi.advanceTimersByTime(6_000));
  rerender(popup(said('One'), said('Two')));
  act(() => void vi.advanceTimersByTime(6_000));
  expect(screen.queryByText('One')).toBeNull();
  expect(screen.queryByText('Two')).not.toBeNull();
});

test('it can be replied to, closed and swiped away', () => {
  const { rerender } = render(popup());
  rerender(popup(said('One')));
  fireEvent.click(screen.getByRole('button', { name: 'Reply' }));
  expect(onReply).toHaveBeenCalledOnce();
  fireEvent.click(screen.getByRole('button', { name: 'Close the message' }));
  expect(screen.queryByText('One')).toBeNull();
  rerender(popup(said('One'), said('Two')));
  fireEvent.pointerDown(screen.getByText('Two'), { clientX: 100, clientY: 100 });
  fireEvent.pointerMove(screen.getByText('Two'), { clientX: 100, clientY: 40 });
  expect(screen.queryByText('Two')).toBeNull();
});
