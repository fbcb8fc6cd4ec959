import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SessionKeyDialog } from '../../../../renderer/session-key/session-key-dialog';
import { sessionKeysChanged } from '../../../../renderer/store/console-slice';
import { sessionEventsReceived } from '../../../../renderer/store/sessions-slice';
import { renderConsole } from '../app/render-console';
import { FakeMain, openKey, sampleLog, startOfTime } from '../store/samples';

const now = startOfTime + 46_000;

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open() {
  const main = new FakeMain();
  main.sessionKeys = [openKey];
  const closed = vi.fn();
  return {
    main,
    closed,
    ...renderConsole(main, <SessionKeyDialog sessionKey={openKey.sessionKey} onClose={closed} />),
  };
}

test('shows the key, the time left, the address, the link and a QR code', () => {
  open();
  expect(screen.getByText('418 207 951')).toBeTruthy();
  expect(screen.getByText('29:14')).toBeTruthy();
  expect(screen.getByText('https://192.0.2.24:8443')).toBeTruthy();
  expect(screen.getByText('#418207951')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'QR code of the link' })).toBeTruthy();
  expect(screen.getByText(/Waiting for the customer/)).toBeTruthy();
});

test('counts down', () => {
  open();
  act(() => vi.advanceTimersByTime(4000));
  expect(screen.getByText('29:10')).toBeTruthy();
});

test('copies the key, the address and the link, and says so', async () => {
  const { main } = open();
  fireEvent.click(screen.getByRole('button', { name: 'Copy key' }));
  fireEvent.click(screen.getByRole('button', { name: 'Copy address' }));
  fireEvent.click(screen.getByRole('button', { name: 'Copy link' }));
  await waitFor(() => expect(screen.getAllByText('Copied').length).toBeGreaterThanOrEqual(3));
  expect(main.asked.filter(([name]) => name === 'copy-text').map(([, args]) => args)).toEqual([
    { text: '418 207 951' },
    { text: 'https://192.0.2.24:8443' },
    { text: 'https://192.0.2.24:8443/#418207951' },
  ]);
});

test('e-mail and text message are composed by main', async () => {
  const { main } = open();
  fireEvent.click(screen.getByRole('button', { name: 'E-mail' }));
  await waitFor(() => expect(main.count('compose-invitation')).toBe(1));
  expect(main.asked.at(-1)).toEqual(['compose-invitation', { sessionKey: openKey.sessionKey, by: 'e-mail' }]);
});

test('a reference is saved when the field is left, once', async () => {
  const { main } = open();
  const field = screen.getByLabelText('Reference');
  fireEvent.change(field, { target: { value: 'ITSM-4411' } });
  fireEvent.blur(field);
  await waitFor(() => expect(main.count('change-session-key')).toBe(1));
  expect(main.asked.at(-1)).toEqual([
    'change-session-key',
    { sessionKey: openKey.sessionKey, reference: 'ITSM-4411' },
  ]);
});

test('revoking is asked about first', async () => {
  const { main, closed } = open();
  fireEvent.click(screen.getByRole('button', { name: 'Revoke key' }));
  expect(main.count('revoke-session-key')).toBe(0);
  fireEvent.click(screen.getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(main.count('revoke-session-key')).toBe(1);
});

test('a used key says who is here and offers to accept them', async () => {
  const { main, store } = open();
  act(() => {
    store.dispatch(sessionKeysChanged([]));
    store.dispatch(sessionEventsReceived({ sessionId: 'session-1', events: sampleLog(1) }));
  });
  expect(screen.getByText('Maria Lindqvist is here.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Copy key' }).hasAttribute('disabled')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
  await waitFor(() => expect(main.count('accept-session')).toBe(1));
});

test('an expired key says so and offers a new one', () => {
  open();
  act(() => vi.advanceTimersByTime(30 * 60_000));
  expect(screen.getByText(/has expired/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Generate a new key' })).toBeTruthy();
});

test('says why a key was not revoked, and keeps it', async () => {
  const { main, closed } = open();
  main.refuse('revoke-session-key', 'The site is off.');
  fireEvent.click(screen.getByRole('button', { name: 'Revoke key' }));
  fireEvent.click(screen.getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByText('The key was not revoked')).toBeTruthy();
  expect(screen.getByText('The site is off.')).toBeTruthy();
  expect(closed).not.toHaveBeenCalled();
  expect(screen.getByText('418 207 951')).toBeTruthy();
});
