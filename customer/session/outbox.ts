import type { CustomerCommand } from '../../shared/wire/customer-message';
import type { SiteConnectionSurroundings } from './site-connection';

type WithoutId<Command> = Command extends CustomerCommand ? Omit<Command, 'id'> : never;
/** A command before it has its identifier. */
export type CommandBody = WithoutId<CustomerCommand>;

/** The commands not yet carried out, oldest first; each is sent until the site has answered it. */
export class Outbox {
  readonly #send: (command: CustomerCommand) => void;
  readonly #after: SiteConnectionSurroundings['after'];
  #pending: readonly CustomerCommand[] = [];
  /** Set while the site has asked to wait: commands are kept meanwhile, so that they stay in order. */
  #cancelResend: (() => void) | undefined;

  constructor(send: (command: CustomerCommand) => void, after: SiteConnectionSurroundings['after']) {
    this.#send = send;
    this.#after = after;
  }

  get pending(): readonly CustomerCommand[] {
    return this.#pending;
  }

  /** Begins anew with `pending`, e.g. what a page kept over a reload. */
  begin(pending: readonly CustomerCommand[]): void {
    this.stopResending();
    this.#pending = pending;
  }

  /** Keeps a command until it is settled; out of touch it takes the place of what says nothing that it does not say. */
  add(command: CustomerCommand, isInTouch: boolean): void {
    const kept = isInTouch ? this.#pending : this.#pending.filter((before) => !isReplacedBy(before, command));
    this.#pending = [...kept, command];
  }

  /** Sends a command that was just added, unless the site has asked to wait. */
  sendNew(command: CustomerCommand): void {
    if (this.#cancelResend === undefined) this.#send(command);
  }

  sendAll(): void {
    for (const command of this.#pending) this.#send(command);
  }

  /** Sends everything again after `milliseconds`; what has been carried out meanwhile is only answered again. */
  resendAfter(milliseconds = 2_000): void {
    this.#cancelResend ??= this.#after(milliseconds, () => {
      this.#cancelResend = undefined;
      this.sendAll();
    });
  }

  stopResending(): void {
    this.#cancelResend?.();
    this.#cancelResend = undefined;
  }

  find(id: string): CustomerCommand | undefined {
    return this.#pending.find((command) => command.id === id);
  }

  /** Takes out what was carried out or refused. Says whether anything was. */
  settle(ids: ReadonlySet<string>): boolean {
    const pending = this.#pending.filter(({ id }) => !ids.has(id));
    if (pending.length === this.#pending.length) return false;
    this.#pending = pending;
    return true;
  }
}

/** Whether `before`, not yet sent, says nothing that `command` does not say anew. */
function isReplacedBy(before: CustomerCommand, command: CustomerCommand): boolean {
  return (
    before.kind === command.kind &&
    (command.kind === 'report-visibility' ||
      command.kind === 'mark-delivered' ||
      command.kind === 'mark-seen' ||
      command.kind === 'open-tab')
  );
}
