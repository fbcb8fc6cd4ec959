import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { askBeforeClosing, closeWords, openCustomers } from '../../../../main/window/close-question';
import { reduceAll } from '../../../../shared/session/reduce';
import type { Author, EventBody } from '../../../../shared/session/session-event';
import { logOf, started } from '../../../support/wire/session-events';

const electron = vi.hoisted(() => ({
  answers: [] as ((answer: { response: number }) => void)[],
  asked: [] as { message: string }[],
  quit: 0,
  app: { on: vi.fn(), off: vi.fn(), quit: vi.fn() },
}));
vi.mock('electron', () => ({
  app: electron.app,
  dialog: {
    showMessageBox: (_window: unknown, options: { message: string }) => {
      electron.asked.push(options);
      return new Promise((resolve) => electron.answers.push(resolve));
    },
  },
}));

class Window extends EventEmitter {
  destroyed = false;
  isDestroyed = (): boolean => this.destroyed;
  destroy(): void {
    this.destroyed = true;
    this.emit('closed');
  }
  /** Whether closing goes on. */
  close(): boolean {
    let goesOn = true;
    this.emit('close', { preventDefault: () => (goesOn = false) });
    return goesOn;
  }
}

function open(customers: readonly string[]): Window {
  const window = new Window();
  askBeforeClosing(window as never, { openCustomers: () => customers, gracePeriodMinutes: () => 10 });
  return window;
}

beforeEach(() => {
  electron.answers.length = 0;
  electron.asked.length = 0;
  vi.clearAllMocks();
});

describe.runIf(process.platform !== 'darwin')('closing the console', () => {
  test('goes on unasked without open sessions', () => {
    expect(open([]).close()).toBe(true);
    expect(electron.asked).toEqual([]);
  });

  test('asks once while a session is open, and stays open on “Keep open”', async () => {
    const window = open(['Maria']);
    expect(window.close()).toBe(false);
    expect(window.close()).toBe(false);
    expect(electron.asked).toHaveLength(1);
    electron.answers[0]?.({ response: 0 });
    await vi.waitFor(() => {
      window.close();
      expect(electron.asked).toHaveLength(2);
    });
    expect(window.destroyed).toBe(false);
    expect(electron.app.quit).not.toHaveBeenCalled();
  });

  test('ends the app on “Close Sightline”, and stops listening', async () => {
    const window = open(['Maria']);
    window.close();
    electron.answers[0]?.({ response: 1 });
    await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalledTimes(1));
    expect(window.destroyed).toBe(true);
    expect(electron.app.off).toHaveBeenCalledTimes(1);
  });
});

test('names the people and says what happens to them', () => {
  expect(closeWords(['Maria'], 10)).toEqual({
    message: 'The session with Maria is still open.',
    detail:
      'If you close Sightline, Maria sees that the connection is lost. Open Sightline again within 10 minutes and everything continues from there; nothing in the log is lost.',
  });
  expect(closeWords(['Maria', 'Juan'], 1).message).toBe('The sessions with Maria and Juan are still open.');
  expect(closeWords(['Maria', 'Juan', 'Li'], 1).message).toBe(
    'The sessions with Maria and 2 others are still open.',
  );
});

test('waiting and active sessions are open; ended ones and the practice one are not', () => {
  const stateOf = (...entries: (readonly [Author, EventBody])[]) => {
    const state = reduceAll(logOf(...entries));
    if (state === undefined) throw new Error('never');
    return { sessionId: 'session-0001', state };
  };
  const sessions = [
    stateOf(),
    stateOf(started),
    stateOf(started, ['customer', { kind: 'session-ended', reason: 'customer-ended' }]),
  ];
  expect(openCustomers(sessions, { kind: 'closed' })).toEqual(['Maja', 'Maja']);
  expect(openCustomers(sessions, { kind: 'open', sessionKey: '418207951', playsByItself: true })).toEqual([]);
});
