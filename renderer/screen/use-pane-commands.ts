import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useRef } from 'react';
import type { Quality } from '../../shared/quality';
import type { Recording } from '../../shared/session/recording';
import type { ActiveSession } from '../../shared/session/session-state';
import { writeBlob } from '../captured/blob-road';
import { copyPng } from '../captured/copy-kept';
import { encodePng, fileNameOf, useShownPictures } from '../captured/shown-picture';
import { newCommandId } from '../ipc/command-id';
import type { Request } from '../ipc/request';
import { reportFailure } from '../kit/report-failure';
import { ToldError } from '../kit/told-error';
import { useRequest } from '../kit/use-request';
import { useRecordings } from '../recording/recordings';
import { type DetachedPanes, useDetachedPanes } from '../video/detached-panes';

/** What the representative can do in a pane; what fails is said. */
export interface PaneCommands {
  readonly selectQuality: (quality: Quality) => void;
  /** Keeps the picture shown now; also on the clipboard where `copies`. */
  readonly snapshot: (copies: boolean) => void;
  readonly requestStill: () => void;
  /** Asks the customer for a recording, tries again where one failed, or ends the one under way. */
  readonly record: () => void;
  readonly holdRecording: (isHeld: boolean) => void;
  /** Moves the pane into a window of its own, or back. */
  readonly detach: () => void;
  readonly savePhoto: () => void;
}

/** The commands of one session's pane. */
export function usePaneCommands(sessionId: string, state: ActiveSession): PaneCommands {
  const request = useRequest();
  const pictures = useShownPictures();
  const recordings = useRecordings();
  const panes = useDetachedPanes();
  const latest = useRef(state);
  latest.current = state;
  const running = useRef(new Set<string>());

  const once = useCallback((name: string, what: string, task: () => Promise<unknown>) => {
    if (running.current.has(name)) return;
    running.current.add(name);
    task()
      .catch((error: unknown) => reportFailure(what, error))
      .finally(() => running.current.delete(name));
  }, []);

  return {
    selectQuality: (quality) =>
      once('quality', 'The quality was not changed', () =>
        request('select-quality', { sessionId, id: newCommandId(), quality }),
      ),
    snapshot: (copies) =>
      once('snapshot', 'The snapshot was not kept', async () => {
        const shown = pictures.of(sessionId);
        if (shown === undefined)
          throw new ToldError('No picture has come yet. Wait until one shows, then try again.');
        const { width, height } = shown;
        const png = await encodePng(shown);
        const { hash } = await writeBlob(sessionId, png);
        await request('save-snapshot', { sessionId, id: newCommandId(), hash, width, height });
        if (!copies) return;
        await copyPng(request, png);
        notifications.show({ id: 'copied', message: 'Snapshot kept and copied', autoClose: 3000 });
      }),
    requestStill: () =>
      once('still', 'No still was asked for', () =>
        request('request-still', { sessionId, id: newCommandId() }),
      ),
    record: () =>
      once('record', 'The recording did not change', async () => {
        const recorder = recordings.of(sessionId);
        if (recorder !== undefined) await recorder.stop();
        else if (latest.current.recording.kind === 'failed') {
          recordings.again({ sessionId, state: latest.current });
        } else if (latest.current.recording.kind === 'off') {
          await request('request-recording', { sessionId, id: newCommandId() });
        }
      }),
    holdRecording: (isHeld) => recordings.of(sessionId)?.hold(isHeld),
    detach: () => toggleDetached(sessionId, request, panes, once),
    savePhoto: () =>
      once('save', 'The picture was not saved', async () => {
        const { pane, customer } = latest.current;
        if (pane.kind !== 'photo') return;
        const suggestedName =
          pane.name === ''
            ? fileNameOf(customer.name, pane.origin, pane.at, pane.blob.type)
            : pane.name.slice(0, 200);
        await request('save-blob', { sessionId, hash: pane.blob.hash, suggestedName });
      }),
  };
}

type Once = (name: string, what: string, task: () => Promise<unknown>) => void;

function toggleDetached(sessionId: string, request: Request, panes: DetachedPanes, once: Once): void {
  if (panes.isDetachedWindow) {
    once('detach', 'The picture did not go back', () => request('attach-pane', { sessionId }));
    return;
  }
  once('detach', 'The picture was not detached', async () => {
    // This window lets the video go first, so that at no time both receive it.
    panes.add(sessionId);
    try {
      await request('detach-pane', { sessionId });
    } catch (error) {
      panes.remove(sessionId);
      throw error;
    }
  });
}

/** Says so where the customer declines to be recorded; allowing shows by itself. */
export function useRecordingAnswer(recording: Recording, name: string): void {
  const before = useRef(recording.kind);
  useEffect(() => {
    if (before.current === 'asked' && recording.kind === 'off') {
      notifications.show({
        id: 'recording-declined',
        title: `${name} declined to be recorded`,
        message: 'Explain in the chat why it helps, then ask again.',
        autoClose: 8000,
      });
    }
    before.current = recording.kind;
  }, [recording.kind, name]);
}
