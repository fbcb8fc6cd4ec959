import { type AnnotationChange, apply, checkChange, decodeChange } from '../../shared/annotation/board';
import type { Freeze } from '../../shared/annotation/freeze';
import { annotationLimits, checkFrameImage } from '../../shared/annotation/limits';
import type { Blob } from '../../shared/blob';
import type { SessionCommand } from '../../shared/ipc/session-commands';
import { utf8Length } from '../../shared/read-text';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession, SessionState } from '../../shared/session/session-state';
import { event, refused, type Verdict } from './verdict';

/** What the representative does to the frozen picture. */
export type AnnotationCommand = SessionCommand<'freeze-frame' | 'change-annotation' | 'clear-annotation'>;

/** Decides what a command on the frozen picture does; pure but for `findPicture`. */
export function verdictOnAnnotationCommand(
  state: ActiveSession,
  command: AnnotationCommand,
  findPicture: (hash: string) => Blob | undefined,
): Verdict {
  switch (command.kind) {
    case 'freeze-frame':
      return frozen(state, command, findPicture(command.hash));
    case 'change-annotation':
      return changed(state.freeze, command);
    case 'clear-annotation':
      return state.freeze?.frameId === command.frameId
        ? event({ kind: 'annotation-cleared', frameId: command.frameId })
        : refused('This picture is not frozen any more.');
  }
}

/** The picture that was frozen and can still be saved, also after the end. */
export function frozenPicture(state: SessionState, frameId: string): Freeze | undefined {
  if (state.phase !== 'active' && state.phase !== 'ended') return undefined;
  return state.freeze?.frameId === frameId ? state.freeze : undefined;
}

function frozen(
  state: ActiveSession,
  { frameId, width, height }: Extract<AnnotationCommand, { kind: 'freeze-frame' }>,
  image: Blob | undefined,
): Verdict {
  const name = state.customer.name;
  if (!sharingIsAllowed(state.pane)) return refused(`${name} does not share anything.`);
  if (state.freeze !== null) return refused('A picture is frozen already. Clear it first.');
  if (image === undefined) return refused('The frozen picture could not be kept. Draw again.');
  const refusal = checkFrameImage({ width, height, bytes: image.size });
  if (refusal !== null) return refused('This picture is too large to be annotated.');
  return event({ kind: 'annotation-began', frameId, image, width, height });
}

function changed(
  freeze: Freeze | null,
  { frameId, changes }: Extract<AnnotationCommand, { kind: 'change-annotation' }>,
): Verdict {
  if (freeze?.frameId !== frameId) return refused('This picture is not frozen any more.');
  // No entry may be larger than the one message that carries it to the phone.
  if (utf8Length(JSON.stringify(changes)) > annotationLimits.changeBytes) {
    return refused('That is too much for one change. Draw it in parts.');
  }
  const decoded: AnnotationChange[] = [];
  let { board } = freeze;
  for (const change of changes) {
    if (change.kind === 'clear') return refused('Clear is a command of its own.');
    const read = decodeChange(change, freeze);
    const refusal = read.ok ? checkChange(board, read.value) : read.refusal;
    if (refusal !== null) return refused(refusal.message);
    if (!read.ok) continue;
    decoded.push(read.value);
    board = apply(board, read.value);
  }
  return event({ kind: 'annotation-changed', frameId, changes: decoded });
}
