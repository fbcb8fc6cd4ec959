import type { CustomerEvent } from '../../shared/session/session-event';
import type { SystemInformationReport } from '../../shared/system-information/report';
import type { SessionClient } from '../session/session-client';

/** Reads what the device tells; rejects where that part of the page cannot be fetched. */
export type Collect = () => Promise<SystemInformationReport>;

/** Fetches the reader when it is first needed. */
const collectLate: Collect = async () => {
  const { collectSystemInformation } = await import('./collect');
  return collectSystemInformation(window, Date.now());
};

/** Sends a report each time one is awaited; before the customer allowed it, and once they took it back, nothing is read. */
export class SystemInformationController {
  readonly #client: SessionClient;
  readonly #collect: Collect;
  readonly #stops: readonly (() => void)[];
  /** The request answered last, by its `seq`. */
  #answered = 0;

  constructor(client: SessionClient, collect: Collect = collectLate) {
    this.#client = client;
    this.#collect = collect;
    const follow = (): void => this.#follow();
    this.#stops = [client.subscribe(follow), client.onResumed(follow)];
  }

  /** Stops following the session. */
  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  #follow(): void {
    const request = this.#awaited();
    if (request === undefined || request === this.#answered) return;
    this.#answered = request;
    this.#collect().then(
      (report) => {
        // The customer may have taken the permission back meanwhile, or another request has come.
        if (this.#awaited() === request) this.#client.command({ kind: 'report-system-information', report });
      },
      () => {
        // The part could not be fetched: it is tried again at the next entry or once the connection is back.
        if (this.#answered === request) this.#answered = 0;
      },
    );
  }

  /** The `seq` of the request that still waits for its report. */
  #awaited(): number | undefined {
    const session = this.#client.getState();
    if (session.kind !== 'in-session' || session.state?.phase !== 'active') return undefined;
    if (!session.state.systemInformation.isAwaited) return undefined;
    if (this.#client.isPending('revoke-system-information')) return undefined;
    return session.events.findLast(asksForReport)?.seq;
  }
}

function asksForReport({ kind }: CustomerEvent): boolean {
  return kind === 'system-information-requested' || kind === 'system-information-allowed';
}
