import { useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Freeze } from '../../shared/annotation/freeze';
import type { ToolChoice } from '../../shared/annotation/tools/tool';
import { blobAddress } from '../../shared/blob';
import { writeBlob } from '../captured/blob-road';
import { newCommandId } from '../ipc/command-id';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { useChoice, useSettings } from '../settings/use-settings';
import { encodeStill } from './annotated-still';
import type { Annotator } from './annotator';
import type { AnnotatorView } from './annotator-view';
import { useAnnotators } from './annotators';
import { type AnnotationCommand, widthBeside } from './tool-list';

/** A session's annotation as the pane shows and steers it. */
export interface Annotation {
  readonly sessionId: string;
  readonly annotator: Annotator;
  readonly view: AnnotatorView;
  readonly choice: ToolChoice;
  readonly choose: (change: Partial<ToolChoice>) => void;
  /** Keeps the picture with its marks in the session. */
  readonly save: () => void;
  readonly isSaving: boolean;
  /** Ends the annotation on both sides, after which the video goes on. */
  readonly clear: () => void;
  /** Carries out a key's command; false where it means nothing now. `scale` is CSS pixels per picture dot. */
  readonly carryOut: (command: AnnotationCommand, scale: number) => boolean;
}

/** Follows a session's annotation: `freeze` and `lastSeq` are what the log says. */
export function useAnnotation(sessionId: string, freeze: Freeze | null, lastSeq: number): Annotation {
  const request = useRequest();
  const [settings, change] = useSettings();
  const { value: choice, choose } = useChoice(settings.annotation, (annotation: ToolChoice) =>
    change({ annotation }),
  );
  const annotators = useAnnotators();
  const [annotator] = useState(() => annotators.of(sessionId, choice));
  useLayoutEffect(() => annotator.follow(freeze, lastSeq), [annotator, freeze, lastSeq]);
  useLayoutEffect(() => annotator.choose(choice), [annotator, choice]);
  const view = useSyncExternalStore(annotator.subscribe, annotator.view);
  const [isSaving, run] = useTask();

  const changeChoice = useCallback(
    (part: Partial<ToolChoice>) => {
      const next = { ...annotator.choice, ...part };
      annotator.choose(next);
      choose(next);
    },
    [annotator, choose],
  );
  const save = useCallback(
    () =>
      run('The still was not saved', async () => {
        annotator.finishText();
        await annotator.settled();
        const { frame } = annotator.view();
        if (frame === null || frame.image === null) return;
        const picture = await pictureAt(blobAddress(sessionId, frame.image));
        const { width, height } = frame.size;
        const still = await encodeStill(picture, annotator.elements, frame.size);
        picture.close();
        const { hash } = await writeBlob(sessionId, still);
        await request('save-annotation', {
          sessionId,
          id: newCommandId(),
          frameId: frame.frameId,
          hash,
          width,
          height,
        });
      }),
    [annotator, request, run, sessionId],
  );
  const clear = useCallback(() => annotator.clear(), [annotator]);
  const carryOut = (command: AnnotationCommand, scale: number): boolean => {
    const isFrozen = annotator.view().frame !== null;
    switch (command.kind) {
      case 'choose':
        changeChoice(command.change);
        return true;
      case 'thinner':
      case 'thicker':
        changeChoice({ width: widthBeside(annotator.choice.width, command.kind === 'thicker' ? 1 : -1) });
        return true;
      case 'escape':
        return annotator.escape();
      case 'delete':
        return annotator.edit((marks) => marks.deleteSelected());
      case 'nudge':
        return annotator.edit((marks) => {
          const { frame } = annotator.view();
          return frame !== null && marks.nudge(frame.size, command.x / scale, command.y / scale);
        });
      default:
        if (!isFrozen) return false;
        return carryOutFrozen(command.kind);
    }
  };
  const carryOutFrozen = (kind: 'undo' | 'redo' | 'select-all' | 'save' | 'clear'): boolean => {
    switch (kind) {
      case 'undo':
        annotator.edit((marks) => marks.undo());
        return true;
      case 'redo':
        annotator.edit((marks) => marks.redo());
        return true;
      case 'select-all':
        changeChoice({ tool: 'select' });
        annotator.edit((marks) => marks.selectAll());
        return true;
      case 'save':
        save();
        return true;
      case 'clear':
        clear();
        return true;
    }
  };
  return { sessionId, annotator, view, choice, choose: changeChoice, save, isSaving, clear, carryOut };
}

/** Lets a session's annotator go when it is not shown any more and nothing is frozen. */
export function useForgotten(sessionId: string, isOver: boolean): void {
  const annotators = useAnnotators();
  useEffect(() => {
    if (!isOver) return;
    return () => annotators.forget(sessionId);
  }, [annotators, sessionId, isOver]);
}

async function pictureAt(address: string): Promise<ImageBitmap> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The frozen picture could not be read (${answer.status}).`);
  return createImageBitmap(await answer.blob());
}
