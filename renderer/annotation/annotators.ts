import { notifications } from '@mantine/notifications';
import type { ToolChoice } from '../../shared/annotation/tools/tool';
import { writeBlob } from '../captured/blob-road';
import type { ShownPictures } from '../captured/shown-picture';
import { newCommandId } from '../ipc/command-id';
import type { Request } from '../ipc/request';
import { partContext } from '../kit/part-context';
import { reportFailure } from '../kit/report-failure';
import { Annotator } from './annotator';
import { encodeFrame, FrameImageError, grabPicture } from './frame-image';

/** Makes the annotator of a session, with `choice` in hand. */
export type MakeAnnotator = (sessionId: string, choice: ToolChoice) => Annotator;

/** The annotators of this window's sessions: what is drawn, and can be undone, outlives the view. */
export class Annotators {
  readonly #make: MakeAnnotator;
  readonly #held = new Map<string, Annotator>();

  constructor(make: MakeAnnotator) {
    this.#make = make;
  }

  /** Returns the annotator of a session, made when it is first asked for. */
  of(sessionId: string, choice: ToolChoice): Annotator {
    const before = this.#held.get(sessionId);
    if (before !== undefined) return before;
    const made = this.#make(sessionId, choice);
    this.#held.set(sessionId, made);
    return made;
  }

  /** Forgets a session's annotator, and with it what could be undone. */
  forget(sessionId: string): void {
    this.#held.delete(sessionId);
  }
}

export const [AnnotatorsContext, useAnnotators] = partContext<Annotators>('The annotators');

/** Makes an annotator that draws on the picture a session's pane shows, and keeps its marks in main. */
export function makeAnnotator(
  request: Request,
  pictures: ShownPictures,
  sessionId: string,
  choice: ToolChoice,
): Annotator {
  const id = newCommandId;
  return new Annotator(
    {
      newId: newCommandId,
      now: () => performance.now(),
      timeOfDay: () => Date.now(),
      grab: () => {
        const shown = pictures.of(sessionId);
        return shown === undefined ? undefined : grabPicture(shown);
      },
      pictureSize: () => {
        const shown = pictures.of(sessionId);
        return shown === undefined ? undefined : { width: shown.width, height: shown.height };
      },
      freeze: async (frameId, grabbed) => {
        const { hash } = await writeBlob(sessionId, await encodeFrame(grabbed));
        const { width, height } = grabbed;
        return request('freeze-frame', { sessionId, id: id(), frameId, hash, width, height });
      },
      change: (frameId, changes) =>
        request('change-annotation', { sessionId, id: id(), frameId, changes: [...changes] }),
      clear: (frameId) => request('clear-annotation', { sessionId, id: id(), frameId }),
      drawStroke: (batch) => request('draw-stroke', { sessionId, batch }),
      cancelStroke: (strokeId) => request('cancel-stroke', { sessionId, strokeId }),
      failed: (what, error) => {
        if (error instanceof FrameImageError) refused(what, error.message);
        else reportFailure(what, error);
      },
      refused: (words) => refused('That does not fit', words),
      nextFrame: (callback) => {
        const handle = requestAnimationFrame(callback);
        return () => cancelAnimationFrame(handle);
      },
    },
    choice,
  );
}

function refused(title: string, message: string): void {
  notifications.show({ id: `annotation ${title}`, title, message, autoClose: 10_000, role: 'alert' });
}
