import {
  type Icon,
  IconCapture,
  IconMaximize,
  IconMinimize,
  IconPhotoScan,
  IconPictureInPicture,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerRecord,
  IconPlayerStop,
} from '@tabler/icons-react';
import type { ActiveSession } from '../../shared/session/session-state';
import { paneKeys } from './pane-keys';

/** What a tool at the right end of the toolbar does. */
export type ToolName = 'snapshot' | 'still' | 'record' | 'hold-recording' | 'detach' | 'full-screen';

export interface Tool {
  readonly name: ToolName;
  readonly label: string;
  readonly icon: Icon;
  /** The key that does the same while the pane has the focus; empty for none. */
  readonly shortcut: string;
  /** Why it cannot be used now; empty where it can. */
  readonly reason: string;
  /** Whether it shows its icon only, however wide the toolbar is. */
  readonly isIconOnly: boolean;
  readonly tone: 'plain' | 'recording';
}

export interface ToolsContext {
  readonly state: Pick<ActiveSession, 'pane' | 'recording' | 'stillRequested'>;
  /** What to call the customer. */
  readonly name: string;
  /** Whether a picture is on the stage. */
  readonly hasPicture: boolean;
  readonly isFullScreen: boolean;
  /** Whether this window shows this pane only. */
  readonly isDetached: boolean;
  /** Whether the representative paused the recording. */
  readonly isHeld: boolean;
}

/** The tools at the right end of the toolbar, as things stand. */
export function paneTools(context: ToolsContext): readonly Tool[] {
  const { state, name, hasPicture, isFullScreen, isDetached } = context;
  const { pane } = state;
  const tool = (
    toolName: ToolName,
    label: string,
    icon: Icon,
    shortcut: string,
    more: Partial<Tool> = {},
  ): Tool => ({
    name: toolName,
    label,
    icon,
    shortcut,
    reason: '',
    isIconOnly: false,
    tone: 'plain',
    ...more,
  });
  const tools: Tool[] = [
    tool('snapshot', 'Snapshot', IconCapture, paneKeys.snapshot, {
      reason: hasPicture ? '' : 'There is no picture yet.',
    }),
  ];
  if (pane.kind === 'live' && pane.capabilities.still) {
    tools.push(
      tool('still', state.stillRequested ? 'Still asked for' : 'Still', IconPhotoScan, paneKeys.still, {
        reason: state.stillRequested ? `${name}’s phone is taking it.` : '',
      }),
    );
  }
  if (!isDetached) tools.push(...recordingTools(context, tool));
  tools.push(
    isDetached
      ? tool('detach', 'Put back', IconPictureInPicture, paneKeys.detach)
      : tool('detach', 'Detach', IconPictureInPicture, paneKeys.detach, { reason: detachReason(state) }),
    tool(
      'full-screen',
      isFullScreen ? 'Leave full screen' : 'Full screen',
      isFullScreen ? IconMinimize : IconMaximize,
      paneKeys['full-screen'],
      { isIconOnly: true },
    ),
  );
  return tools;
}

function recordingTools(
  { state, name, isHeld }: ToolsContext,
  tool: (name: ToolName, label: string, icon: Icon, shortcut: string, more?: Partial<Tool>) => Tool,
): readonly Tool[] {
  const key = paneKeys.record;
  switch (state.recording.kind) {
    case 'off':
      return [tool('record', 'Record', IconPlayerRecord, key, { tone: 'recording' })];
    case 'failed':
      return [tool('record', 'Record again', IconPlayerRecord, key, { tone: 'recording' })];
    case 'asked':
      return [
        tool('record', 'Asked to record', IconPlayerRecord, key, {
          tone: 'recording',
          reason: `${name} has not answered yet.`,
        }),
      ];
    case 'allowed':
      return [
        tool('record', 'Recording begins', IconPlayerRecord, key, {
          tone: 'recording',
          reason: 'It begins with the next live picture.',
        }),
      ];
    case 'running':
    case 'paused':
      return [
        tool('record', 'Stop recording', IconPlayerStop, key, { tone: 'recording' }),
        isHeld
          ? tool('hold-recording', 'Go on recording', IconPlayerPlay, '', { isIconOnly: true })
          : tool('hold-recording', 'Pause recording', IconPlayerPause, '', { isIconOnly: true }),
      ];
  }
}

function detachReason({ pane, recording }: ToolsContext['state']): string {
  if (recording.kind !== 'off' && recording.kind !== 'failed')
    return 'Stop the recording first; it is made in this window.';
  if (pane.kind === 'live' && pane.method === 'broadcast') {
    return 'A broadcast stays in the window that received it.';
  }
  return '';
}
