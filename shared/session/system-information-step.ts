import type { SessionEvent } from './session-event';
import type { SystemInformationState } from './session-state';

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

/** What is known of the phone's system information after `event`; one that cannot follow changes nothing. */
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
