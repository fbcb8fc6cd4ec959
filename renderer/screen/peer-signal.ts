import { z } from 'zod';

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

const signalSchema = z.discriminatedUnion('type', [offerSchema, candidateSchema]);

/** A signal the phone may send: it always offers, so answers and requests to renegotiate are not among them. */
export type PhoneSignal = z.output<typeof signalSchema>;

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
