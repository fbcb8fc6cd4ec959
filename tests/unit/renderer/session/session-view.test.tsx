import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionView } from '../../../../renderer/session/session-view';
import { appendToLog, emptyLog } from '../../../../renderer/store/log-pages';
import {
  customerTyped,
  sessionEventsReceived,
  sessionLogLoaded,
  sessionsReceived,
} from '../../../../renderer/store/sessions-slice';
import { reduceAll } from '../../../../shared/session/reduce';
import type { EventBody, SessionEvent } from '../../../../shared/session/session-event';
import { playedParts, withParts } from '../app/render-console';
import { bodies, eventOf } from '../chat/samples';

const sessionId = 'session-one';
const now = new Date(2026, 2, 3, 10).getTime();
const byRepresentative = new Set(['session-started', 'sharing-requested', 'session-declined']);

const noTransfers = {
  transfers: [],
  totals: { files: 0, filesDone: 0, bytes: 0, bytesDone: 0, speed: null, timeLeftMs: null },
  road: 'closed',
};

function show(...more: EventBody[]) {
  const asked: [string, unknown][] = [];
  const replies: unknown[] = [];
  vi.stubGlobal('sightline', {
    request: async (name: string, args: unknown) => {
      if (name === 'get-transfers') return { ok: true, value: noTransfers };
      asked.push([name, args]);
      return replies.shift() ?? { ok: true, value: name === 'mark-seen' ? null : { seq: 99 } };
    },
    onEvent: () => () => undefined,
  });
  const parts = playedParts();
  const { store } = parts;
  const events: SessionEvent[] = [bodies['session-key-used'], ...more].map((body, index) =>
    eventOf(
      body,
      index + 1,
      now - 60_000 + index * 1000,
      byRepresentative.has(body.kind) ? 'representative' : 'customer',
    ),
  );
  const state = reduceAll(events);
  if (state === undefined) throw new Error('no state');
  store.dispatch(sessionsReceived([{ sessionId, state }]));
  store.dispatch(sessionLogLoaded({ sessionId, log: appendToLog(emptyLog, events) }));
  render(withParts(parts, <SessionView sessionId={sessionId} />));
  let seq = events.length;
  const append = (body: EventBody, by: SessionEvent['by'] = 'customer', commandId?: string) => {
    seq += 1;
    const event = eventOf(body, seq, Date.now(), by);
    act(() => {
      store.dispatch(
        sessionEventsReceived({
          sessionId,
          events: [commandId === undefined ? event : { ...event, commandId }],
        }),
      );
    });
  };
  return { asked, replies, append, store };
}

const settle = () => act(async () => void (await vi.advanceTimersByTimeAsync(0)));
const log = () => within(screen.getByRole('log'));

describe('SessionView', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now });
    // A page without layout has rows of no height, and the log would show none.
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(26);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('shows who, on what, how connected and for how long', () => {
    const { append } = show(bodies['session-started'], bodies['reference-set']);
    expect(screen.getByRole('heading', { name: 'Maria Lindqvist' })).toBeTruthy();
    for (const part of ['iPhone 14', 'iOS 18.6', 'Safari 18.6', 'Swedish', 'ITSM-4411', 'Connected']) {
      expect(screen.getByText(part)).toBeTruthy();
    }
    expect(screen.getByRole('timer').textContent).toBe('00:00:59');
    act(() => void vi.advanceTimersByTime(2000));
    expect(screen.getByRole('timer').textContent).toBe('00:01:01');
    append(bodies['customer-connection-lost']);
    act(() => void vi.advanceTimersByTime(14_000));
    expect(screen.getByText('Reconnecting, 0:14')).toBeTruthy();
  });

  it('asks before it ends the session, and says what the customer is told', async () => {
    const { asked, replies, append } = show(bodies['session-started']);
    fireEvent.click(screen.getByRole('button', { name: 'End session' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(/Maria is told that you can no longer see their device\./)).toBeTruthy();
    expect(asked).toEqual([]);
    replies.push({ ok: false, refusal: { code: 'could-not-save', message: 'The disk is full.' } });
    fireEvent.click(dialog.getByRole('button', { name: 'End session' }));
    await settle();
    expect(dialog.getByRole('alert').textContent).toBe('The disk is full.');
    fireEvent.click(dialog.getByRole('button', { name: 'End session' }));
    await settle();
    expect(asked.map(([name]) => name)).toEqual(['end-session', 'end-session']);
    expect(asked[0]?.[1]).toEqual(asked[1]?.[1]);
    append({ kind: 'session-ended', reason: 'representative-ended' }, 'representative');
    expect(screen.getByText(/^You ended the session at 10:00:00\./)).toBeTruthy();
    expect(screen.getByText('The session has ended. Nothing more can be sent.')).toBeTruthy();
    expect(screen.queryByLabelText('Message Maria')).toBeNull();
    expect(screen.queryByRole('button', { name: 'End session' })).toBeNull();
  });

  it('shows the wrap-up when the session ends, whichever tab was open', () => {
    const { append } = show(bodies['session-started']);
    fireEvent.click(screen.getByRole('tab', { name: 'System Information' }));
    append({ kind: 'session-ended', reason: 'customer-ended' });
    expect(screen.getByRole('tab', { name: 'Summary' }).getAttribute('aria-selected')).toBe('true');
    expect(screen.getByRole('button', { name: 'Solved' })).toBeTruthy();
  });

  it('takes the focus that accepting left behind to the message field, and no other', () => {
    show(bodies['session-started']);
    expect(document.activeElement).toBe(screen.getByLabelText('Message Maria'));
  });

  it('leaves the focus where it is when another session is looked at', () => {
    const elsewhere = document.body.appendChild(document.createElement('button'));
    elsewhere.focus();
    show(bodies['session-started']);
    expect(document.activeElement).toBe(elsewhere);
    elsewhere.remove();
  });

  it('asks to share, cancels, and says what came of it', async () => {
    const { asked, append } = show(bodies['session-started']);
    expect(screen.getByText('Nothing is shared yet. Maria decides what you see.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Ask to share' }));
    append(bodies['sharing-requested'], 'representative');
    await settle();
    act(() => void vi.advanceTimersByTime(12_000));
    expect(screen.getByText('Asked Maria, 0:12. Waiting for an answer.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel request' }));
    await settle();
    expect(asked.map(([name]) => name)).toEqual(['request-sharing', 'cancel-sharing-request']);
    append(bodies['sharing-declined']);
    expect(screen.getByText('Maria declined. Explain in the chat, then ask again.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Ask again' })).toBeTruthy();
  });

  it('says beside the button why asking did not work', async () => {
    const { replies } = show(bodies['session-started']);
    replies.push({ ok: false, refusal: { code: 'session-not-open', message: 'The session has ended.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Ask to share' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('The session has ended.');
  });

  it('shows no button that does nothing yet', () => {
    show(bodies['session-started']);
    for (const name of ['Snapshot', 'Record', 'Detach', /Quality/, /Annotations/, 'Full screen']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual([
      'Screen',
      'File Transfer',
      'System Information',
    ]);
  });

  it('sends a message under one identifier until its event stands in the log', async () => {
    const { asked, replies, append } = show(bodies['session-started']);
    replies.push({ ok: true, value: null });
    const field = screen.getByLabelText('Message Maria');
    fireEvent.change(field, { target: { value: 'Hello Maria' } });
    replies.push({ ok: false, refusal: { code: 'could-not-save', message: 'The disk is full.' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(log().getByText('Sending')).toBeTruthy();
    await settle();
    expect(log().getByText('The disk is full. Your text is kept.')).toBeTruthy();
    fireEvent.click(log().getByRole('button', { name: 'Retry' }));
    await settle();
    const sent = asked.filter(([name]) => name === 'send-chat-message').map(([, args]) => args);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toEqual(sent[1]);
    const { id } = sent[0] as { id: string };
    append({ kind: 'chat-message-sent', text: 'Hello Maria' }, 'representative', id);
    expect(log().getAllByText('Hello Maria')).toHaveLength(1);
    expect(log().getByText('Sent')).toBeTruthy();
    append({ kind: 'chat-messages-delivered', upTo: 3 });
    expect(log().getByText('Delivered')).toBeTruthy();
    append({ kind: 'chat-messages-seen', upTo: 3 });
    expect(log().getByText('Seen')).toBeTruthy();
  });

  it('shows for some seconds that the customer writes', () => {
    const { store } = show(bodies['session-started']);
    act(() => {
      store.dispatch(customerTyped({ sessionId, at: Date.now() }));
    });
    expect(log().getByText('Maria is writing…')).toBeTruthy();
    act(() => void vi.advanceTimersByTime(6000));
    expect(log().queryByText('Maria is writing…')).toBeNull();
  });

  it('filters messages, what was shared and files', () => {
    show(bodies['session-started'], bodies['chat-message-sent'], bodies['sharing-requested']);
    expect(log().getByText('Session started, waited 0:12')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Messages'));
    expect(log().queryByText('Session started, waited 0:12')).toBeNull();
    expect(log().getByText('Hello')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Sharing'));
    expect(log().queryByText('Hello')).toBeNull();
    expect(log().getByText('You asked Maria to share')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Files'));
    expect(log().getByText(/^No files yet/)).toBeTruthy();
  });

  it('marks the customer’s message in view as seen, once', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    const { asked, append } = show(bodies['session-started']);
    append(bodies['chat-message-sent']);
    await settle();
    act(() => void vi.advanceTimersByTime(3000));
    expect(asked).toEqual([['mark-seen', expect.objectContaining({ sessionId, upTo: 3 })]]);
  });

  it('shows a waiting customer and a session that never started', () => {
    show();
    expect(screen.getByText('Maria has waited 1:00.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Accept' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Decline' })).toBeTruthy();
  });

  it('tells why a session never started', () => {
    show(bodies['session-declined']);
    expect(
      screen.getByText(/^You declined Maria at .* The reason you gave: We open at nine\.$/),
    ).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
