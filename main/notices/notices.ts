import type { Notice } from '../../shared/ipc/view';

/** What main has to tell the representative until they have read it. */
export class Notices {
  #notices: readonly Notice[] = [];
  readonly #changed: (notices: Notice[]) => void;

  constructor(changed: (notices: Notice[]) => void) {
    this.#changed = changed;
  }

  list(): Notice[] {
    return [...this.#notices];
  }

  /** Shows a notice; one of the same `id` is replaced. */
  show(notice: Notice): void {
    this.#notices = [...this.#notices.filter(({ id }) => id !== notice.id), notice];
    this.#changed(this.list());
  }

  dismiss(id: string): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
    this.#changed(this.list());
  }
}

/** Says which damaged files were moved aside at the start; undefined stands for none. */
export function saySetAside(
  notices: Notices,
  { database, settings }: { readonly database: string | undefined; readonly settings: string | undefined },
): void {
  if (database !== undefined) {
    notices.show({
      id: 'database-set-aside',
      kind: 'warning',
      title: 'The session database was damaged, so a new one was begun.',
      text: `Nothing was deleted: the damaged one is kept at ${database}. Earlier sessions are not listed.`,
    });
  }
  if (settings !== undefined) {
    notices.show({
      id: 'settings-set-aside',
      kind: 'warning',
      title: 'The settings file could not be read, so the defaults are used.',
      text: `The damaged file is kept at ${settings}. Look through Settings once.`,
    });
  }
}

/** Unreadable sessions that get a notice of their own; of more of them the history tells. */
const unreadableNamed = 3;

/** Says that a session could not be read and was set aside; `name` is the customer's, empty where it is not known. */
export function sayUnreadable(notices: Notices, sessionId: string, name: string): void {
  const named = notices.list().filter((notice) => notice.sessionId !== undefined);
  if (named.length >= unreadableNamed && !named.some((notice) => notice.sessionId === sessionId)) {
    notices.show({
      id: 'more-unreadable',
      kind: 'warning',
      title: 'More sessions could not be read and were set aside.',
      text: 'Your other sessions are not affected. In History you can save a copy of each, or delete it.',
    });
    return;
  }
  notices.show({
    id: unreadableNoticeId(sessionId),
    kind: 'warning',
    title: `${name === '' ? 'A session' : `The session with ${name}`} could not be read and was set aside.`,
    text: 'Your other sessions are not affected. Save a copy of it for whoever looks into it, or delete it in History.',
    sessionId,
  });
}

/** The identifier of the notice about a session that cannot be read. */
export function unreadableNoticeId(sessionId: string): string {
  return `unreadable-${sessionId}`;
}

/** Says that other users of the computer may be able to read what Sightline keeps. */
export function sayFolderNotPrivate(notices: Notices, folder: string): void {
  notices.show({
    id: 'folder-not-private',
    kind: 'warning',
    title: 'Other users of this computer may be able to read your sessions.',
    text: `The system did not let Sightline close ${folder} to them. Ask whoever looks after this computer to make the folder yours alone.`,
  });
}

/** Says that open session keys could not be read. */
export function sayKeysUnreadable(notices: Notices, count: number): void {
  if (count === 0) return;
  notices.show({
    id: 'keys-unreadable',
    kind: 'warning',
    title:
      count === 1
        ? 'An open session key could not be read.'
        : `${count} open session keys could not be read.`,
    text: 'It no longer works. Generate a new one for the customer you gave it to.',
  });
}

/** Says that the page was loaded anew after it had crashed. */
export function sayPageWasReloaded(notices: Notices): void {
  notices.show({
    id: 'page-reloaded',
    kind: 'information',
    title: 'The window crashed and was reloaded.',
    text: 'Your sessions went on meanwhile. Text you had typed but not sent is gone.',
  });
}

/** Says that many wrong session keys came, and what that changes for customers. */
export function sayKeysAreGuessed(notices: Notices): void {
  notices.show({
    id: 'keys-are-guessed',
    kind: 'warning',
    title: 'Somebody is guessing session keys.',
    text: 'Customers who open a link or scan a QR code connect as before; a typed key may take a few seconds longer. Accept only customers you expect. Who tried is in the security log (Help, Show Logs).',
  });
}
