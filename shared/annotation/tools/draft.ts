import { added, type Edit } from '../edit';
import type { AnnotationElement } from '../element';
import type { Aim } from '../hit-test';
import type { AnnotationRefusal } from '../limits';
import type { TimedPoint } from '../smoothing';
import { type ArrowDraft, beginArrow, extendArrow, finishArrow } from './arrow';
import { beginEllipse, type EllipseDraft, extendEllipse, finishEllipse } from './ellipse';
import { beginEraser, type EraserDraft, extendEraser, finishEraser } from './eraser';
import {
  beginHighlighter,
  finishHighlighter,
  type HighlighterDraft,
  previewHighlighter,
} from './highlighter';
import { beginLine, extendLine, finishLine, type LineDraft } from './line';
import { beginPen, finishPen, type PenDraft, previewPen } from './pen';
import { beginPin, extendPin, finishPin, nextPinNumber, type PinDraft } from './pin';
import { beginRectangle, extendRectangle, finishRectangle, type RectangleDraft } from './rectangle';
import { beginSelect, extendSelect, finishSelect, movedSelection, type SelectDraft } from './select';
import { extendStroke } from './stroke';
import { beginText, finishText, type TextDraft, writtenText } from './text';
import type { MarkStart, Tool } from './tool';

/** What a tool has under way between pointer down and up; to cancel it (Escape), drop it. */
export type Draft = NewMarkDraft | TextDraft | EraserDraft | SelectDraft;

type SpanLikeDraft = LineDraft | ArrowDraft | RectangleDraft | EllipseDraft | PinDraft;

/** Becomes one element or nothing. */
type NewMarkDraft = PenDraft | HighlighterDraft | SpanLikeDraft;

type UnsmoothedDraft = SpanLikeDraft | TextDraft | EraserDraft | SelectDraft;

/** What a tool acts on. */
export interface ToolScene {
  /** Of the board, in drawing order. */
  readonly elements: readonly AnnotationElement[];
  readonly selectedIds: readonly string[];
  readonly aim: Aim;
  readonly shift: boolean;
}

/** Begins with any tool but the laser where the pointer went down. */
export function beginDraft(
  tool: Exclude<Tool, 'laser'>,
  start: MarkStart,
  sample: TimedPoint,
  scene: ToolScene,
): Draft {
  const { point } = sample;
  switch (tool) {
    case 'pen':
      return beginPen(start, sample);
    case 'highlighter':
      return beginHighlighter(start, sample);
    case 'line':
      return beginLine(start, point);
    case 'arrow':
      return beginArrow(start, point);
    case 'rectangle':
      return beginRectangle(start, point);
    case 'ellipse':
      return beginEllipse(start, point);
    case 'text':
      return beginText(start, point);
    case 'pin':
      return beginPin(start, point, nextPinNumber(scene.elements));
    case 'eraser':
      return beginEraser(scene.elements, point, scene.aim);
    case 'select':
      return beginSelect(scene.elements, scene.selectedIds, point, scene.aim, scene.shift);
  }
}

/** Carries a draft on through the pointer's samples, oldest first; a text is carried on by `extendText`. */
export function extendDraft(
  draft: Draft,
  samples: readonly TimedPoint[],
  scene: ToolScene,
): { readonly draft: Draft; readonly refusal: AnnotationRefusal | null } {
  if (draft.kind === 'pen') return extendStroke(draft, samples);
  if (draft.kind === 'highlighter') return extendStroke(draft, samples);
  const extended = samples.reduce<UnsmoothedDraft>((next, sample) => extendedBy(next, sample, scene), draft);
  return { draft: extended, refusal: null };
}

/**
 * Returns what the draft does to the board when the pointer is lifted, as one step of the history; empty for
 * nothing.
 */
export function finishDraft(draft: Draft): readonly Edit[] {
  switch (draft.kind) {
    case 'text':
      return finishText(draft);
    case 'eraser':
      return finishEraser(draft);
    case 'select':
      return finishSelect(draft);
    default: {
      const element = drawnElement(draft);
      return element === null ? [] : added(element);
    }
  }
}

/** How a draft shows before it is finished: elements drawn on top, and those of the board hidden meanwhile. */
export interface DraftPreview {
  readonly drawn: readonly AnnotationElement[];
  readonly hiddenIds: readonly string[];
}

/** Returns how a draft shows before it is finished. */
export function previewDraft(draft: Draft): DraftPreview {
  switch (draft.kind) {
    case 'pen':
      return { drawn: [previewPen(draft)], hiddenIds: [] };
    case 'highlighter':
      return { drawn: [previewHighlighter(draft)], hiddenIds: [] };
    case 'eraser':
      return { drawn: [], hiddenIds: draft.erased.map(({ id }) => id) };
    case 'select':
      return { drawn: movedSelection(draft), hiddenIds: draft.selected.map(({ id }) => id) };
    case 'text': {
      const element = writtenText(draft);
      const hiddenIds = draft.before === null ? [] : [draft.before.id];
      return { drawn: element === null ? [] : [element], hiddenIds };
    }
    default: {
      const element = drawnElement(draft);
      return { drawn: element === null ? [] : [element], hiddenIds: [] };
    }
  }
}

function extendedBy(draft: UnsmoothedDraft, { point }: TimedPoint, scene: ToolScene): UnsmoothedDraft {
  const { elements, aim, shift } = scene;
  switch (draft.kind) {
    case 'line':
      return extendLine(draft, point, shift);
    case 'arrow':
      return extendArrow(draft, point, shift);
    case 'rectangle':
      return extendRectangle(draft, point, shift);
    case 'ellipse':
      return extendEllipse(draft, point, shift);
    case 'pin':
      return extendPin(draft, point);
    case 'eraser':
      return extendEraser(draft, elements, point, aim);
    case 'select':
      return extendSelect(draft, point, shift);
    case 'text':
      return draft;
  }
}

function drawnElement(draft: NewMarkDraft): AnnotationElement | null {
  switch (draft.kind) {
    case 'pen':
      return finishPen(draft);
    case 'highlighter':
      return finishHighlighter(draft);
    case 'line':
      return finishLine(draft);
    case 'arrow':
      return finishArrow(draft);
    case 'rectangle':
      return finishRectangle(draft);
    case 'ellipse':
      return finishEllipse(draft);
    case 'pin':
      return finishPin(draft);
  }
}
