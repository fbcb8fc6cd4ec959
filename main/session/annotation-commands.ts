import { type AnnotationChange, apply, checkChange, decodeChange } from '../../shared/annotation/board';
import type { Freeze } from '../../shared/annotation/freeze';
import { annotationLimits, checkFrameImage } from '../../shared/annotation/limits';
import type { Blob } from '../../shared/blob';
import { utf8Length } from '../../shared/read-text';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { EventBody } from '../../shared/session/session-event';
import type { ActiveSession, SessionState } from '../../shared/session/session-state';

/** What the representative does to the frozen picture. */
export type AnnotationCommand =
  | {
      readonly kind: 'freeze-frame';
      readonly frameId: string;
      /** Undefined where nothing is kept under the hash that was named. */
      readonly image: Blob | undefined;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'change-annotation';
      readonly frameId: string;
      readonly changes: readonly AnnotationChange[];
    }
  | { readonly kind: 'clear-annotation'; readonly frameId: string };

interface NotPossible {
  readonly kind: 'not-possible';
  readonly message: string;
}

/** The event a command on the frozen picture makes, or a sentence saying why it cannot be carried out now; pure. */
export function eventOfAnnotationCommand(
  state: ActiveSession,
  command: AnnotationCommand,
): EventBody | NotPossible {
  switch (command.kind) {
    case 'freeze-frame':
      return frozen(state, command);
    case 'change-annotation':
      return changed(state.freeze, command);
    case 'clear-annotation':
      return state.freeze?.frameId === command.frameId
        ? { kind: 'annotation-cleared', frameId: command.frameId }
        : notPossible('This picture is not frozen any more.');
  }
}

/** The picture that was frozen and can still be saved, also after the end. */
export function frozenPicture(state: SessionState, frameId: string): Freeze | undefined {
  if (state.phase !== 'active' && state.phase !== 'ended') return undefined;
  return state.freeze?.frameId === frameId ? state.freeze : undefined;
}

function frozen(
  state: ActiveSession,
  { frameId, image, width, height }: Extract<AnnotationCommand, { kind: 'freeze-frame' }>,
): EventBody | NotPossible {
  const name = state.customer.name;
  if (!sharingIsAllowed(state.pane)) return notPossible(`${name} does not share anything.`);
  if (state.freeze !== null) return notPossible('A picture is frozen already. Clear it first.');
  if (image === undefined) return notPossible('The frozen picture could not be kept. Draw again.');
  const refusal = checkFrameImage({ width, height, bytes: image.size });
  if (refusal !== null) return notPossible('This picture is too large to be annotated.');
  return { kind: 'annotation-began', frameId, image, width, height };
}

function changed(
  freeze: Freeze | null,
  { frameId, changes }: Extract<AnnotationCommand, { kind: 'change-annotation' }>,
): EventBody | NotPossible {
  if (freeze?.frameId !== frameId) return notPossible('This picture is not frozen any more.');
  // No entry may be larger than the one message that carries it to the phone.
  if (utf8Length(JSON.stringify(changes)) > annotationLimits.changeBytes) {
    return notPossible('That is too much for one change. Draw it in parts.');
  }
  const decoded: AnnotationChange[] = [];
  let { board } = freeze;
  for (const change of changes) {
    if (change.kind === 'clear') return notPossible('Clear is a command of its own.');
    const read = decodeChange(change, freeze);
    const refusal = read.ok ? checkChange(board, read.value) : read.refusal;
    if (refusal !== null) return notPossible(refusal.message);
    if (!read.ok) continue;
    decoded.push(read.value);
    board = apply(board, read.value);
  }
  return { kind: 'annotation-changed', frameId, changes: decoded };
}

function notPossible(message: string): NotPossible {
  return { kind: 'not-possible', message };
}
