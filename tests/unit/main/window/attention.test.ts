import { describe, expect, test, vi } from 'vitest';
import { Attention, badgeCount } from '../../../../main/window/attention';
import type { SessionSummary } from '../../../../shared/ipc/view';
import { reduceAll } from '../../../../shared/session/reduce';
import type { Author, EventBody } from '../../../../shared/session/session-event';
import { logOf, started } from '../../../support/wire/session-events';

const electron = vi.hoisted(() => {
  const shown: Array<{ title: string; body: string; click: () => void; closed: boolean }> = [];
  class Notification {
    static isSupported = () => true;
    readonly #entry: { title: string; body: string; click: () => void; closed: boolean };
    constructor({ title, body }: { title: string; body: string }) {
      this.#entry = { title, body, click: () => undefined, closed: false };
    }
    on(_name: 'click', listener: () => void): void {
      this.#entry.click = listener;
    }
    show(): void {
      shown.push(this.#entry);
    }
    close(): void {
      this.#entry.closed = true;
    }
  }
  return { shown, Notification, app: { setBadgeCount: vi.fn() } };
});
vi.mock('electron', () => ({ app: electron.app, Notification: electron.Notification }));

function summary(...entries: ReadonlyArray<readonly [Author, EventBody]>): SessionSummary {
  const state = reduceAll(logOf(...entries));
  if (state === undefined) throw new Error('never');
  return { sessionId: `session-${entries.length}`, state };
}

const message = ['customer', { kind: 'chat-message-sent', text: 'hello' }] as const;
const end = ['customer', { kind: 'session-ended', reason: 'customer-ended' }] as const;

test('the badge counts customers who wait: in the queue, or with a message not seen', () => {
  expect(badgeCount([])).toBe(0);
  expect(badgeCount([summary()])).toBe(1);
  expect(badgeCount([summary(started)])).toBe(0);
  expect(badgeCount([summary(started, message, message)])).toBe(1);
  expect(
    badgeCount([summary(started, message, ['representative', { kind: 'chat-messages-seen', upTo: 3 }])]),
  ).toBe(0);
  expect(badgeCount([summary(started, ['representative', { kind: 'chat-message-sent', text: 'hi' }])])).toBe(
    0,
  );
  expect(badgeCount([summary(started, message, end)])).toBe(0);
  expect(badgeCount([summary(), summary(), summary(started, message), summary(started)])).toBe(3);
});

describe('a representative who looks elsewhere', () => {
  function attentionWith(focused: boolean, wanted = true) {
    electron.shown.length = 0;
    const window = { isFocused: () => focused, flashFrame: vi.fn(), show: vi.fn(), focus: vi.fn() };
    const choose = vi.fn();
    const attention = new Attention({
      window: () => window as never,
      notificationsWanted: () => wanted,
      sessions: () => [summary()],
      choose,
    });
    return { attention, window, choose };
  }
  const [used] = logOf();
  const chat = logOf(started, message)[2];
  if (used === undefined || chat === undefined) throw new Error('never');

  test('is told who waits, and is taken there by a click', () => {
    const { attention, window, choose } = attentionWith(false);
    attention.eventAppended('session-0', used);
    expect(electron.app.setBadgeCount).toHaveBeenLastCalledWith(1);
    expect(window.flashFrame).toHaveBeenCalledWith(true);
    expect(electron.shown).toMatchObject([{ title: 'Maja is waiting', body: 'The parcel does not show.' }]);
    electron.shown[0]?.click();
    expect(window.focus).toHaveBeenCalled();
    expect(choose).toHaveBeenCalledWith('session-0');
  });

  test('is told of a message by name, one notification for each session, closed when it ends', () => {
    const { attention } = attentionWith(false);
    attention.eventAppended('session-0', used);
    attention.eventAppended('session-0', chat);
    expect(electron.shown).toMatchObject([{ closed: true }, { title: 'Maja', body: 'hello', closed: false }]);
    const ended = logOf(started, message, end)[3];
    if (ended !== undefined) attention.eventAppended('session-0', ended);
    expect(electron.shown[1]?.closed).toBe(true);
  });

  test('is left in peace when they look, when they do not want it, and by their own messages', () => {
    attentionWith(true).attention.eventAppended('session-0', used);
    expect(electron.shown).toEqual([]);
    attentionWith(false, false).attention.eventAppended('session-0', used);
    expect(electron.shown).toEqual([]);
    attentionWith(false).attention.eventAppended('session-0', { ...chat, by: 'representative' });
    expect(electron.shown).toEqual([]);
  });
});
