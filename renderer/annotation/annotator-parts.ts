import type { AnnotationChange } from '../../shared/annotation/board';
import type { FrameSize } from '../../shared/annotation/frame-point';
import { type AnnotationRefusal, annotationLimits } from '../../shared/annotation/limits';
import type { StrokeBatch } from '../../shared/annotation/stroke-batch';

/** A picture as it was on the stage at one moment; sizes in picture dots. */
export interface Grabbed {
  readonly picture: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
}

type Recorded = Promise<{ readonly seq: number }>;

/** What an annotator does to the world; requests reject with what a person can be told. */
export interface AnnotatorParts {
  readonly newId: () => string;
  /** Milliseconds on a steady clock. */
  readonly now: () => number;
  /** Milliseconds since the Unix epoch. */
  readonly timeOfDay: () => number;
  /** The picture on display now; undefined where there is none. */
  readonly grab: () => Grabbed | undefined;
  /** The size of the picture on display now. */
  readonly pictureSize: () => FrameSize | undefined;
  readonly freeze: (frameId: string, grabbed: Grabbed) => Recorded;
  readonly change: (frameId: string, changes: readonly AnnotationChange[]) => Recorded;
  readonly clear: (frameId: string) => Promise<unknown>;
  readonly drawStroke: (batch: StrokeBatch) => Promise<unknown>;
  readonly cancelStroke: (strokeId: string) => Promise<unknown>;
  /** Tells that something did not work. */
  readonly failed: (what: string, error: unknown) => void;
  /** Tells that a limit is reached. */
  readonly refused: (words: string) => void;
  /** Calls back with the next animation frame. Returns how to call that off. */
  readonly nextFrame: (callback: () => void) => () => void;
}

/** A limit in words for the representative, and what to do. */
export function refusalWords({ code }: AnnotationRefusal): string {
  const count = (value: number) => value.toLocaleString('en');
  switch (code) {
    case 'too-many-elements':
      return `This picture holds ${count(annotationLimits.elementsPerFrame)} marks, as many as one can. Save the still, then clear it.`;
    case 'too-many-points':
      return 'This stroke is as long as one can be. Lift the pointer and go on with another.';
    case 'text-too-long':
      return `A text holds ${annotationLimits.textCharacters} characters. Put the rest into another one.`;
    case 'image-too-large':
      return 'This picture is too large to be frozen. Ask for a smaller one.';
    case 'outside-frame':
      return 'A mark cannot lie that far outside the picture.';
    case 'frame-not-shown':
      return 'This picture is no longer frozen. Draw again to freeze what is shown now.';
    case 'invalid-annotation':
      return 'This mark could not be drawn. Draw it again.';
  }
}
