import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { selectWaiting } from '../../../../renderer/store/selectors';
import { sessionEventsReceived } from '../../../../renderer/store/sessions-slice';
import { useAppSelector } from '../../../../renderer/store/store';
import { DeclineDialog } from '../../../../renderer/waiting/decline-dialog';
import { useWaitingAttention, WaitingAnnouncer } from '../../../../renderer/waiting/waiting-attention';
import { WaitingCard } from '../../../../renderer/waiting/waiting-card';
import { renderConsole } from '../app/render-console';
import { entry, FakeMain, keyUsed, sampleLog } from '../store/samples';

const joinedAt = entry(1, keyUsed).at;

beforeEach(() => {
  vi.useFakeTimers({ now: joinedAt + 42_000, toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Waiting() {
  const waiting = useAppSelector(selectWaiting);
  return (
    <ul>
      {waiting.map(({ sessionId, state }) => (
        <WaitingCard key={sessionId} sessionId={sessionId} state={state} />
      ))}
    </ul>
  );
}

function Announced() {
  return <WaitingAnnouncer text={useWaitingAttention()} />;
}

function mainWithOneWaiting(): FakeMain {
  const main = new FakeMain();
  main.logs.set('session-1', sampleLog(1));
  return main;
}

test('shows who waits, why, with which phone and for how long', () => {
  renderConsole(mainWithOneWaiting(), <Waiting />);
  expect(screen.getByText('Maria Lindqvist')).toBeTruthy();
  expect(screen.getByText('Mail does not open.')).toBeTruthy();
  expect(screen.getByText('iPhone 14 · iOS 18.6 · Safari 18.6 · Swedish')).toBeTruthy();
  expect(screen.getByText('0:42')).toBeTruthy();
  act(() => vi.advanceTimersByTime(20_000));
  expect(screen.getByText('1:02')).toBeTruthy();
});

test('accepting asks main once and opens the session', async () => {
  const main = mainWithOneWaiting();
  const { store } = renderConsole(main, <Waiting />);
  const accept = screen.getByRole('button', { name: 'Accept Maria Lindqvist' });
  fireEvent.click(accept);
  fireEvent.click(accept);
  await waitFor(() => expect(store.getState().sessions.selectedId).toBe('session-1'));
  expect(main.count('accept-session')).toBe(1);
});

test('without a name nobody is accepted; the name is asked for first', async () => {
  const main = mainWithOneWaiting();
  main.settings = { ...main.settings, representativeName: '' };
  const { store } = renderConsole(main, <Waiting />);
  fireEvent.click(screen.getByRole('button', { name: 'Accept Maria Lindqvist' }));
  await waitFor(() =>
    expect(store.getState().ui.nameWantedFor).toEqual({ kind: 'accept', sessionId: 'session-1' }),
  );
  expect(main.count('accept-session')).toBe(0);
});

test('declining sends the reason chosen, and closes when the customer is gone', async () => {
  const main = mainWithOneWaiting();
  const closed = vi.fn();
  const { store } = renderConsole(main, <DeclineDialog sessionId="session-1" onClose={closed} />);
  fireEvent.click(screen.getByRole('button', { name: /We are closed now/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Decline' }));
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(main.asked.at(-1)).toMatchObject([
    'decline-session',
    { sessionId: 'session-1', reason: 'We are closed now. Please call us tomorrow.' },
  ]);
  act(() => {
    store.dispatch(
      sessionEventsReceived({
        sessionId: 'session-1',
        events: [entry(2, { kind: 'session-ended', reason: 'customer-left' })],
      }),
    );
  });
  expect(screen.queryByText('Decline Maria Lindqvist')).toBeNull();
});

test('a new customer is announced at once', () => {
  const { store } = renderConsole(new FakeMain(), <Announced />);
  act(() => {
    store.dispatch(sessionEventsReceived({ sessionId: 'session-1', events: sampleLog(1) }));
  });
  expect(screen.getByRole('alert').textContent).toBe('Maria Lindqvist is waiting. Mail does not open.');
});
