// Functions that run inside a page: each is sent as text, so it uses nothing from outside itself.

interface SentMessage {
  readonly text: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

interface Measured {
  sentMessages: SentMessage[];
  shownAt: Record<string, number>;
  sightline: { request: (name: string, args: unknown) => Promise<unknown> };
}

/** In the console: sends numbered chat messages, one each `everyMs`, from `delayMs` on, and keeps when. */
export function sendMessages(wanted: {
  readonly sessionId: string;
  readonly title: string;
  readonly count: number;
  readonly delayMs: number;
  readonly everyMs: number;
}): void {
  const page = window as unknown as Measured;
  page.sentMessages = [];
  const next = (): void => {
    const text = `${wanted.title} ${page.sentMessages.length + 1}.`;
    page.sentMessages.push({ text, at: Date.now() });
    void page.sightline.request('send-chat-message', {
      sessionId: wanted.sessionId,
      id: crypto.randomUUID(),
      text,
    });
    if (page.sentMessages.length < wanted.count) setTimeout(next, wanted.everyMs);
  };
  setTimeout(next, wanted.delayMs);
}

/** In the console: what was sent. */
export function sentMessages(): SentMessage[] {
  return (window as unknown as Measured).sentMessages;
}

/** On the phone: keeps when each text that begins with `title` is first in the page. */
export function watchMessages(title: string): void {
  const page = window as unknown as Measured;
  const shownAt: Record<string, number> = {};
  page.shownAt = shownAt;
  const look = (node: Node): void => {
    for (const [text] of (node.textContent ?? '').matchAll(new RegExp(`${title} \\d+\\.`, 'g'))) {
      shownAt[text] ??= Date.now();
    }
  };
  new MutationObserver((changes) => {
    for (const { addedNodes, target, type } of changes) {
      if (type === 'characterData') look(target);
      for (const node of addedNodes) look(node);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** On the phone: when each was shown, in milliseconds since the Unix epoch. */
export function shownMessages(): Record<string, number> {
  return (window as unknown as Measured).shownAt;
}
