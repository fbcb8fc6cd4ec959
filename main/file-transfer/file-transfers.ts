import type { Clock } from '../../shared/clock';
import type { QueuedFile } from '../../shared/file-transfer/queue';
import { roadGrantMs } from '../../shared/file-transfer/road-message';
import type { ConsoleEvent } from '../../shared/ipc/console-event';
import { filesAreOpen, mayTransfer } from '../../shared/session/file-access';
import type { SessionEvent } from '../../shared/session/session-event';
import { type FileRoads, fileRoadPath, type RoadCarrier, type RoadTraffic } from '../../site/file-road';
import { refusalMessage } from '../session/refusal-message';
import type { Answers, LiveSession, SessionPart } from '../session/session-part';
import { Tickets } from '../session/tickets';
import { FileRoad } from './file-road';
import type { GrantedFolders } from './granted-folders';
import { SessionTransfers } from './session-transfers';
import type { TransferStore } from './transfer-store';

export interface FileTransfersOptions {
  readonly store: TransferStore;
  readonly granted: GrantedFolders;
  readonly clock: Clock;
  readonly publish: (event: ConsoleEvent) => void;
  /** Shows how far all transfers are, from 0 to 1; null while none runs. */
  readonly showProgress: (done: number | null) => void;
}

/** How often the console is told of transfers at most, in milliseconds. */
export const publishEveryMs = 250;

interface Kept {
  readonly session: LiveSession;
  readonly transfers: SessionTransfers;
  shown: ReadonlyMap<string, QueuedFile>;
  order: readonly string[];
}

/** The files of all sessions: their transfers, the roads phones open, and what the console is told. */
export class FileTransfers implements SessionPart, FileRoads {
  readonly #options: FileTransfersOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #tickets: Tickets<LiveSession>;
  readonly answers: Partial<Answers>;
  readonly #closing = new Set<Promise<void>>();
  #isDisposed = false;
  #cancelPublish: (() => void) | undefined;

  constructor(options: FileTransfersOptions) {
    this.#options = options;
    this.#tickets = new Tickets(options.clock, roadGrantMs);
    this.answers = { 'request-file-road': this.#grantRoad };
  }

  /** The files of an active session; made when first used. */
  transfersOf(session: LiveSession): SessionTransfers {
    const known = this.#kept.get(session.sessionId);
    if (known !== undefined) return known.transfers;
    const { clock, store, granted, publish } = this.#options;
    const { sessionId } = session;
    const transfers = new SessionTransfers({
      ...{ sessionId, clock, store, granted },
      mayTransfer: (direction) =>
        session.state.phase === 'active' && mayTransfer(session.state.files, direction),
      record: (by, body, commandId) => session.record(by, body, commandId),
      isRecorded: (commandId) => session.log.findByCommand(commandId) !== undefined,
      changed: () => this.#changed(),
      news: (message) => {
        if (message.kind === 'folder-changed') {
          publish({ kind: 'customer-folder-changed', sessionId, path: message.path });
        } else {
          const { usage, quota } = message;
          publish({ kind: 'customer-storage-changed', sessionId, storage: { usage, quota } });
        }
      },
      placed: (folderId, path) => publish({ kind: 'local-folder-changed', folderId, path }),
    });
    this.#kept.set(sessionId, { session, transfers, shown: new Map(), order: [] });
    return transfers;
  }

  /** Returns the name of the customer a file of this computer was fetched from in an open session; null where none is known. */
  fetchedFrom(folderId: string, path: string): string | null {
    for (const { session, transfers } of this.#kept.values()) {
      const { board } = transfers;
      const isFrom = board.queue.files
        .filter(({ status }) => status.kind === 'ended' && status.outcome.kind === 'completed')
        .flatMap((file) => board.view(file))
        .some(
          ({ direction, local }) =>
            direction === 'to-representative' && local.folderId === folderId && local.path === path,
        );
      if (isFrom) return session.state.customer.name;
    }
    return null;
  }

  readonly #grantRoad: Answers['request-file-road'] = (session, { id }) => {
    const { state, sessionId } = session;
    if (state.phase !== 'active' || !filesAreOpen(state.files)) {
      const message = 'Access to files has not been allowed, or is turned off.';
      return refusalMessage({ code: 'not-allowed', message, commandId: id });
    }
    this.#tickets.revoke(sessionId);
    const { name, expiresAt } = this.#tickets.issue(sessionId, session);
    return { kind: 'file-road-granted', id, path: fileRoadPath(name), expiresAt };
  };

  open(token: string, carrier: RoadCarrier): RoadTraffic | undefined {
    const session = this.#tickets.take(token);
    if (session === undefined) return undefined;
    return this.transfersOf(session).roadOpened(
      (listener) => new FileRoad(carrier, this.#options.clock, listener),
    );
  }

  takeUp(session: LiveSession): void {
    if (session.state.phase === 'active') this.transfersOf(session);
  }

  beforeEnd(session: LiveSession): void {
    this.#kept.get(session.sessionId)?.transfers.cancelAll('site');
  }

  follow(session: LiveSession, event: SessionEvent): void {
    switch (event.kind) {
      case 'file-access-revoked':
        this.#tickets.revoke(session.sessionId);
        this.#kept.get(session.sessionId)?.transfers.cancelAll('customer');
        this.#kept.get(session.sessionId)?.transfers.closeRoad();
        return;
      case 'file-policy-selected':
        this.#policySelected(session);
        return;
      case 'session-ended':
        this.#forget(session);
        return;
      default:
        return;
    }
  }

  /** Removes what is kept of the files of a session that is over, once nothing writes it any more. @throws when the disk refuses. */
  async remove(sessionId: string): Promise<void> {
    await Promise.all(this.#closing);
    this.#options.store.forgetSession(sessionId);
  }

  /** Lets go of every file and road; what is unfinished is taken up after the next start. Resolves when all files are closed. */
  async dispose(): Promise<void> {
    this.#cancelPublish?.();
    this.#cancelPublish = undefined;
    this.#tickets.clear();
    const kept = [...this.#kept.values()];
    this.#kept.clear();
    this.#isDisposed = true;
    await Promise.all([...kept.map(({ transfers }) => transfers.dispose()), ...this.#closing]);
  }

  #policySelected(session: LiveSession): void {
    const transfers = this.#kept.get(session.sessionId)?.transfers;
    if (session.state.phase !== 'active') return;
    const { files } = session.state;
    for (const direction of ['to-customer', 'to-representative'] as const) {
      if (files.policy === 'off' || !mayTransfer({ ...files, access: 'allowed' }, direction)) {
        transfers?.cancelAll('representative', direction);
      }
    }
    if (files.policy !== 'off') return;
    this.#tickets.revoke(session.sessionId);
    transfers?.closeRoad();
  }

  #forget(session: LiveSession): void {
    const { sessionId } = session;
    this.#tickets.revoke(session.sessionId);
    const kept = this.#kept.get(sessionId);
    this.#publish();
    this.#kept.delete(sessionId);
    const closing = (kept?.transfers.dispose() ?? Promise.resolve())
      .then(() => this.#options.store.forgetSession(sessionId))
      .catch(() => undefined)
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  #changed(): void {
    if (this.#isDisposed) return;
    this.#cancelPublish ??= this.#options.clock.setTimer(() => {
      this.#cancelPublish = undefined;
      this.#publish();
    }, publishEveryMs);
  }

  #publish(): void {
    let done = 0;
    let all = 0;
    for (const [sessionId, kept] of this.#kept) {
      const { transfers } = kept;
      transfers.board.applyProgress();
      const { files } = transfers.board.queue;
      const changed = files.filter((file) => kept.shown.get(file.transferId) !== file);
      const ids = files.map(({ transferId }) => transferId);
      const isSameOrder =
        ids.length === kept.order.length && ids.every((id, index) => kept.order[index] === id);
      kept.shown = new Map(files.map((file) => [file.transferId, file]));
      kept.order = ids;
      const { totals } = transfers.board;
      done += totals.bytesDone;
      all += totals.filesDone < totals.files ? totals.bytes : 0;
      this.#options.publish({
        kind: 'transfers-changed',
        sessionId,
        changed: changed.flatMap((file) => transfers.board.view(file)),
        order: isSameOrder ? null : ids,
        totals,
        road: transfers.isRoadOpen ? 'open' : 'closed',
      });
    }
    this.#options.showProgress(all === 0 ? null : Math.min(1, done / all));
  }
}
