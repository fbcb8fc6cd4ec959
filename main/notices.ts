import type { Notice } from '../shared/ipc/view';

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
