import { z } from 'zod';

/** What the pane tells of a live picture, from two readings about a second apart. */
export interface VideoStatistics {
  /** The codec in use, e.g. "VP9"; empty until it is known. */
  readonly codec: string;
  /** The size of the latest picture, in pixels; 0 until one is decoded. */
  readonly width: number;
  readonly height: number;
  readonly framesDecoded: number;
  /** Received, but left out because the computer could not keep up. */
  readonly framesDropped: number;
  /** Times the picture froze and packets were asked for again, since the connection began. */
  readonly freezes: number;
  readonly retransmitsAsked: number;
  readonly framesPerSecond: number;
  readonly kilobitsPerSecond: number;
  /** Share of packets lost since the reading before, 0 to 1. */
  readonly loss: number;
  /** Round-trip time in milliseconds; null until measured. */
  readonly roundTripMs: number | null;
  readonly path: 'direct' | 'relayed' | 'unknown';
  /** The transport of the path, e.g. "udp"; empty until known. */
  readonly protocol: string;
}

/** The counters of one reading. */
interface Counters {
  readonly at: number;
  readonly bytes: number;
  readonly frames: number;
  readonly received: number;
  readonly lost: number;
}

/** A reading: what to show, and the counters the next reading is measured against. */
export interface StatisticsReading {
  readonly statistics: VideoStatistics;
  readonly counters: Counters;
}

const count = z.number().nonnegative().catch(0);
const text = z.string().catch('');

const inboundSchema = z.object({
  type: z.literal('inbound-rtp'),
  kind: z.literal('video'),
  codecId: text,
  timestamp: count,
  bytesReceived: count,
  framesDecoded: count,
  framesDropped: count,
  freezeCount: count,
  nackCount: count,
  packetsReceived: count,
  packetsLost: z.number().catch(0),
  frameWidth: count,
  frameHeight: count,
});
const codecSchema = z.object({ type: z.literal('codec'), id: z.string(), mimeType: z.string() });
const pairSchema = z.object({
  type: z.literal('candidate-pair'),
  id: z.string(),
  state: text,
  nominated: z.boolean().catch(false),
  currentRoundTripTime: z.number().nonnegative().optional().catch(undefined),
  localCandidateId: text,
  remoteCandidateId: text,
});
const transportSchema = z.object({ type: z.literal('transport'), selectedCandidatePairId: text });
const candidateSchema = z.object({
  type: z.enum(['local-candidate', 'remote-candidate']),
  id: z.string(),
  candidateType: text,
  protocol: text,
  relayProtocol: text,
});

/** Reads the reports of one peer connection; undefined while no video comes in. */
export function readVideoStatistics(
  reports: readonly unknown[],
  before: StatisticsReading | undefined,
): StatisticsReading | undefined {
  // A connection that changed its source may list a stream that has ended beside the one that flows.
  const inbound = newest(pick(reports, inboundSchema));
  if (inbound === undefined) return undefined;
  const counters: Counters = {
    at: inbound.timestamp,
    bytes: inbound.bytesReceived,
    frames: inbound.framesDecoded,
    received: inbound.packetsReceived,
    lost: Math.max(0, inbound.packetsLost),
  };
  const pair = selectedPair(reports);
  return {
    counters,
    statistics: {
      codec: codecName(pick(reports, codecSchema).find((codec) => codec.id === inbound.codecId)?.mimeType),
      width: inbound.frameWidth,
      height: inbound.frameHeight,
      framesDecoded: inbound.framesDecoded,
      framesDropped: inbound.framesDropped,
      freezes: inbound.freezeCount,
      retransmitsAsked: inbound.nackCount,
      ...rates(counters, before?.counters),
      roundTripMs: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
      ...pathOf(pair, reports),
    },
  };
}

type Rates = Pick<VideoStatistics, 'framesPerSecond' | 'kilobitsPerSecond' | 'loss'>;

function rates(now: Counters, before: Counters | undefined): Rates {
  const seconds = before === undefined ? 0 : (now.at - before.at) / 1000;
  if (before === undefined || seconds <= 0 || now.bytes < before.bytes) {
    return { framesPerSecond: 0, kilobitsPerSecond: 0, loss: 0 };
  }
  const lost = Math.max(0, now.lost - before.lost);
  const expected = lost + Math.max(0, now.received - before.received);
  return {
    framesPerSecond: Math.max(0, now.frames - before.frames) / seconds,
    kilobitsPerSecond: ((now.bytes - before.bytes) * 8) / 1000 / seconds,
    loss: expected === 0 ? 0 : lost / expected,
  };
}

function pick<Schema extends z.ZodType>(reports: readonly unknown[], schema: Schema): z.output<Schema>[] {
  return reports.flatMap((report) => {
    const result = schema.safeParse(report);
    return result.success ? [result.data] : [];
  });
}

function newest(streams: readonly z.output<typeof inboundSchema>[]) {
  return streams.reduce<z.output<typeof inboundSchema> | undefined>(
    (best, stream) => (best === undefined || stream.framesDecoded >= best.framesDecoded ? stream : best),
    undefined,
  );
}

function codecName(mimeType: string | undefined): string {
  return mimeType?.replace(/^video\//i, '').slice(0, 20) ?? '';
}

function selectedPair(reports: readonly unknown[]): z.output<typeof pairSchema> | undefined {
  const pairs = pick(reports, pairSchema);
  const selected = pick(reports, transportSchema)[0]?.selectedCandidatePairId;
  return (
    pairs.find((pair) => pair.id === selected) ??
    pairs.find((pair) => pair.nominated && pair.state === 'succeeded')
  );
}

function pathOf(
  pair: z.output<typeof pairSchema> | undefined,
  reports: readonly unknown[],
): Pick<VideoStatistics, 'path' | 'protocol'> {
  if (pair === undefined) return { path: 'unknown', protocol: '' };
  const ends = pick(reports, candidateSchema).filter(
    ({ id }) => id === pair.localCandidateId || id === pair.remoteCandidateId,
  );
  const local = ends.find(({ id }) => id === pair.localCandidateId);
  if (ends.length === 0) return { path: 'unknown', protocol: '' };
  return {
    path: ends.some(({ candidateType }) => candidateType === 'relay') ? 'relayed' : 'direct',
    protocol: local === undefined ? '' : local.relayProtocol === '' ? local.protocol : local.relayProtocol,
  };
}

/** How many video frames have been decoded, by the reports of one peer connection. */
export function framesDecoded(reports: readonly unknown[]): number {
  return newest(pick(reports, inboundSchema))?.framesDecoded ?? 0;
}
