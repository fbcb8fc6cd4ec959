import type { FilePolicy } from '../../shared/file-transfer/file-transfer-event';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { Source } from '../../shared/session/session-event';
import type { ActiveSession } from '../../shared/session/session-state';
import type { InSession } from '../session/client-state';

/** What the customer can allow, and what goes with showing. */
export type PermissionId = 'showing' | Source | 'files' | 'recording' | 'system-information';

/** One line of the list of what the representative may do. */
export interface PermissionRow {
  readonly id: PermissionId;
  readonly name: string;
  /** `now`: it happens at this moment. */
  readonly state: 'now' | 'allowed' | 'asked' | 'off';
  readonly words: string;
  /** The button that withdraws it at once; null where there is nothing to withdraw. */
  readonly revoke: string | null;
  /** Belongs to the line before it. */
  readonly isPart: boolean;
}

/**
 * Returns everything the customer can allow and its current state; what they have just withdrawn counts as
 * back.
 */
export function permissionRows(
  { pending }: Pick<InSession, 'pending'>,
  state: ActiveSession,
): readonly PermissionRow[] {
  const isOnItsWay = (kind: InSession['pending'][number]['kind']): boolean =>
    pending.some((command) => command.kind === kind);
  const isAllowed = sharingIsAllowed(state.pane) && !isOnItsWay('stop-sharing');
  return [
    showing(state, isAllowed),
    part(state, 'screen', 'Screen', isAllowed && !isOnItsWay('stop-source')),
    part(state, 'camera', 'Camera', isAllowed && !isOnItsWay('stop-source')),
    files(state, !isOnItsWay('revoke-file-access')),
    recording(state, !isOnItsWay('revoke-recording')),
    systemInformation(state, !isOnItsWay('revoke-system-information')),
  ];
}

function showing({ pane }: ActiveSession, isAllowed: boolean): PermissionRow {
  const row = { id: 'showing', name: 'See what you show', isPart: false } as const;
  if (!isAllowed) return { ...row, ...off(pane.kind === 'asked') };
  if (pane.kind === 'photo') {
    const words = pane.origin === 'screenshot' ? 'Can see your screenshot now' : 'Can see your photo now';
    return { ...row, state: 'now', words, revoke: 'Stop' };
  }
  return { ...row, state: 'allowed', words: 'Allowed, while you show something', revoke: 'Stop' };
}

function part({ pane }: ActiveSession, source: Source, name: string, isAllowed: boolean): PermissionRow {
  const row = { id: source, name, isPart: true };
  const isLive = isAllowed && pane.kind === 'live' && pane.source === source;
  const isPaused = isAllowed && pane.kind === 'paused' && pane.resumes.source === source;
  if (isLive) return { ...row, state: 'now', words: 'Shown now', revoke: 'Stop' };
  if (isPaused) return { ...row, state: 'allowed', words: 'Paused', revoke: 'Stop' };
  return { ...row, state: 'off', words: 'Not shown', revoke: null };
}

function files({ files: { access, policy } }: ActiveSession, isKept: boolean): PermissionRow {
  const row = { id: 'files', name: 'Exchange files', isPart: false } as const;
  if (access !== 'allowed' || !isKept) return { ...row, ...off(access === 'asked') };
  return { ...row, state: 'allowed', words: policyWords[policy], revoke: 'Stop' };
}

const policyWords: Readonly<Record<FilePolicy, string>> = {
  both: 'Allowed, both ways',
  'upload-only': 'Allowed, only to send you files',
  'download-only': 'Allowed, only to fetch your files',
  off: 'Allowed, not used in this session',
};

function recording({ recording: { kind } }: ActiveSession, isAllowed: boolean): PermissionRow {
  const row = { id: 'recording', name: 'Record what you show', isPart: false } as const;
  if (kind === 'off' || kind === 'asked' || !isAllowed) return { ...row, ...off(kind === 'asked') };
  if (kind === 'running') return { ...row, state: 'now', words: 'Recording now', revoke: 'Stop' };
  return { ...row, state: 'allowed', words: kind === 'paused' ? 'Paused' : 'Allowed', revoke: 'Stop' };
}

function systemInformation({ systemInformation: told }: ActiveSession, isKept: boolean): PermissionRow {
  const row = { id: 'system-information', name: 'Read details of your phone', isPart: false } as const;
  if (told.access !== 'allowed' || !isKept) return { ...row, ...off(told.access === 'asked') };
  const words = told.report === null ? 'Allowed' : `Allowed, last read ${timeOfDay(told.report.capturedAt)}`;
  return { ...row, state: 'allowed', words, revoke: 'Stop' };
}

function off(isAsked: boolean): Pick<PermissionRow, 'state' | 'words' | 'revoke'> {
  return isAsked
    ? { state: 'asked', words: 'Asked, not answered yet', revoke: null }
    : { state: 'off', words: 'Not allowed', revoke: null };
}

function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { timeStyle: 'short' });
}
