import {
  type Icon,
  IconArrowsRightLeft,
  IconDeviceMobile,
  IconFileText,
  IconListDetails,
  IconMessages,
} from '@tabler/icons-react';

/** The tabs of a session; the log is one of them only where the window is narrow. */
export type SessionTab = 'log' | 'screen' | 'files' | 'system-information';

export interface SessionTabEntry {
  readonly name: SessionTab;
  readonly label: string;
  readonly icon: Icon;
  /** What a badge counts, e.g. transfers that are not over; 0 for none. */
  readonly count: number;
}

/** The tabs a session has now, in order; `transfers` is how many of them are not over. */
export function sessionTabs(
  phase: 'active' | 'ended',
  isNarrow: boolean,
  transfers: number,
): readonly SessionTabEntry[] {
  const log: SessionTabEntry = { name: 'log', label: 'Session log', icon: IconMessages, count: 0 };
  const main: readonly SessionTabEntry[] =
    phase === 'active'
      ? [
          { name: 'screen', label: 'Screen', icon: IconDeviceMobile, count: 0 },
          { name: 'files', label: 'File Transfer', icon: IconArrowsRightLeft, count: transfers },
        ]
      : [{ name: 'screen', label: 'Summary', icon: IconFileText, count: 0 }];
  const information: SessionTabEntry = {
    name: 'system-information',
    label: 'System Information',
    icon: IconListDetails,
    count: 0,
  };
  return [...(isNarrow ? [log] : []), ...main, information];
}
