import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { noCapabilities } from '../../../../shared/session/session-event';
import { appendOn, joinOn, openCustomerPage } from '../../../support/phone/customer-page';
import { sessionId } from '../../../support/played/scripted-customer-site';

const field = (name: string | RegExp): HTMLElement => screen.getByRole('textbox', { name });
const type = (name: string | RegExp, value: string): void => {
  fireEvent.change(field(name), { target: { value } });
};
const press = (name: string | RegExp): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};

beforeEach(() => {
  // The page tells sizes to nobody here; happy-dom lays nothing out.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
});

test('join: a key from the link stands in the boxes, and the form is sent with it', async () => {
  const site = await openCustomerPage('418207951');
  expect(field('Session key, second three digits')).toHaveProperty('value', '207');
  type('Your name', ' Maja ');
  press('Connect');
  await waitFor(() => expect(site.ofKind('submit-session-key')).toHaveLength(1));
  expect(site.ofKind('submit-session-key')[0]).toMatchObject({ sessionKey: '418207951', name: 'Maja' });
  expect(screen.getByRole('button', { name: 'Connecting…' })).toHaveProperty('disabled', true);
});

test('join: what is missing is said beside it, and nothing is sent', async () => {
  const site = await openCustomerPage();
  press('Connect');
  expect(screen.getByText(/type all nine digits/)).toBeTruthy();
  type('Session key, first three digits', '418207954');
  press('Connect');
  expect(screen.getByText(/One digit is wrong/)).toBeTruthy();
  type('Session key, first three digits', '418207951');
  expect(screen.queryByText(/One digit is wrong/)).toBeNull();
  type('Your name', '\u200b');
  press('Connect');
  expect(screen.getByText(/type your name/)).toBeTruthy();
  expect(document.activeElement).toBe(field('Your name'));
  expect(site.ofKind('submit-session-key')).toEqual([]);
});

test('join: a refusal keeps what was typed; too many attempts hold the button back', async () => {
  const site = await openCustomerPage('418207951');
  type('Your name', 'Maja');
  type(/^What can we help with/, 'The parcel');
  press('Connect');
  await waitFor(() => expect(site.ofKind('submit-session-key')).toHaveLength(1));
  const retryAfterMs = Date.now() + 60_000 - site.clock.now();
  await act(() => site.tell({ kind: 'refusal', code: 'too-many-attempts', message: '', retryAfterMs }));
  expect(screen.getAllByText(/Too many keys did not work/).length).toBeGreaterThan(0);
  expect(screen.getByRole('button', { name: 'Connect' })).toHaveProperty('disabled', true);
  expect(field('Your name')).toHaveProperty('value', 'Maja');
  expect(field(/^What can we help with/)).toHaveProperty('value', 'The parcel');
});

test('join: with nobody there the page says so, and again when somebody is back', async () => {
  const site = await openCustomerPage();
  await act(() => site.tell({ kind: 'availability-changed', availability: 'away' }));
  expect(screen.getByText('Nobody is available right now.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Connect' })).toHaveProperty('disabled', true);
  await act(() => site.tell({ kind: 'availability-changed', availability: 'available' }));
  expect(screen.queryByText('Nobody is available right now.')).toBeNull();
});

test('waiting: the place in the queue, and leaving only after asking', async () => {
  const site = await openCustomerPage();
  await joinOn(site, false);
  await act(() => site.tell({ kind: 'queue-position-changed', position: 3 }));
  expect(screen.getByRole('heading', { name: '2 people are before you' })).toBeTruthy();
  press('Leave');
  const dialog = screen.getByRole('dialog', { name: 'Leave the queue?' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Keep waiting' }));
  await act(() => site.pass(0));
  expect(site.ofKind('leave-queue')).toEqual([]);
  press('Leave');
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Leave' }));
  await act(() => site.pass(0));
  expect(site.ofKind('leave-queue')).toHaveLength(1);
});

test('declined: the reason, as text', async () => {
  const site = await openCustomerPage();
  await joinOn(site, false);
  await appendOn(site, 'representative', { kind: 'session-declined', reason: '<b>Closed</b>' });
  expect(screen.getByText('<b>Closed</b>')).toBeTruthy();
});

test('chat: what is written is sent, shown once, and the draft outlives a change of tab', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  expect(screen.getByText(/^Nothing is written yet/)).toBeTruthy();
  type('Write to Astrid', 'Hello');
  fireEvent.keyDown(field('Write to Astrid'), { key: 'Enter' });
  await act(() => site.pass(0));
  expect(site.texts).toEqual(['Hello']);
  expect(screen.getByText('sending')).toBeTruthy();
  const [sent] = site.ofKind('send-chat-message');
  await act(() => site.append('customer', { kind: 'chat-message-sent', text: 'Hello' }, sent?.id));
  expect(screen.getAllByText('Hello')).toHaveLength(1);
  expect(screen.queryByText(/^Nothing is written yet/)).toBeNull();
  type('Write to Astrid', 'a draft');
  press('Camera');
  press('Chat');
  expect(field('Write to Astrid')).toHaveProperty('value', 'a draft');
});

test('chat: nothing to read cannot be sent, and Shift with Enter begins a line', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  type('Write to Astrid', ' \u200b ');
  expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true);
  type('Write to Astrid', 'one');
  fireEvent.keyDown(field('Write to Astrid'), { key: 'Enter', shiftKey: true });
  await act(() => site.pass(0));
  expect(site.texts).toEqual([]);
});

test('chat: markup is text, only web addresses open, and only after asking', async () => {
  const site = await openCustomerPage();
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  await joinOn(site);
  await appendOn(site, 'representative', {
    kind: 'chat-message-sent',
    text: '<i>Go</i> to https://example.com/a. Not javascript:alert(1)',
  });
  expect(document.querySelector('.text i, li i')).toBeNull();
  press('https://example.com/a');
  expect(open).not.toHaveBeenCalled();
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Open' }));
  expect(open).toHaveBeenCalledWith('https://example.com/a', '_blank', 'noopener,noreferrer');
  expect(screen.queryByRole('button', { name: /javascript/ })).toBeNull();
});

test('sharing request: no button has the focus, one answer is sent, and the question goes with it', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  await appendOn(site, 'representative', { kind: 'sharing-requested' });
  const dialog = screen.getByRole('dialog', {
    name: 'Astrid Holm would like to see your camera, screen or a photo',
  });
  expect(document.activeElement).toBe(within(dialog).getByRole('heading'));
  press('Allow');
  await act(() => site.pass(0));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(site.ofKind('allow-sharing')).toHaveLength(1);
  await appendOn(site, 'customer', { kind: 'sharing-allowed' });
  expect(screen.getByRole('dialog', { name: 'What would you like to show?' })).toBeTruthy();
});

test('sharing bar: gone as soon as the customer has stopped, though the log cannot say so yet', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  await appendOn(site, 'customer', { kind: 'sharing-allowed' });
  press('Camera');
  await appendOn(site, 'customer', {
    kind: 'source-started',
    source: 'camera',
    facing: 'rear',
    method: 'camera',
    capabilities: noCapabilities,
  });
  expect(screen.getByText('Your camera is shared')).toBeTruthy();
  await act(() => site.lose());
  press('Stop');
  press('Stop sharing');
  expect(screen.queryByText('Your camera is shared')).toBeNull();
});

test('sharing bar: stopped without a connection, no tab opens the camera again or stops it twice', async () => {
  const site = await openCustomerPage();
  const getUserMedia = vi.fn(() => new Promise(() => undefined));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  await joinOn(site);
  await appendOn(site, 'customer', { kind: 'sharing-allowed' });
  await act(async () => press(/Camera$/));
  expect(getUserMedia).toHaveBeenCalledOnce();
  await appendOn(site, 'customer', {
    kind: 'source-started',
    source: 'camera',
    facing: 'rear',
    method: 'camera',
    capabilities: noCapabilities,
  });
  await act(() => site.lose());
  press('Stop');
  press('Stop sharing');
  await act(async () => press('Chat'));
  await act(async () => press(/Camera$/));
  expect(getUserMedia).toHaveBeenCalledOnce();
  expect(screen.getByText('Your camera is off')).toBeTruthy();
  const state = site.client.getState();
  const kinds = state.kind === 'in-session' ? state.pending.map(({ kind }) => kind) : [];
  expect(kinds).toContain('stop-sharing');
  expect(kinds).not.toContain('stop-source');
});

test('ended: an alert says that nothing is shared, and another session begins with empty boxes', async () => {
  const site = await openCustomerPage('418207951');
  await joinOn(site);
  await appendOn(site, 'representative', { kind: 'session-ended', reason: 'representative-ended' });
  expect(screen.getByRole('alert').textContent).toContain('Nothing is shared.');
  expect(screen.getByRole('heading', { name: 'The session has ended' })).toBe(document.activeElement);
  await act(async () => press('Start another session'));
  await waitFor(() => expect(field('Session key, first three digits')).toHaveProperty('value', ''));
});

test('no longer open: said as an alert, with a way on', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  await act(() => site.tell({ kind: 'refusal', code: 'resume-refused', message: '' }));
  expect(screen.getByRole('heading', { name: 'This session is no longer open' })).toBeTruthy();
  expect(site.kept.read()?.sessionId).not.toBe(sessionId);
  await act(async () => press('Start again'));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Connect' })).toBeTruthy());
});
