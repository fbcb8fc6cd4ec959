import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MessageText } from '../../../../renderer/chat/message-text';
import { playedParts, withParts } from '../app/render-console';

const show = (text: string) => render(withParts(playedParts(), <MessageText text={text} />));

function answer(reply: unknown) {
  const request = vi.fn<(name: string, args: unknown) => Promise<unknown>>(() => Promise.resolve(reply));
  vi.stubGlobal('sightline', { request, onEvent: () => () => undefined });
  return request;
}

describe('MessageText', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('shows markup as text and isolates its direction', () => {
    const { container } = show('<img src=x onerror=alert(1)> مرحبا');
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('span')?.getAttribute('dir')).toBe('auto');
    expect(screen.getByText('<img src=x onerror=alert(1)> مرحبا')).toBeTruthy();
  });

  it('opens a link only after it was shown whole and confirmed', async () => {
    const request = answer({ ok: true, value: null });
    const { container } = show('See https://bank.example@evil.example/a, please.');
    expect(container.querySelector('a')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'https://bank.example@evil.example/a' }));
    expect(request).not.toHaveBeenCalled();
    const url = await screen.findByTestId('link-url');
    expect(url.textContent).toBe('https://bank.example@evil.example/a');
    expect(url.querySelector('strong')?.textContent).toBe('evil.example');
    expect(screen.getByText(/The link leads to evil\.example\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open in browser' }));
    expect(request.mock.calls).toEqual([['open-link', { url: 'https://bank.example@evil.example/a' }]]);
    await waitFor(() => expect(screen.queryByTestId('link-url')).toBeNull());
  });

  it('opens nothing when cancelled', async () => {
    const request = answer({ ok: true, value: null });
    show('https://example.com');
    fireEvent.click(screen.getByRole('button', { name: 'https://example.com' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByTestId('link-url')).toBeNull());
    expect(request).not.toHaveBeenCalled();
  });

  it('says beside the link why it was not opened', async () => {
    answer({
      ok: false,
      refusal: { code: 'link-refused', message: 'This link is not one Sightline opens.' },
    });
    show('https://example.com');
    fireEvent.click(screen.getByRole('button', { name: 'https://example.com' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Open in browser' }));
    expect((await screen.findByRole('alert')).textContent).toBe('This link is not one Sightline opens.');
  });
});
