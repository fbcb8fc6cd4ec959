import { type AnswerTo, isAnswerTo, type QuestionKind } from '../../shared/wire/questions';
import type { RefusalCode } from '../../shared/wire/refusal';

/** What was asked for was refused, or could not be asked. */
export class RequestRefusedError extends Error {
  constructor(readonly code: RefusalCode | 'no-connection' | 'session-left') {
    super(`The request was refused: ${code}`);
    this.name = 'RequestRefusedError';
  }
}

interface Waiting {
  /** A question is asked once; a command is sent again until it is done. */
  readonly kind: QuestionKind | 'command';
  /** Called with the answer to a question; a command has none. */
  readonly resolve: (answer?: AnswerTo) => void;
  readonly reject: (error: RequestRefusedError) => void;
}

/** The questions and commands that wait for the site's word, by identifier. */
export class PendingRequests {
  readonly #waiting = new Map<string, Waiting>();

  /** Waits until the command is done. Rejects with a RequestRefusedError. */
  command(id: string): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#waiting.set(id, { kind: 'command', resolve: () => resolve(), reject }),
    );
  }

  /** Waits for the answer to a question of this kind. Rejects with a RequestRefusedError. */
  question<Kind extends QuestionKind>(kind: Kind, id: string): Promise<AnswerTo<Kind>> {
    return new Promise((resolve, reject) => {
      const answered = (answer?: AnswerTo): void => {
        if (answer !== undefined && isAnswerTo(kind, answer)) resolve(answer);
      };
      this.#waiting.set(id, { kind, resolve: answered, reject });
    });
  }

  /** Says that a command is done. */
  done(id: string): void {
    if (this.#waiting.get(id)?.kind === 'command') this.#take(id)?.resolve();
  }

  /** Hands an answer to its question. */
  answered(answer: AnswerTo): void {
    const kind = this.#waiting.get(answer.id)?.kind;
    if (kind === undefined || kind === 'command' || !isAnswerTo(kind, answer)) return;
    this.#take(answer.id)?.resolve(answer);
  }

  refused(id: string, code: RefusalCode): void {
    this.#take(id)?.reject(new RequestRefusedError(code));
  }

  /** Refuses what is asked once; a command waits on, as it is sent again. */
  questionRefused(id: string, code: RefusalCode): void {
    if (this.#waiting.get(id)?.kind !== 'command') this.refused(id, code);
  }

  /** Refuses every question, as none is asked again after a loss; commands are, so they wait on. */
  connectionLost(): void {
    this.#rejectAll('no-connection', ({ kind }) => kind !== 'command');
  }

  /** Refuses everything: the session is over. */
  giveUp(): void {
    this.#rejectAll('session-left', () => true);
  }

  #take(id: string): Waiting | undefined {
    const found = this.#waiting.get(id);
    this.#waiting.delete(id);
    return found;
  }

  #rejectAll(code: RequestRefusedError['code'], isMeant: (waiting: Waiting) => boolean): void {
    for (const [id, waiting] of [...this.#waiting]) {
      if (!isMeant(waiting)) continue;
      this.#waiting.delete(id);
      waiting.reject(new RequestRefusedError(code));
    }
  }
}
