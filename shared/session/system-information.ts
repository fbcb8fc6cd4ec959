import type { SystemInformationReport } from '../system-information/report';
import type { SessionEvent } from './session-event';

/** What the representative may read of the phone's system information, and what it last told. */
export interface SystemInformationState {
  readonly access: 'not-requested' | 'asked' | 'allowed' | 'declined' | 'revoked';
  /** When `access` last changed, in milliseconds since the Unix epoch; 0 where it was never requested. */
  readonly at: number;
  /** Whether a report is awaited from the phone: it was requested and is allowed. */
  readonly isAwaited: boolean;
  /** The newest report and the one before it, to tell what changed. */
  readonly report: SystemInformationReport | null;
  readonly before: SystemInformationReport | null;
}

/** The events about system information. */
export type SystemInformationEvent = Extract<SessionEvent, { kind: `system-information-${string}` }>;

/** Before it was ever asked for. */
export const noSystemInformation: SystemInformationState = {
  access: 'not-requested',
  at: 0,
  isAwaited: false,
  report: null,
  before: null,
};

/** Returns what is known of the phone's system information after `event`; one that cannot follow changes nothing. */
export function systemInformationAfter(
  state: SystemInformationState,
  event: SystemInformationEvent,
): SystemInformationState {
  switch (event.kind) {
    case 'system-information-requested':
      return state.access === 'allowed'
        ? { ...state, isAwaited: true }
        : { ...state, access: 'asked', at: event.at };
    case 'system-information-allowed':
      return state.access === 'asked'
        ? { ...state, access: 'allowed', at: event.at, isAwaited: true }
        : state;
    case 'system-information-declined':
      return state.access === 'asked' ? { ...state, access: 'declined', at: event.at } : state;
    case 'system-information-revoked':
      return state.access === 'allowed'
        ? { ...state, access: 'revoked', at: event.at, isAwaited: false }
        : state;
    case 'system-information-reported':
      return { ...state, isAwaited: false, report: event.report, before: state.report };
  }
}
