import fc from 'fast-check';
import type { AnnotationChange } from '../../../shared/annotation/board';
import { framePoint } from '../../../shared/annotation/frame-point';
import { type Quality, qualitySchema } from '../../../shared/quality';
import type {
  Author,
  EndReason,
  EventBody,
  EventKind,
  Facing,
  SessionEvent,
  Source,
  SourceCapabilities,
  SourceFailure,
  Tab,
} from '../../../shared/session/session-event';
import { eventBodySchema } from '../../../shared/session/session-event';
import type { SystemInformationReport } from '../../../shared/system-information/report';
import { blobOf, cameraStarted, screenStarted } from '../pictures';
import { tidyLines } from './tidy-texts';

/** What decides which events can follow, kept without the help of `reduce`. */
export interface Situation {
  readonly phase: 'none' | 'waiting' | 'active' | 'ended' | 'turned-away';
  readonly sharingAllowed: boolean;
  readonly lastSeq: number;
  readonly lastAt: number;
}

export const noSession: Situation = { phase: 'none', sharingAllowed: false, lastSeq: 0, lastAt: 1_000 };

export const eventKinds: readonly EventKind[] = eventBodySchema.options.map(
  (option) => option.shape.kind.value,
);

const atAnyTime: ReadonlySet<EventKind> = new Set([
  'reference-set',
  'console-restarted',
  'notes-written',
  'outcome-set',
  'resume-refused',
]);
const whileWaiting: ReadonlySet<EventKind> = new Set([
  'customer-connection-lost',
  'customer-reconnected',
  'customer-went-away',
  'customer-returned',
  'session-started',
  'session-declined',
  'session-ended',
]);
const neverWhileActive: ReadonlySet<EventKind> = new Set([
  'session-key-used',
  'session-started',
  'session-declined',
]);

const whileShared: ReadonlySet<EventKind> = new Set(['source-started', 'photo-shown', 'annotation-began']);

/** Whether an event of `kind` can be the next entry of the log. */
export function canFollow(situation: Situation, kind: EventKind): boolean {
  switch (situation.phase) {
    case 'none':
      return kind === 'session-key-used';
    case 'waiting':
      return atAnyTime.has(kind) || whileWaiting.has(kind);
    case 'active':
      return whileShared.has(kind) ? situation.sharingAllowed : !neverWhileActive.has(kind);
    case 'ended':
      return atAnyTime.has(kind) || kind === 'annotation-saved';
    case 'turned-away':
      return atAnyTime.has(kind);
  }
}

/** The situation after an event that can follow. */
export function situationAfter(situation: Situation, event: SessionEvent): Situation {
  return {
    phase: phaseAfter(situation.phase, event.kind),
    sharingAllowed:
      event.kind === 'sharing-allowed' || (event.kind !== 'sharing-stopped' && situation.sharingAllowed),
    lastSeq: event.seq,
    lastAt: event.at,
  };
}

function phaseAfter(phase: Situation['phase'], kind: EventKind): Situation['phase'] {
  if (kind === 'session-key-used') return 'waiting';
  if (kind === 'session-started') return 'active';
  if (kind === 'session-declined') return 'turned-away';
  if (kind === 'session-ended') return phase === 'active' ? 'ended' : 'turned-away';
  return phase;
}

/** Everything an event may need to be made; what a kind does not need is not used. */
export interface Ingredients {
  readonly pick: number;
  readonly fromCustomer: boolean;
  readonly laterMs: number;
  readonly text: string;
  readonly upTo: number;
  readonly source: Source;
  readonly facing: Facing;
  readonly failure: SourceFailure;
  readonly tab: Tab;
  readonly quality: Quality;
  readonly capabilities: SourceCapabilities;
  readonly reason: EndReason;
}

/** Whatever a source may declare. */
export const capabilitiesOfSources: fc.Arbitrary<SourceCapabilities> = fc.record({
  quality: fc.boolean(),
  pause: fc.boolean(),
  flip: fc.boolean(),
  torch: fc.boolean(),
  zoom: fc.option(fc.record({ min: fc.constantFrom(0.5, 1), max: fc.constantFrom(1, 4, 10) })),
  still: fc.boolean(),
});

export const ingredients: fc.Arbitrary<Ingredients> = fc.record({
  pick: fc.nat(),
  fromCustomer: fc.boolean(),
  laterMs: fc.nat({ max: 5_000 }),
  text: tidyLines(12),
  upTo: fc.nat(),
  source: fc.constantFrom<Source>('screen', 'camera'),
  facing: fc.constantFrom<Facing>('front', 'rear', 'unknown'),
  failure: fc.constantFrom<SourceFailure>(
    'permission-denied',
    'no-device',
    'in-use',
    'not-supported',
    'failed',
  ),
  tab: fc.constantFrom<Tab>('chat', 'screen', 'camera', 'photos', 'files'),
  quality: fc.constantFrom(...qualitySchema.options),
  capabilities: capabilitiesOfSources,
  reason: fc.constantFrom<EndReason>(
    'representative-ended',
    'customer-ended',
    'customer-left',
    'customer-did-not-return',
  ),
});

/** An event of `kind` as the next entry after `situation`, whether it can follow or not. */
export function eventOf(kind: EventKind, situation: Situation, from: Ingredients): SessionEvent {
  const seq = situation.lastSeq + 1;
  return {
    seq,
    at: situation.lastAt + from.laterMs,
    by: authorOf(kind, from.fromCustomer),
    commandId: `command-${seq}`,
    ...bodyOf(kind, situation, from),
  };
}

function authorOf(kind: EventKind, fromCustomer: boolean): Author {
  if (kind.startsWith('chat-')) return fromCustomer ? 'customer' : 'representative';
  if (kind.startsWith('customer-') || kind === 'console-restarted' || kind === 'resume-refused')
    return 'site';
  return fromCustomer ? 'customer' : 'representative';
}

function bodyOf(kind: EventKind, situation: Situation, from: Ingredients): EventBody {
  const upTo = 1 + (from.upTo % Math.max(1, situation.lastSeq));
  switch (kind) {
    case 'session-key-used':
      return sessionKeyUsed();
    case 'reference-set':
      return { kind, reference: `ticket ${from.text}`, note: `note ${from.text}` };
    case 'session-started':
      return { kind, representative: { name: 'Astrid' }, waitedMs: from.laterMs };
    case 'session-declined':
      return { kind, reason: from.text };
    case 'chat-message-sent':
      return { kind, text: from.text };
    case 'chat-messages-delivered':
    case 'chat-messages-seen':
      return { kind, upTo };
    case 'source-started':
      return {
        ...(from.source === 'camera' ? cameraStarted() : screenStarted()),
        facing: from.facing,
        capabilities: from.capabilities,
      };
    case 'source-stopped':
      return { kind, source: from.source };
    case 'source-failed':
      return { kind, source: from.source, failure: from.failure };
    case 'camera-changed':
      return { kind, facing: from.facing, torch: from.fromCustomer, zoom: 1 + (from.pick % 70) / 10 };
    case 'photo-shown':
      return {
        kind,
        ...pictureOf(from),
        name: from.text,
        origin: from.fromCustomer ? 'photo' : 'screenshot',
      };
    case 'still-sent':
    case 'snapshot-saved':
      return { kind, ...pictureOf(from) };
    case 'annotation-began': {
      const { blob: image, width, height } = pictureOf(from);
      return { kind, frameId: frameIdOf(from), image, width, height };
    }
    case 'annotation-changed':
      return { kind, frameId: frameIdOf(from), changes: [changeOf(from)] };
    case 'annotation-cleared':
      return { kind, frameId: frameIdOf(from) };
    case 'annotation-saved':
      return {
        kind,
        frameId: frameIdOf(from),
        ...pictureOf(from),
        vectors: blobOf('application/json', from.pick),
      };
    case 'quality-selected':
      return { kind, quality: from.quality };
    case 'recording-stopped':
      return {
        kind,
        blob: from.fromCustomer ? null : blobOf('video/webm', from.pick),
        durationMs: from.laterMs,
        ...(from.pick % 2 === 0 ? {} : { failure: 'disk-full' as const }),
      };
    case 'recording-revoked':
    case 'system-information-requested':
    case 'system-information-allowed':
    case 'system-information-declined':
    case 'system-information-revoked':
    case 'resume-refused':
      return { kind };
    case 'system-information-reported':
      return { kind, report: reportOf(from) };
    case 'notes-written':
      return { kind, text: `noted ${from.text}`.trim() };
    case 'outcome-set':
      return { kind, outcome: from.fromCustomer ? 'solved' : 'follow-up' };
    case 'tab-opened':
      return { kind, tab: from.tab };
    case 'video-received':
      return { kind, codec: 'VP9', width: 1 + (from.pick % 2000), height: 1 + (from.upTo % 2000) };
    case 'file-policy-selected':
      return { kind, policy: from.fromCustomer ? 'both' : 'off' };
    case 'file-transfer-offered':
      return { kind, ...fileOf(from), spelledAs: null, size: from.pick };
    case 'file-transfer-refused':
      return { kind, ...fileOf(from), reason: 'no-space' };
    case 'file-transfer-begun-anew':
      return { kind, ...fileOf(from), size: from.pick };
    case 'file-transfer-completed':
      return { kind, ...fileOf(from), size: from.pick, durationMs: from.laterMs, digest: null };
    case 'file-transfer-failed':
      return { kind, ...fileOf(from), failure: 'disk-full' };
    case 'file-transfer-cancelled':
      return { kind, ...fileOf(from) };
    case 'customer-folder-created':
      return { kind, path: `folder-${from.pick}` };
    case 'customer-file-renamed':
      return { kind, path: `file-${from.pick}`, name: `file-${from.upTo}` };
    case 'customer-files-deleted':
      return { kind, paths: [`file-${from.pick}`], count: 1 };
    case 'session-ended':
      return { kind, reason: from.reason };
    default:
      return { kind };
  }
}

function reportOf(from: Ingredients): SystemInformationReport {
  return {
    capturedAt: from.laterMs,
    sections: [
      {
        id: 'device',
        title: 'Device',
        items: [
          { id: 'model', label: 'Model', value: from.text, source: 'inferred' },
          { id: 'cores', label: 'Cores', value: 1 + (from.pick % 8), source: 'measured' },
          { id: 'battery', label: 'Battery', value: null, unit: '%', source: 'not-available' },
        ],
      },
    ],
  };
}

function fileOf(from: Ingredients) {
  return {
    transferId: `transfer-${from.pick}`,
    name: `file-${from.pick}.txt`,
    direction: from.fromCustomer ? ('to-customer' as const) : ('to-representative' as const),
  };
}

/** One of few, so that what follows often is about the frame that is frozen. */
function frameIdOf({ pick }: Ingredients): string {
  return `frame-000${pick % 2}`;
}

function changeOf(from: Ingredients): AnnotationChange {
  const frameId = frameIdOf(from);
  const id = `mark-000${from.upTo % 5}`;
  const version = 1 + (from.laterMs % 4);
  if (from.fromCustomer) return { kind: 'remove', frameId, id, version };
  const at = framePoint(from.upTo % 50, from.pick % 50);
  const element = { id, version, order: from.upTo % 9, colour: 'red', width: 'thin', at } as const;
  return { kind: 'add', frameId, element: { ...element, kind: 'pin', number: 1 } };
}

function pictureOf(from: Ingredients) {
  return {
    blob: blobOf('image/jpeg', from.pick),
    width: 1 + (from.pick % 4000),
    height: 1 + (from.upTo % 4000),
  };
}

export function sessionKeyUsed(): Extract<EventBody, { kind: 'session-key-used' }> {
  return {
    kind: 'session-key-used',
    sessionKey: '418207951',
    siteName: 'Nordlicht Support',
    customer: { name: 'Maja', description: 'The parcel does not show.' },
    device: { model: 'Pixel 8', operatingSystem: 'Android 16', browser: 'Chrome 150', language: 'sv-SE' },
  };
}

/** How often a kind is chosen among those that can follow: ends seldom, so that logs grow long. */
function weightOf(kind: EventKind): number {
  if (kind === 'session-ended' || kind === 'session-declined') return 1;
  if (kind === 'session-started') return 12;
  if (kind === 'chat-message-sent' || kind === 'source-started' || kind === 'sharing-allowed') return 8;
  return 3;
}

/** The log that `choices` lead to, each taken among the events that can follow at that point. */
export function walk(choices: readonly Ingredients[]): SessionEvent[] {
  const log: SessionEvent[] = [];
  let situation = noSession;
  for (const choice of choices) {
    const open = eventKinds
      .filter((kind) => canFollow(situation, kind))
      .flatMap((kind) => Array.from({ length: weightOf(kind) }, () => kind));
    const kind = open[choice.pick % open.length];
    if (kind === undefined) break;
    const event = eventOf(kind, situation, choice);
    log.push(event);
    situation = situationAfter(situation, event);
  }
  return log;
}

/** Logs that a session can have, of one event or more. */
export const sessionLogs: fc.Arbitrary<SessionEvent[]> = fc
  .array(ingredients, { minLength: 1, maxLength: 60 })
  .map(walk);

/** A log of the given events, numbered from 1 and one second apart, beginning with the key's use at 1,000 ms. */
export function logOf(...entries: ReadonlyArray<readonly [Author, EventBody]>): SessionEvent[] {
  const first: readonly [Author, EventBody] = ['customer', sessionKeyUsed()];
  return [first, ...entries].map(([by, body], index) => ({
    seq: index + 1,
    at: (index + 1) * 1_000,
    by,
    commandId: `command-${index + 1}`,
    ...body,
  }));
}

/** The entry that starts a session. */
export const started: readonly [Author, EventBody] = [
  'representative',
  { kind: 'session-started', representative: { name: 'Astrid' }, waitedMs: 1_000 },
];
