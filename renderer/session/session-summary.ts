import type { EndReason, Source } from '../../shared/session/session-event';
import type { EndedSession } from '../../shared/session/session-state';
import { type CapturedItem, capturedBy } from '../screen/captured';
import { logAt, type SessionLog } from '../store/session-log';
import { durationInWords, timeOfDay } from './clock';
import { callName } from './customer-name';
import { liveDuration } from './ribbon-stretches';

/** One line of a summary. */
export interface SummaryFact {
  readonly name: string;
  readonly value: string;
}

/** How the session ended, in a sentence. */
export function endSentence(reason: EndReason, name: string, at: number): string {
  switch (reason) {
    case 'representative-ended':
      return `You ended the session at ${timeOfDay(at)}.`;
    case 'customer-ended':
      return `${name} ended the session at ${timeOfDay(at)}.`;
    case 'customer-left':
      return `${name} left at ${timeOfDay(at)}.`;
    case 'customer-did-not-return':
      return `${name} did not come back. The session ended at ${timeOfDay(at)}.`;
  }
}

/** What the customer showed live, each source once, in the order in which they came. */
export function shownSources(log: SessionLog | null): readonly Source[] {
  const sources = new Set<Source>();
  for (let index = 0; log !== null && index < log.length; index += 1) {
    const event = logAt(log, index);
    if (event?.kind === 'source-started') sources.add(event.source);
  }
  return [...sources];
}

/** How many of each were kept: photos, screenshots, stills, snapshots, recordings; none of those that were not. */
export function keptCounts(log: SessionLog | null): ReadonlyMap<CapturedItem['what'], number> {
  const counts = new Map<CapturedItem['what'], number>();
  for (let index = 0; log !== null && index < log.length; index += 1) {
    const event = logAt(log, index);
    const what = event === undefined ? undefined : capturedBy(event)?.what;
    if (what !== undefined) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}

/** What a session amounted to: its length, its messages, and what was shown for how long. */
export function summaryFacts(
  state: EndedSession,
  sources: readonly Source[],
  kept: ReadonlyMap<CapturedItem['what'], number> = new Map(),
): readonly SummaryFact[] {
  const live = liveDuration(state.ribbon, state.endedAt);
  const what = sources.length === 0 ? 'Live' : `${sources.join(' and ')}, live`;
  const shown =
    live === 0
      ? kept.has('Photo') || kept.has('Screenshot')
        ? 'Pictures the customer chose'
        : 'Nothing was shown'
      : `${what.charAt(0).toUpperCase()}${what.slice(1)} for ${durationInWords(live)}`;
  const facts: SummaryFact[] = [
    { name: 'Length', value: durationInWords(state.endedAt - state.startedAt) },
    { name: 'Messages', value: state.chat.count === 0 ? 'None' : String(state.chat.count) },
    { name: 'Shown', value: shown },
  ];
  if (kept.size > 0) {
    const parts = [...kept].map(([what, count]) => `${count} ${what.toLowerCase()}${count === 1 ? '' : 's'}`);
    facts.push({ name: 'Kept', value: parts.join(', ') });
  }
  if (state.customer.description !== '') {
    facts.push({ name: `What ${callName(state.customer.name)} asked`, value: state.customer.description });
  }
  if (state.reference !== '') facts.push({ name: 'Reference', value: state.reference });
  if (state.note !== '') facts.push({ name: 'Note', value: state.note });
  return facts;
}
