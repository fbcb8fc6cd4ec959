import { Listeners } from '../../shared/listeners';
import { newCommandId } from '../ipc/command-id';
import { partContext } from '../kit/part-context';
import { problemOf } from '../kit/problem';

/** The state of the notes as typed. */
export type NotesState =
  | { readonly kind: 'saved' }
  /** Typed, and saved as soon as the person pauses. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly problem: string };

export interface NotesSurroundings {
  /** Records the notes; rejects where that did not work. */
  readonly save: (id: string, text: string) => Promise<unknown>;
  /** Calls `action` once after `milliseconds`. Returns a function that cancels it. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
  readonly makeId?: () => string;
}

/** Notes are saved when nothing was typed for this long, in milliseconds. */
export const notesPauseMs = 1500;

const saved: NotesState = { kind: 'saved' };

/** The notes of one session as they are typed: saved by themselves, one save at a time, kept where saving fails. */
export class NotesSaver {
  readonly #surroundings: NotesSurroundings;
  readonly #listeners = new Listeners<[]>();
  #text: string;
  #savedText: string;
  #state: NotesState = saved;
  #cancel: (() => void) | undefined;
  /** The save under way, or the one that failed: the same identifier for the same text. */
  #attempt: { readonly id: string; readonly text: string } | undefined;

  constructor(savedText: string, surroundings: NotesSurroundings) {
    this.#surroundings = surroundings;
    this.#text = savedText;
    this.#savedText = savedText;
  }

  readonly text = (): string => this.#text;
  readonly state = (): NotesState => this.#state;

  /** Calls `listener` when the text or its state changes. Returns its unsubscribe. */
  readonly subscribe = this.#listeners.add;

  /** Takes up what is typed now. */
  write(text: string): void {
    this.#text = text;
    this.#cancel?.();
    this.#cancel = this.#surroundings.after(notesPauseMs, () => this.flush());
    this.#set(this.#state.kind === 'saving' ? this.#state : { kind: 'waiting' });
  }

  /** Takes up what the log says was saved, e.g. in another window, unless something else is being typed here. */
  follow(text: string): void {
    if (this.#state.kind !== 'saved' || text === this.#savedText) return;
    this.#savedText = text;
    this.#text = text;
    this.#set(saved);
  }

  /** Saves now what is not saved yet. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#state.kind === 'saving') return;
    const text = this.#text;
    if (text === this.#savedText) {
      this.#set(saved);
      return;
    }
    const { save, makeId = newCommandId } = this.#surroundings;
    const attempt = this.#attempt?.text === text ? this.#attempt : { id: makeId(), text };
    this.#attempt = attempt;
    this.#set({ kind: 'saving' });
    save(attempt.id, text).then(
      () => {
        this.#attempt = undefined;
        this.#savedText = text;
        this.#set({ kind: 'waiting' });
        // What was typed meanwhile waits for its own pause, if one is running.
        if (this.#cancel === undefined) this.flush();
      },
      (error: unknown) => {
        this.#set({
          kind: 'failed',
          problem: problemOf(error, 'The notes were not saved. They are still here.'),
        });
      },
    );
  }

  #set(state: NotesState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}

/** The notes of this window's sessions: what is typed outlives the view. */
export class NotesSavers {
  readonly #savers = new Map<string, NotesSaver>();

  constructor(readonly write: (sessionId: string, id: string, text: string) => Promise<unknown>) {}

  /** Returns the saver of a session's notes; `savedText` is what the log holds when it is first asked for. */
  of(sessionId: string, savedText: string): NotesSaver {
    const known = this.#savers.get(sessionId);
    if (known !== undefined) return known;
    const saver = new NotesSaver(savedText, {
      save: (id, text) => this.write(sessionId, id, text),
      after: (milliseconds, action) => {
        const timer = setTimeout(action, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    this.#savers.set(sessionId, saver);
    return saver;
  }
}

export const [NotesSaversContext, useNotesSavers] = partContext<NotesSavers>('The notes');
