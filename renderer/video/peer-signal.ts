import { z } from 'zod';
import { type QualityLevel, qualityLevels } from '../../shared/quality';

const offerSchema = z.object({ type: z.literal('offer'), sdp: z.string() });

const candidateSchema = z.object({
  type: z.literal('candidate'),
  candidate: z.object({
    candidate: z.string(),
    sdpMid: z
      .string()
      .nullish()
      .transform((mid) => mid ?? null),
    sdpMLineIndex: z
      .number()
      .int()
      .nonnegative()
      .nullish()
      .transform((index) => index ?? null),
  }),
});

/** Once a second while it sends: the frames the phone has sent over this connection in all. */
const framesSchema = z.object({ type: z.literal('frames'), sent: z.number().int().nonnegative() });

const isLevel = (name: string): name is QualityLevel => Object.hasOwn(qualityLevels, name);

/** The level that Automatic is at. */
const automaticLevelSchema = z.object({
  type: z.literal('automatic-level'),
  level: z.string().refine(isLevel),
});

const signalSchema = z.discriminatedUnion('type', [
  offerSchema,
  candidateSchema,
  framesSchema,
  automaticLevelSchema,
]);

/** A signal the phone may send: it always offers, so answers and requests to renegotiate are not among them. */
export type PhoneSignal = z.output<typeof signalSchema>;

/** A signal for the peer connection itself. */
export type PeerSignal = Extract<PhoneSignal, { type: 'offer' | 'candidate' }>;

/** Asks the phone to begin a new connection. */
export const requestOffer = JSON.stringify({ type: 'request-offer' });

/** The phone's signal in `text`, or undefined where it is not one this console acts on. */
export function decodePhoneSignal(text: string): PhoneSignal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = signalSchema.safeParse(value);
  return result.success ? result.data : undefined;
}
