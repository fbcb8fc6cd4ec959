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

/** Says that the page was loaded anew after it had crashed. */
export function sayPageWasReloaded(notices: Notices): void {
  notices.show({
    id: 'page-reloaded',
    kind: 'information',
    title: 'The window closed by itself and was loaded again.',
    text: 'Your sessions went on meanwhile. Text you had typed but not sent is gone.',
  });
}
