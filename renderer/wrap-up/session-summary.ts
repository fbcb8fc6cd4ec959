import type { RibbonMark } from '../../shared/session/pane';
import type { EndReason, Source } from '../../shared/session/session-event';
import type { EndedSession } from '../../shared/session/session-state';
import { durationInWords } from '../../shared/words/durations';
import { firstName } from '../../shared/words/people';
import { sizeInWords } from '../../shared/words/sizes';
import { type CapturedItem, capturedBy } from '../captured/captured';
import { timeOfDay } from '../kit/clock';
import { type LogPages, logAt } from '../store/log-pages';

/** One line of a summary. */
export interface SummaryFact {
  readonly name: string;
  readonly value: string;
}

/** Returns how the session ended, in a sentence. */
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

/** What both sides saw: a live source, pictures the customer chose, or a frozen picture. */
export type Shown = Source | 'pictures' | 'frozen';

/**
 * Returns how long each source was shown, in milliseconds, in order of first appearance; a source that gave no
 * picture is left out.
 */
export function shownDurations(
  log: LogPages | null,
  ribbon: readonly RibbonMark[],
  end: number,
): ReadonlyMap<Shown, number> {
  const starts: { readonly at: number; readonly source: Source }[] = [];
  for (let index = 0; log !== null && index < log.length; index += 1) {
    const event = logAt(log, index);
    if (event?.kind === 'source-started') starts.push(event);
  }
  const durations = new Map<Shown, number>();
  const add = (shown: Shown, from: number, to: number): void => {
    if (to > from) durations.set(shown, (durations.get(shown) ?? 0) + to - from);
  };
  let next = 0;
  for (const [index, { at, kind }] of ribbon.entries()) {
    const to = ribbon[index + 1]?.at ?? end;
    if (kind === 'photo') add('pictures', at, to);
    if (kind === 'frozen') add('frozen', at, to);
    if (kind !== 'live') continue;
    // The ribbon does not tell one source from another; the log says when each took its turn.
    let from = at;
    for (let start = starts[next]; start !== undefined && start.at < to; start = starts[next]) {
      const before = starts[next - 1];
      if (before !== undefined) add(before.source, from, start.at);
      from = Math.max(from, start.at);
      next += 1;
    }
    const last = starts[next - 1];
    if (last !== undefined) add(last.source, from, to);
  }
  return durations;
}

/**
 * Returns how many photos, screenshots, stills, snapshots and recordings were kept; kinds without any are left
 * out.
 */
export function keptCounts(log: LogPages | null): ReadonlyMap<CapturedItem['what'], number> {
  const counts = new Map<CapturedItem['what'], number>();
  for (let index = 0; log !== null && index < log.length; index += 1) {
    const event = logAt(log, index);
    const what = event === undefined ? undefined : capturedBy(event)?.what;
    if (what !== undefined) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}

/** What else a log amounts to. */
export interface LogTotals {
  /** Milliseconds, pauses left out. */
  readonly recordedMs: number;
  /** How often the phone told its system information. */
  readonly reports: number;
  /** How often the connection was lost, and how often the customer went to another app. */
  readonly losses: number;
  readonly timesAway: number;
  /** Files that arrived, and their bytes together. */
  readonly sent: FileTotals;
  readonly fetched: FileTotals;
}

export interface FileTotals {
  readonly files: number;
  readonly bytes: number;
}

const noFiles: FileTotals = { files: 0, bytes: 0 };
const nothingYet: LogTotals = {
  ...{ recordedMs: 0, reports: 0, losses: 0, timesAway: 0 },
  ...{ sent: noFiles, fetched: noFiles },
};

/** Counts what a summary lists besides what was shown and kept. */
export function logTotals(log: LogPages | null): LogTotals {
  let { recordedMs, reports, losses, timesAway, sent, fetched } = nothingYet;
  for (let index = 0; log !== null && index < log.length; index += 1) {
    const event = logAt(log, index);
    switch (event?.kind) {
      case 'recording-stopped':
        recordedMs += event.blob === null ? 0 : event.durationMs;
        break;
      case 'system-information-reported':
        reports += 1;
        break;
      case 'customer-connection-lost':
        losses += 1;
        break;
      case 'customer-went-away':
        timesAway += 1;
        break;
      case 'file-transfer-completed':
        if (event.direction === 'to-customer') sent = withFile(sent, event.size);
        else fetched = withFile(fetched, event.size);
        break;
      default:
    }
  }
  return { recordedMs, reports, losses, timesAway, sent, fetched };
}

function withFile({ files, bytes }: FileTotals, size: number): FileTotals {
  return { files: files + 1, bytes: bytes + size };
}

function filesInWords({ files, bytes }: FileTotals, verb: string): string[] {
  return files === 0 ? [] : [`${files} ${verb}, ${sizeInWords(bytes)}`];
}

const shownNames: Readonly<Record<Shown, string>> = {
  screen: 'screen',
  camera: 'camera',
  pictures: 'pictures',
  frozen: 'frozen picture',
};

function shownInWords(shown: ReadonlyMap<Shown, number>): string {
  if (shown.size === 0) return 'Nothing was shown';
  return capitalised(
    [...shown].map(([what, ms]) => `${shownNames[what]} for ${durationInWords(ms)}`).join(', '),
  );
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** Returns a session's summary: its length, its messages, and what was shown for how long. */
export function summaryFacts(
  state: EndedSession,
  shown: ReadonlyMap<Shown, number>,
  kept: ReadonlyMap<CapturedItem['what'], number> = new Map(),
  totals: LogTotals = nothingYet,
): readonly SummaryFact[] {
  const facts: SummaryFact[] = [
    { name: 'Length', value: durationInWords(state.endedAt - state.startedAt) },
    { name: 'Messages', value: state.chat.count === 0 ? 'None' : String(state.chat.count) },
    { name: 'Shown', value: shownInWords(shown) },
  ];
  if (kept.size > 0) {
    const parts = [...kept].map(([what, count]) => `${count} ${what.toLowerCase()}${count === 1 ? '' : 's'}`);
    facts.push({ name: 'Kept', value: parts.join(', ') });
  }
  const files = [...filesInWords(totals.sent, 'sent'), ...filesInWords(totals.fetched, 'fetched')];
  if (files.length > 0) facts.push({ name: 'Files', value: files.join('; ') });
  if (totals.recordedMs > 0) facts.push({ name: 'Recorded', value: durationInWords(totals.recordedMs) });
  if (totals.reports > 0) {
    facts.push({ name: 'System information', value: `Read ${times(totals.reports)}` });
  }
  if (totals.losses + totals.timesAway > 0) {
    const parts = [
      totals.losses > 0 ? `lost ${times(totals.losses)}` : '',
      totals.timesAway > 0 ? `away ${times(totals.timesAway)}` : '',
    ].filter((part) => part !== '');
    facts.push({ name: 'Connection', value: capitalised(parts.join(', ')) });
  }
  if (state.customer.description !== '') {
    facts.push({ name: `What ${firstName(state.customer.name)} asked`, value: state.customer.description });
  }
  if (state.reference !== '') facts.push({ name: 'Reference', value: state.reference });
  if (state.note !== '') facts.push({ name: 'Note', value: state.note });
  return facts;
}
