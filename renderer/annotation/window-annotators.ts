import { notifications } from '@mantine/notifications';
import type { ToolChoice } from '../../shared/annotation/tools/tool';
import { writeBlob } from '../captured/blob-road';
import { shownPicture } from '../captured/shown-picture';
import { newCommandId } from '../ipc/command-id';
import { request } from '../ipc/request';
import { reportFailure } from '../kit/report-failure';
import { Annotator } from './annotator';
import { encodeFrame, FrameImageError, grabPicture } from './frame-image';

const annotators = new Map<string, Annotator>();

/** The annotator of a session in this window; made when it is first asked for, with `choice` in hand. */
export function annotatorOf(sessionId: string, choice: ToolChoice): Annotator {
  const before = annotators.get(sessionId);
  if (before !== undefined) return before;
  const id = newCommandId;
  const made = new Annotator(
    {
      newId: newCommandId,
      now: () => performance.now(),
      timeOfDay: () => Date.now(),
      grab: () => grabPicture(sessionId),
      pictureSize: () => {
        const shown = shownPicture(sessionId);
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
  annotators.set(sessionId, made);
  return made;
}

/** Forgets a session's annotator, and with it what could be undone. */
export function forgetAnnotator(sessionId: string): void {
  annotators.delete(sessionId);
}

function refused(title: string, message: string): void {
  notifications.show({ id: `annotation ${title}`, title, message, autoClose: 10_000, role: 'alert' });
}
