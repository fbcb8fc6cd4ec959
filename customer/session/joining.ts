import type { SubmitSessionKey } from '../../shared/wire/customer-message';
import { wireVersion } from '../../shared/wire/version';
import type { ClientState, Told } from './client-state';

/** What the customer filled in to join. */
export type Submission = Pick<
  SubmitSessionKey,
  'sessionKey' | 'linkSecret' | 'name' | 'description' | 'device'
>;

type JoiningState = Extract<ClientState, { kind: 'joining' }>;

/** A submission on its way into a session, and what the join page shows of it. */
export class Joining {
  readonly #newIdentifier: () => string;
  readonly #instance: string;
  #submission: SubmitSessionKey | undefined;

  constructor(newIdentifier: () => string, instance: string) {
    this.#newIdentifier = newIdentifier;
    this.#instance = instance;
  }

  /** The message that submits; the same again keeps its identifier, as the site may have used the key up before it refused for another reason. */
  submit(submission: Submission): SubmitSessionKey {
    const before = this.#submission;
    const isSame =
      before?.sessionKey === submission.sessionKey &&
      before.name === submission.name &&
      before.description === submission.description;
    this.#submission = {
      kind: 'submit-session-key',
      version: wireVersion,
      id: isSame ? before.id : this.#newIdentifier(),
      instance: this.#instance,
      ...submission,
    };
    return this.#submission;
  }

  /** The submission whose answer was lost with the connection: the same one again is answered again. */
  unanswered(before: ClientState): SubmitSessionKey | undefined {
    return before.kind === 'joining' && before.isSubmitting ? this.#submission : undefined;
  }

  /** What the join page shows once the site has greeted. */
  welcomed(before: ClientState, { siteName, availability }: Told<'welcome'>): JoiningState {
    const joining = before.kind === 'joining' ? before : undefined;
    return {
      kind: 'joining',
      siteName,
      availability,
      isConnected: true,
      isSubmitting: joining?.isSubmitting ?? false,
      problem: joining?.problem ?? null,
    };
  }

  /** What the join page shows after a refusal; unchanged where it refuses something else. */
  refused(
    before: JoiningState,
    { code, commandId, retryAfterMs }: Told<'refusal'>,
    now: number,
  ): JoiningState {
    if (commandId !== undefined && commandId !== this.#submission?.id) return before;
    const until = retryAfterMs === undefined ? null : now + retryAfterMs;
    return { ...before, isSubmitting: false, problem: { code, until } };
  }

  forget(): void {
    this.#submission = undefined;
  }
}
