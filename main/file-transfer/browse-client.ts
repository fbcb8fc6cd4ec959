import type { Clock } from '../../shared/clock';
import type {
  BrowseAnswer,
  BrowseRefusal,
  BrowseRequest,
  FolderEntry,
} from '../../shared/file-transfer/browse';
import { fileLimits } from '../../shared/file-transfer/file-limits';
import type { FolderPath } from '../../shared/file-transfer/relative-path';
import { newIdentifier } from '../../site/identifiers';

/** How long the phone may take for one answer, in milliseconds. */
export const answerWithinMs = 30_000;

/** The phone did not do what was asked; `road-closed` where it could not even be asked. */
export class BrowseError extends Error {
  constructor(readonly reason: BrowseRefusal | 'road-closed' | 'no-answer') {
    super(reason);
    this.name = 'BrowseError';
  }
}

/** A request without its identifier, which is made here. */
export type Asked = BrowseRequest extends infer Request
  ? Request extends BrowseRequest
    ? Omit<Request, 'requestId'>
    : never
  : never;

interface Waiting {
  readonly settle: (answer: BrowseAnswer) => void;
  readonly fail: (error: BrowseError) => void;
}

/** Asks the phone about the customer's files, and matches its answers. */
export class BrowseClient {
  readonly #send: (request: BrowseRequest) => boolean;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Waiting>();

  /** `send` says false while no road is open. */
  constructor(clock: Clock, send: (request: BrowseRequest) => boolean) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Every entry of a folder, by name. Rejects with a BrowseError. */
  async list(path: FolderPath): Promise<FolderEntry[]> {
    const entries: FolderEntry[] = [];
    let after: FolderEntry['name'] | null = null;
    do {
      const answer: BrowseAnswer = await this.#ask({ kind: 'list-folder', path, after });
      if (answer.kind !== 'folder-listed') throw new BrowseError('not-supported');
      entries.push(...answer.entries);
      // A phone that goes round in circles is not followed.
      if (answer.next !== null && after !== null && answer.next <= after)
        throw new BrowseError('not-supported');
      after = answer.next;
    } while (after !== null && entries.length < fileLimits.filesPerQueue);
    return entries;
  }

  /** Has something done. Rejects with a BrowseError. */
  async carryOut(request: Exclude<Asked, { kind: 'list-folder' }>): Promise<void> {
    const answer = await this.#ask(request);
    if (answer.kind !== 'request-done') throw new BrowseError('not-supported');
  }

  receive(answer: BrowseAnswer): void {
    const waiting = this.#waiting.get(answer.requestId);
    if (waiting === undefined) return;
    if (answer.kind === 'request-refused') waiting.fail(new BrowseError(answer.reason));
    else waiting.settle(answer);
  }

  /** The road is gone: nobody will answer. */
  roadClosed(): void {
    for (const { fail } of [...this.#waiting.values()]) fail(new BrowseError('road-closed'));
  }

  #ask(request: Asked): Promise<BrowseAnswer> {
    const requestId = newIdentifier();
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.setTimer(
        () => end(() => reject(new BrowseError('no-answer'))),
        answerWithinMs,
      );
      const end = (then: () => void): void => {
        cancel();
        this.#waiting.delete(requestId);
        then();
      };
      this.#waiting.set(requestId, {
        settle: (answer) => end(() => resolve(answer)),
        fail: (error) => end(() => reject(error)),
      });
      if (!this.#send({ ...request, requestId })) end(() => reject(new BrowseError('road-closed')));
    });
  }
}
