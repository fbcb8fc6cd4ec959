import { type Icon, IconDeviceMobile, IconFileText, IconMessages } from '@tabler/icons-react';

/** The tabs of a session; the log is one of them only where the window is narrow. */
export type SessionTab = 'log' | 'screen';

export interface SessionTabEntry {
  readonly name: SessionTab;
  readonly label: string;
  readonly icon: Icon;
}

/** The tabs a session has now, in order. */
export function sessionTabs(phase: 'active' | 'ended', isNarrow: boolean): readonly SessionTabEntry[] {
  const screen: SessionTabEntry =
    phase === 'active'
      ? { name: 'screen', label: 'Screen', icon: IconDeviceMobile }
      : { name: 'screen', label: 'Summary', icon: IconFileText };
  return isNarrow ? [{ name: 'log', label: 'Session log', icon: IconMessages }, screen] : [screen];
}
