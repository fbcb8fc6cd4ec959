import { z } from 'zod';
import { parseJson } from '../../shared/read-text';
import { type CustomerCommand, customerCommandSchema } from '../../shared/wire/customer-message';

const keptSchema = z.object({
  sessionId: z.string(),
  token: z.string(),
  pending: z.array(customerCommandSchema),
});

/** What outlives a reload of the page: the way back into the session, and what was not yet sent. */
export type KeptSession = z.infer<typeof keptSchema>;

/** Where a `KeptSession` is kept. */
export interface KeptSessionStore {
  readonly read: () => KeptSession | undefined;
  readonly write: (kept: KeptSession) => void;
  readonly clear: () => void;
}

const storageKey = 'sightline-session';

/** Commands worth sending after a reload; the others belong to what the page showed before it. */
const keptKinds: ReadonlySet<CustomerCommand['kind']> = new Set([
  'send-chat-message',
  'allow-sharing',
  'decline-sharing',
  'stop-sharing',
  'revoke-recording',
  'revoke-system-information',
  'allow-file-access',
  'decline-file-access',
  'revoke-file-access',
  'report-file-change',
  'leave-queue',
  'end-session',
]);

/** Keeps a session in `storage` (the tab's own, so that no other site or tab finds it). */
export function keptSessionIn(storage: Storage): KeptSessionStore {
  return {
    read: () => {
      try {
        const kept = keptSchema.safeParse(parseJson(storage.getItem(storageKey) ?? ''));
        return kept.success ? kept.data : undefined;
      } catch {
        return undefined;
      }
    },
    write: (kept) => {
      try {
        const pending = kept.pending.filter(({ kind }) => keptKinds.has(kind));
        storage.setItem(storageKey, JSON.stringify({ ...kept, pending }));
      } catch {
        // A browser that keeps nothing still runs the session; only a reload loses it.
      }
    },
    clear: () => {
      try {
        storage.removeItem(storageKey);
      } catch {
        // Nothing was kept, so nothing is left.
      }
    },
  };
}
