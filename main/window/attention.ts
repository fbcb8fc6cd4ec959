import { app, type BrowserWindow, Notification } from 'electron';
import type { SessionSummary } from '../../shared/ipc/view';
import type { SessionEvent } from '../../shared/session/session-event';

export interface AttentionOptions {
  readonly window: () => BrowserWindow | undefined;
  readonly notificationsWanted: () => boolean;
  readonly sessions: () => SessionSummary[];
  readonly choose: (sessionId: string) => void;
}

/** Alerts a representative who is looking elsewhere that a customer waits: desktop notification, badge, flashing frame. */
export class Attention {
  readonly #options: AttentionOptions;
  readonly #shown = new Map<string, Notification>();

  constructor(options: AttentionOptions) {
    this.#options = options;
  }

  /** Follows the logs of all sessions. */
  eventAppended(sessionId: string, event: SessionEvent): void {
    app.setBadgeCount(badgeCount(this.#options.sessions()));
    switch (event.kind) {
      case 'session-key-used':
        this.#show(sessionId, `${event.customer.name} is waiting`, event.customer.description);
        return;
      case 'chat-message-sent':
        if (event.by === 'customer') this.#show(sessionId, this.#customerName(sessionId), event.text);
        return;
      case 'session-started':
      case 'session-declined':
      case 'session-ended':
        this.#close(sessionId);
        return;
      default:
        return;
    }
  }

  #show(sessionId: string, title: string, body: string): void {
    const { window, notificationsWanted, choose } = this.#options;
    const target = window();
    if (target === undefined || target.isFocused()) return;
    target.flashFrame(true);
    if (!notificationsWanted() || !Notification.isSupported()) return;
    this.#close(sessionId);
    const notification = new Notification({ title, body: body.slice(0, 200), silent: true });
    notification.on('click', () => {
      window()?.show();
      window()?.focus();
      choose(sessionId);
    });
    this.#shown.set(sessionId, notification);
    notification.show();
  }

  #close(sessionId: string): void {
    this.#shown.get(sessionId)?.close();
    this.#shown.delete(sessionId);
  }

  #customerName(sessionId: string): string {
    return (
      this.#options.sessions().find((session) => session.sessionId === sessionId)?.state.customer.name ?? ''
    );
  }
}

/** Returns how many customers wait for the representative: in the queue, or with an unseen message. */
export function badgeCount(sessions: readonly SessionSummary[]): number {
  return sessions.filter(
    ({ state }) =>
      state.phase === 'waiting' ||
      (state.phase === 'active' && state.chat.unseenBy.representative.length > 0),
  ).length;
}
