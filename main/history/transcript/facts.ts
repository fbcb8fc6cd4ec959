import type { SessionState } from '../../../shared/session/session-state';
import { outcomes, tellEnding } from '../../../shared/session/told/tell';
import type { TranscriptSource } from './source';
import { namesOf } from './words';

/** Returns a time as transcripts show it, e.g. `2026-05-06 09:14:03`. */
export function timeText(at: number, timeZone: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
}

/** Returns the facts at the head of a transcript, as names and values; unknown ones are left out. */
export function factsOf({ state, timeZone }: TranscriptSource): [name: string, value: string][] {
  const time = (at: number): string => `${timeText(at, timeZone)} (${timeZone})`;
  const facts: [string, string][] = [
    ['Customer', state.customer.name],
    ['Description', state.customer.description],
    ['Representative', state.phase === 'active' || state.phase === 'ended' ? state.representative.name : ''],
    ['Site', state.siteName],
    ['Reference', state.reference],
    ['Device', deviceText(state)],
    ['Joined', time(state.joinedAt)],
    ['Ended', state.phase === 'ended' || state.phase === 'turned-away' ? time(state.endedAt) : ''],
    ['Ending', endingText(state)],
    ['Outcome', state.wrapUp.outcome === null ? '' : outcomes[state.wrapUp.outcome]],
  ];
  return facts.filter(([, value]) => value !== '');
}

function deviceText({ device }: SessionState): string {
  return [device.model, device.operatingSystem, device.browser].filter((part) => part !== '').join(', ');
}

function endingText(state: SessionState): string {
  if (state.phase === 'ended') return tellEnding(state.reason, namesOf(state));
  if (state.phase !== 'turned-away') return 'The session was still open when this was written';
  return state.outcome.kind === 'declined'
    ? `${state.customer.name} was declined`
    : tellEnding(state.outcome.reason, namesOf(state));
}
