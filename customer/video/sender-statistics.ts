import { z } from 'zod';

const number = z.number().finite().optional().catch(undefined);

const outboundSchema = z.looseObject({
  type: z.literal('outbound-rtp'),
  kind: z.literal('video'),
  framesSent: number,
  framesEncoded: number,
  framesPerSecond: number,
  packetsSent: number,
  qualityLimitationReason: z.string().optional(),
});
const remoteInboundSchema = z.looseObject({
  type: z.literal('remote-inbound-rtp'),
  fractionLost: number,
  roundTripTime: number,
});
const pairSchema = z.looseObject({
  type: z.literal('candidate-pair'),
  state: z.literal('succeeded'),
  availableOutgoingBitrate: number,
  currentRoundTripTime: number,
});

/** What the sender's own statistics say at one moment. */
export interface SenderStatistics {
  /** Frames sent by this peer connection so far. */
  readonly framesSent: number;
  /** Bits per second the way there is thought to carry; null where the browser does not tell. */
  readonly availableBitrate: number | null;
  /** Of the packets since the report before, 0 to 1; null where unknown. */
  readonly lossFraction: number | null;
  /** Milliseconds; null where unknown. */
  readonly roundTripMs: number | null;
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other';
}

/** Reads a sender connection's report; null before anything is sent. */
export function readSenderStatistics(report: {
  readonly forEach: (read: (entry: unknown) => void) => void;
}): SenderStatistics | null {
  let outbound: z.infer<typeof outboundSchema> | undefined;
  let remote: z.infer<typeof remoteInboundSchema> | undefined;
  let pair: z.infer<typeof pairSchema> | undefined;
  report.forEach((entry) => {
    outbound ??= outboundSchema.safeParse(entry).data;
    remote ??= remoteInboundSchema.safeParse(entry).data;
    const found = pairSchema.safeParse(entry).data;
    if (found !== undefined && (pair === undefined || found.availableOutgoingBitrate !== undefined))
      pair = found;
  });
  if (outbound === undefined) return null;
  const seconds = remote?.roundTripTime ?? pair?.currentRoundTripTime;
  return {
    framesSent: outbound.framesSent ?? outbound.framesEncoded ?? 0,
    availableBitrate: pair?.availableOutgoingBitrate ?? null,
    lossFraction: remote?.fractionLost ?? null,
    roundTripMs: seconds === undefined ? null : seconds * 1_000,
    limitedBy: limitationOf(outbound.qualityLimitationReason),
  };
}

function limitationOf(reason: string | undefined): SenderStatistics['limitedBy'] {
  return reason === 'cpu' || reason === 'bandwidth' || reason === 'other' ? reason : 'none';
}
