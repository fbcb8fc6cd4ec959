import type { Edit } from '../edit';
import { markTextSchema, type TextElement } from '../element';
import { type FramePoint, nearFrame, pointOnGrid } from '../frame-point';
import { annotationLimits, refusal } from '../limits';
import type { Extended } from './stroke';
import { type MarkStart, markFields } from './tool';

/** A text being written. */
export interface TextDraft {
  readonly kind: 'text';
  /** As typed so far. */
  readonly text: string;
  /** What it is to become, but for the text. */
  readonly mark: Omit<TextElement, 'text'>;
  /** The text as it was; null for a new one. */
  readonly before: TextElement | null;
}

/** Opens a new text with its top left corner where the pointer went down. */
export function beginText(start: MarkStart, at: FramePoint): TextDraft {
  const corner = pointOnGrid(nearFrame(at, start.frame));
  return {
    kind: 'text',
    text: '',
    mark: { kind: 'text', ...markFields(start), at: corner },
    before: null,
  };
}

/** Opens a text on the board for rewriting. */
export function reopenText(element: TextElement): TextDraft {
  const { text, ...mark } = element;
  return { kind: 'text', text, mark, before: element };
}

/** Takes what the person typed; what is over the limit is cut off and refused. */
export function extendText(draft: TextDraft, text: string): Extended<TextDraft> {
  const { textCharacters } = annotationLimits;
  if (text.length <= textCharacters) return { draft: { ...draft, text }, refusal: null };
  // A cut between the halves of a surrogate pair would leave a character that was not typed.
  const cut = text.slice(0, textCharacters).replace(/[\ud800-\udbff]$/, '');
  return {
    draft: { ...draft, text: cut },
    refusal: refusal('text-too-long', `A text may have at most ${textCharacters} characters.`),
  };
}

/** Returns the text as it would be drawn now; null where there is nothing to read. */
export function writtenText({ mark, text }: TextDraft): TextElement | null {
  const tidy = markTextSchema.safeParse(text);
  return tidy.success ? { ...mark, text: tidy.data } : null;
}

/** Closes the text: drawn, changed, or removed where nothing was left of it. */
export function finishText(draft: TextDraft): readonly Edit[] {
  const { before } = draft;
  const after = writtenText(draft);
  if (before === null) return after === null ? [] : [{ before, after }];
  if (after?.text === before.text) return [];
  return after === null ? [{ before, after }] : [{ before, after }];
}
