import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { KeyOfferDialog } from '../../../../renderer/session-key/key-offer-dialog';
import { chosenOutside } from '../../../../renderer/store/commands';
import { renderConsole } from '../app/render-console';
import { FakeMain, openKey } from '../store/samples';

function open() {
  const main = new FakeMain();
  const closed = vi.fn();
  return { main, closed, ...renderConsole(main, <KeyOfferDialog onClose={closed} />) };
}

test('a link for a session key opens the offer and makes none', () => {
  const { main, store } = open();
  store.dispatch(chosenOutside({ kind: 'command-chosen', command: 'offer-session-key' }));
  expect(store.getState().ui.dialog).toEqual({ kind: 'key-offer' });
  expect(main.count('generate-session-key')).toBe(0);
});

test('the key is generated and shown once the person presses', async () => {
  const { main, store, closed } = open();
  fireEvent.click(screen.getByRole('button', { name: 'Generate session key' }));
  expect(closed).toHaveBeenCalledOnce();
  await waitFor(() =>
    expect(store.getState().ui.dialog).toEqual({ kind: 'session-key', sessionKey: openKey.sessionKey }),
  );
  expect(main.count('generate-session-key')).toBe(1);
});

test('Cancel makes none', () => {
  const { main, closed } = open();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(closed).toHaveBeenCalledOnce();
  expect(main.count('generate-session-key')).toBe(0);
});
