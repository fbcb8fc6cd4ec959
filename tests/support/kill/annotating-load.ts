import type { RepresentativeCommand } from '../../../main/session/representative-commands';
import { annotationChangeSchema } from '../../../shared/annotation/board';
import { inks } from '../../../shared/annotation/ink';
import { reduceAll } from '../../../shared/session/reduce';
import { type SessionEvent, sessionEventSchema } from '../../../shared/session/session-event';
import type { KilledConsole } from './killed-console';
import { randomId, type SocketPhone } from './socket-phone';

type Command = RepresentativeCommand;

/** One command of the representative, and what it does to what they see where it is written. */
interface Stroke {
  readonly id: string;
  readonly command: Command;
  readonly isPossible: boolean;
  readonly done: () => void;
}

/** A representative who freezes the customer's pictures, marks them and clears them, and tries what is not possible too. */
export class AnnotatingLoad {
  /** Marks that were drawn or removed, as entries. */
  marks = 0;
  freezes = 0;
  refused = 0;
  readonly #console: KilledConsole;
  readonly #phone: SocketPhone;
  /** Where each command was written, as the console answered. */
  readonly #written = new Map<string, number>();
  #frameId: string | undefined;
  #elements: string[] = [];
  /** What the console was killed over: asked again, under the same identifier, once it is back. */
  #unanswered: Stroke | undefined;

  constructor(console: KilledConsole, phone: SocketPhone) {
    this.#console = console;
    this.#phone = phone;
  }

  /** Does one thing; false where the console was killed over it. @throws where the console does another thing than it should. */
  async step(): Promise<boolean> {
    const stroke = this.#unanswered ?? this.#next();
    if (stroke === undefined) return true;
    const { id, command } = stroke;
    this.#unanswered = stroke;
    const { sessionId } = this.#phone;
    const answer = await this.#console.ask({ kind: 'carry-out', id, sessionId, command }, 'recorded');
    if (answer === undefined) return false;
    this.#unanswered = undefined;
    if ((answer.seq !== null) !== stroke.isPossible) {
      throw new Error(
        `${command.kind} was ${answer.seq === null ? 'refused' : 'written'}, and should not be`,
      );
    }
    if (answer.seq === null) this.refused += 1;
    else {
      this.#written.set(id, answer.seq);
      stroke.done();
    }
    return true;
  }

  /** Finds every command that was answered in its place in the log, and the same marks frozen. @throws where one is not. */
  check(entries: readonly Readonly<Record<string, unknown>>[]): void {
    const log: SessionEvent[] = entries.map((entry) => sessionEventSchema.parse(entry));
    for (const [id, seq] of this.#written) {
      if (log[seq - 1]?.commandId !== id) throw new Error(`entry ${seq} is not what the representative drew`);
    }
    const state = reduceAll(log);
    const freeze = state?.phase === 'active' ? state.freeze : null;
    const found = JSON.stringify([freeze?.frameId, freeze?.board.elements.map(({ id }) => id)]);
    const shown = this.#frameId === undefined ? undefined : this.#elements;
    if (found !== JSON.stringify([this.#frameId, shown])) throw new Error('the log shows other marks');
  }

  #next(): Stroke | undefined {
    const id = randomId();
    const frameId = this.#frameId;
    if (frameId === undefined)
      return Math.random() < 0.1 ? this.#mark('frame-of-nothing', false) : this.#freeze();
    const chance = Math.random();
    if (chance < 0.05) return this.#freeze();
    if (chance < 0.15) {
      const command = { kind: 'clear-annotation', frameId } as const;
      const done = (): void => {
        this.#frameId = undefined;
        this.#elements = [];
      };
      return { id, command, isPossible: true, done };
    }
    const removed = this.#elements[Math.floor(Math.random() * this.#elements.length * 4)];
    if (removed === undefined) return this.#mark(frameId, true);
    const change = { kind: 'remove', frameId, id: removed, version: 2 } as const;
    const done = (): void => {
      this.marks += 1;
      this.#elements = this.#elements.filter((one) => one !== removed);
    };
    return { id, command: { kind: 'change-annotation', frameId, changes: [change] }, isPossible: true, done };
  }

  #freeze(): Stroke | undefined {
    const shown = [...this.#phone.seen.values()].findLast(({ kind }) => kind === 'photo-shown');
    if (shown?.kind !== 'photo-shown') return undefined;
    const frameId = randomId();
    const { blob, width, height } = shown;
    return {
      id: randomId(),
      command: { kind: 'freeze-frame', frameId, hash: blob.hash, width, height },
      isPossible: this.#frameId === undefined,
      done: () => {
        this.freezes += 1;
        this.#frameId = frameId;
      },
    };
  }

  #mark(frameId: string, isPossible: boolean): Stroke {
    const id = randomId();
    const element = {
      ...{
        kind: 'pen',
        id,
        version: 1,
        order: this.#elements.length + this.marks,
        colour: inks[0],
        width: 'thin',
      },
      points: Array.from({ length: 20 }, (_, index) => ({ x: index / 4, y: (index % 5) + 1, pressure: 0.5 })),
    };
    const change = annotationChangeSchema.parse({ kind: 'add', frameId, element });
    return {
      id: randomId(),
      command: { kind: 'change-annotation', frameId, changes: [change] },
      isPossible,
      done: () => {
        this.marks += 1;
        this.#elements.push(id);
      },
    };
  }
}
