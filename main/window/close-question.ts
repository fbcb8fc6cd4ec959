import { app, type BrowserWindow, dialog } from 'electron';
import type { PracticeStatus, SessionSummary } from '../../shared/ipc/view';

export interface CloseQuestionOptions {
  /** Names of the customers whose sessions are open, those waiting among them. */
  readonly openCustomers: () => readonly string[];
  /** For how long a customer's session waits for the console to come back, in minutes. */
  readonly gracePeriodMinutes: () => number;
}

/** Returns the names of customers with open sessions, without the practice customer. */
export function openCustomers(sessions: readonly SessionSummary[], practice: PracticeStatus): string[] {
  return sessions
    .filter(({ state: { phase, sessionKey } }) => {
      const isPractice = practice.kind === 'open' && practice.sessionKey === sessionKey;
      return (phase === 'waiting' || phase === 'active') && !isPractice;
    })
    .map(({ state }) => state.customer.name);
}

/** Returns the wording of the question; pure, so that tests can check it. */
export function closeWords(
  customers: readonly string[],
  gracePeriodMinutes: number,
): { readonly message: string; readonly detail: string } {
  const [first = '', second = ''] = customers;
  const who =
    customers.length === 1
      ? `The session with ${first} is`
      : customers.length === 2
        ? `The sessions with ${first} and ${second} are`
        : `The sessions with ${first} and ${customers.length - 1} others are`;
  const minutes = gracePeriodMinutes === 1 ? '1 minute' : `${gracePeriodMinutes} minutes`;
  return {
    message: `${who} still open.`,
    detail: `If you close Sightline, ${
      customers.length === 1 ? `${first} sees` : 'your customers see'
    } that the connection is lost. Open Sightline again within ${minutes} and everything continues from there; nothing in the log is lost.`,
  };
}

/** Asks before the window closes and the app ends with it while sessions are open. */
export function askBeforeClosing(window: BrowserWindow, options: CloseQuestionOptions): void {
  let isAsking = false;
  let isQuitting = false;
  const quitting = (): void => {
    isQuitting = true;
  };
  app.on('before-quit', quitting);
  window.on('closed', () => app.off('before-quit', quitting));
  window.on('close', (event) => {
    // On macOS the app, its site and its sessions go on without a window.
    const endsApp = isQuitting || process.platform !== 'darwin';
    const customers = options.openCustomers();
    if (customers.length === 0 || !endsApp) return;
    event.preventDefault();
    isQuitting = false;
    if (isAsking) return;
    isAsking = true;
    void ask(window, customers, options.gracePeriodMinutes()).then((closes) => {
      isAsking = false;
      if (!closes || window.isDestroyed()) return;
      window.destroy();
      app.quit();
    });
  });
}

async function ask(
  window: BrowserWindow,
  customers: readonly string[],
  gracePeriodMinutes: number,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    ...closeWords(customers, gracePeriodMinutes),
    buttons: ['Keep open', 'Close Sightline'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
