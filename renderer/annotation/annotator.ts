import { nextOrder } from '../../shared/annotation/board';
import type { Edit } from '../../shared/annotation/edit';
import type { AnnotationElement, TextElement } from '../../shared/annotation/element';
import type { Freeze } from '../../shared/annotation/freeze';
import { type Aim, topmostAt } from '../../shared/annotation/hit-test';
import type { TimedPoint } from '../../shared/annotation/smoothing';
import {
  beginDraft,
  type Draft,
  type DraftPreview,
  extendDraft,
  finishDraft,
  previewDraft,
  type ToolScene,
} from '../../shared/annotation/tools/draft';
import type { LaserTrail } from '../../shared/annotation/tools/laser';
import { extendText, reopenText } from '../../shared/annotation/tools/text';
import type { ToolChoice } from '../../shared/annotation/tools/tool';
import { Listeners } from '../../shared/listeners';
import { type AnnotatorParts, refusalWords } from './annotator-parts';
import { type AnnotatorView, HeldView } from './annotator-view';
import { FrameHold } from './frame-hold';
import { LaserPointer } from './laser-pointer';
import { Marks } from './marks';
import { strokeOf } from './shown-stroke';
import { StrokeSender } from './stroke-sender';

/** How the pointer aims, in the frame's pixels. */
type Pointing = Omit<Aim, 'frame'>;

const noPreview: DraftPreview = { drawn: [], hiddenIds: [] };

/** What the representative draws in one session. Knows neither React nor a canvas; strokes never pass through the store. */
export class Annotator {
  readonly #parts: AnnotatorParts;
  readonly #marks: Marks;
  readonly #hold: FrameHold;
  readonly #sender: StrokeSender;
  readonly #laser: LaserPointer;
  readonly #view = new HeldView();
  readonly #sceneListeners = new Listeners<[]>();
  #choice: ToolChoice;
  #draft: Draft | null = null;
  #lastSample: TimedPoint | null = null;

  constructor(parts: AnnotatorParts, choice: ToolChoice) {
    this.#parts = parts;
    this.#choice = choice;
    this.#marks = new Marks({
      send: parts.change,
      changed: () => this.#changed(),
      failed: (error) => parts.failed('The mark was not kept', error),
      refused: (refusal) => parts.refused(refusalWords(refusal)),
    });
    this.#sender = new StrokeSender({
      send: parts.drawStroke,
      cancel: parts.cancelStroke,
      nextFrame: parts.nextFrame,
      isOpen: () => this.#hold.frame === null || this.#hold.frame.stage === 'shared',
    });
    this.#laser = new LaserPointer(parts.newId);
    this.#hold = new FrameHold(parts, this.#marks, {
      changed: () => this.#changed(),
      shared: () => this.#sender.wake(),
      dropped: () => {
        this.#sender.cancel();
        this.#draft = null;
        this.#lastSample = null;
      },
    });
  }

  /** What is shown around the canvas. */
  readonly view = (): AnnotatorView => this.#view.get();

  /** Calls `listener` when the view changes. Returns its unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => this.#view.subscribe(listener);

  /** Calls `listener` when anything on the canvas changes, many times a second. Returns its unsubscribe. */
  readonly onScene = this.#sceneListeners.add;

  /** The marks on the frame, in drawing order. */
  get elements(): readonly AnnotationElement[] {
    return this.#marks.elements;
  }

  /** What is drawn just now. */
  get preview(): DraftPreview {
    return this.#draft === null ? noPreview : previewDraft(this.#draft);
  }

  /** The marks that are selected, where they are now. */
  get selection(): readonly AnnotationElement[] {
    if (this.#draft?.kind === 'select') return previewDraft(this.#draft).drawn;
    return this.#marks.selected;
  }

  get choice(): ToolChoice {
    return this.#choice;
  }

  /** The laser's trail at `now`, milliseconds on the clock of `parts.now`. */
  laserTrail(now: number): LaserTrail | null {
    const held = this.#laser.hold(now);
    if (held !== null) this.#sender.show(held);
    return this.#laser.trail(now);
  }

  /** Takes another tool, colour or width; what is under way is finished first. */
  choose(choice: ToolChoice): void {
    if (choice === this.#choice) return;
    if (choice.tool !== this.#choice.tool) {
      this.finishText();
      if (choice.tool !== 'select') this.#marks.select([]);
    }
    this.#choice = choice;
    this.#changed();
  }

  /** Takes up what the log says, which is at `lastSeq`. */
  follow(freeze: Freeze | null, lastSeq: number): void {
    this.#hold.follow(freeze, lastSeq);
  }

  /** The pointer goes down. Returns whether that means anything to the tool held. */
  down(sample: TimedPoint, aim: Pointing, shift: boolean): boolean {
    const { tool, colour, width } = this.#choice;
    if (this.#draft?.kind === 'text') {
      this.finishText();
      return true;
    }
    if (this.#draft !== null || this.#hold.isClearing) return false;
    if (tool === 'laser') {
      const frame = this.#hold.frame?.size ?? this.#parts.pictureSize();
      if (frame === undefined) return false;
      const frameId = this.#hold.frame?.frameId ?? null;
      this.#sender.show(this.#laser.begin(frameId, frame, colour, sample.point, this.#parts.now()));
      this.#redraw();
      return true;
    }
    // Only a mark freezes the picture: there is nothing yet to wipe away or to move.
    const isForMarks = tool === 'select' || tool === 'eraser';
    if (this.#hold.frame === null && (isForMarks || !this.#hold.grab())) return false;
    const frame = this.#hold.frame;
    const { board } = this.#marks;
    if (frame === null || board === null) return false;
    const scene = this.#scene(aim, shift);
    const text = tool === 'text' ? topmostAt(board.elements, sample.point, scene.aim) : undefined;
    this.#lastSample = sample;
    if (text?.kind === 'text') this.#draft = reopenText(text);
    else {
      const mark = { id: this.#parts.newId(), order: nextOrder(board), colour, width };
      this.#draft = beginDraft(tool, { ...mark, frame: frame.size }, sample, scene);
    }
    if (this.#draft.kind === 'select') this.#marks.select(this.#draft.selected.map(({ id }) => id));
    this.#drawn();
    this.#changed();
    return true;
  }

  /** The pointer moves through samples, oldest first. */
  move(samples: readonly TimedPoint[], aim: Pointing, shift: boolean): void {
    const last = samples.at(-1);
    if (last === undefined) return;
    if (this.#laser.isHeld) {
      this.#sender.show(this.#laser.point(last.point, this.#parts.now()));
      this.#redraw();
      return;
    }
    if (this.#draft === null || this.#draft.kind === 'text') return;
    this.#lastSample = last;
    const { draft, refusal } = extendDraft(this.#draft, samples, this.#scene(aim, shift));
    this.#draft = draft;
    if (refusal !== null) this.#parts.refused(refusalWords(refusal));
    this.#drawn();
    this.#redraw();
  }

  /** Shift is pressed or let go while the pointer rests. */
  shift(shift: boolean, aim: Pointing): void {
    const kind = this.#draft?.kind ?? 'eraser';
    if (this.#lastSample === null || kind === 'pen' || kind === 'highlighter' || kind === 'eraser') return;
    this.move([this.#lastSample], aim, shift);
  }

  /** The pointer is lifted. A text stays open to be written. */
  up(): void {
    if (this.#laser.isHeld) {
      this.#laser.end();
      this.#sender.finish();
      this.#redraw();
      return;
    }
    const draft = this.#draft;
    if (draft === null || draft.kind === 'text') return;
    this.#draft = null;
    const edits = finishDraft(draft);
    this.#sender[edits.length === 0 ? 'cancel' : 'finish']();
    this.#perform(edits);
  }

  /** Drops what is under way. Returns whether there was anything. */
  escape(): boolean {
    if (this.#draft !== null || this.#laser.isHeld) {
      this.#draft = null;
      this.#laser.end();
      this.#sender.cancel();
      this.#hold.leaveUntouched();
      this.#changed();
      return true;
    }
    if (this.#marks.selectedIds.length === 0) return false;
    this.#marks.select([]);
    this.#changed();
    return true;
  }

  /** What is typed into the open text so far. */
  write(text: string): void {
    if (this.#draft?.kind !== 'text') return;
    const { draft, refusal } = extendText(this.#draft, text);
    this.#draft = draft;
    if (refusal !== null) this.#parts.refused(refusalWords(refusal));
    this.#drawn();
    this.#changed();
  }

  /** Opens a text to be written anew. */
  reopen(element: TextElement): void {
    if (this.#draft !== null) return;
    this.#marks.select([]);
    this.#draft = reopenText(element);
    this.#changed();
  }

  /** Closes the open text, which becomes a mark where anything is written. */
  finishText(): void {
    const draft = this.#draft;
    if (draft?.kind !== 'text') return;
    this.#draft = null;
    this.#perform(finishDraft(draft));
  }

  /** Changes marks by other means than the pointer. Returns what `change` does; false while something is drawn. */
  edit(change: (marks: Marks) => boolean): boolean {
    if (this.#draft !== null || this.#hold.frame === null) return false;
    const isDone = change(this.#marks);
    this.#changed();
    return isDone;
  }

  /** Ends the annotation on both sides; what was drawn before is written first. */
  clear(): void {
    this.finishText();
    this.#draft = null;
    this.#sender.cancel();
    this.#hold.clear();
  }

  /** Resolves when everything drawn is in the log. */
  settled(): Promise<void> {
    return this.#hold.settled();
  }

  /** With the first thing to see, the frame goes to the customer; and so does what is drawn. */
  #drawn(): void {
    const draft = this.#draft;
    const frame = this.#hold.frame;
    if (draft === null || frame === null) return;
    if (frame.stage === 'local' && previewDraft(draft).drawn.length > 0) this.#hold.send();
    const stroke = strokeOf(draft, frame.frameId, frame.size);
    if (stroke !== null) this.#sender.show(stroke);
  }

  #perform(edits: readonly Edit[]): void {
    if (!this.#marks.perform(edits)) this.#hold.leaveUntouched();
    this.#changed();
  }

  #scene(aim: Pointing, shift: boolean): ToolScene {
    const frame = this.#hold.frame?.size ?? { width: 1, height: 1 };
    const { elements, selectedIds } = this.#marks;
    return { elements, selectedIds, aim: { ...aim, frame }, shift };
  }

  #redraw(): void {
    this.#sceneListeners.tell();
  }

  #changed(): void {
    const { board, selectedIds, canUndo, canRedo, unwritten } = this.#marks;
    const { frame, isClearing } = this.#hold;
    const writing = this.#draft?.kind === 'text' ? this.#draft : null;
    this.#view.set({ frame, board, selectedIds, writing, canUndo, canRedo, unwritten, isClearing });
    this.#redraw();
  }
}
