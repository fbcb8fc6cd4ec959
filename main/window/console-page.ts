import type { BrowserWindow } from 'electron';
import { type ConsoleEvent, consoleEventChannel } from '../../shared/ipc/console-event';

/** The way to the console's page: what is published, and choices that wait until the page can hear them. */
export class ConsolePage {
  #window: BrowserWindow | undefined;
  #listens = false;
  #kept: ConsoleEvent[] = [];
  #others: () => readonly BrowserWindow[] = () => [];

  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Windows that show a part of the page hear what is published too. */
  alsoPublishTo(others: () => readonly BrowserWindow[]): void {
    this.#others = others;
  }

  /** Makes `window` the console's window; choices wait until its page has asked for a snapshot. */
  attach(window: BrowserWindow): void {
    this.#window = window;
    this.#listens = false;
    window.webContents.on('did-start-loading', () => {
      this.#listens = false;
    });
    window.on('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });
  }

  /** Notes that the page has subscribed and asked for a snapshot, so it misses nothing sent from now on. */
  pageListens(): void {
    this.#listens = true;
    const kept = this.#kept;
    this.#kept = [];
    for (const event of kept) this.publish(event);
  }

  /** Sends an event to the page; one that is still loading learns it from its snapshot. */
  publish(event: ConsoleEvent): void {
    for (const window of [this.#window, ...this.#others()]) {
      if (window !== undefined && !window.isDestroyed()) window.webContents.send(consoleEventChannel, event);
    }
  }

  /** Sends what a person chose outside the page, as soon as the page can do it. */
  choose(event: Extract<ConsoleEvent, { kind: 'command-chosen' | 'session-chosen' }>): void {
    if (this.#listens) this.publish(event);
    else this.#kept.push(event);
  }

  /** Brings the window to the front. */
  show(): void {
    const window = this.#window;
    if (window === undefined || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }
}
