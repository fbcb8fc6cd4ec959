import type { PastSessions } from './past-sessions';

export interface DeletionParts {
  readonly past: PastSessions;
  /** Drops a session from the console's list; false if it is still open. */
  readonly letGo: (sessionId: string) => boolean;
  /** Removes the session's folder with every picture and recording. */
  readonly removeFolder: (sessionId: string) => Promise<void>;
  /** Removes the queue and the journals of the session's files, and what arrived of those that were not whole. */
  readonly removeTransfers: (sessionId: string) => Promise<void>;
  readonly deleted: (sessionId: string) => void;
}

/** The outcome of deleting a session. */
export type Deletion = 'deleted' | 'not-found' | 'still-open';

/** Deletes one session with everything it wrote. @throws when the disk refuses; a part of it may be gone then, and it can be deleted again. */
export async function deleteSession(parts: DeletionParts, sessionId: string): Promise<Deletion> {
  if (!parts.past.has(sessionId)) return 'not-found';
  if (!parts.letGo(sessionId)) return 'still-open';
  // The files go first: while the session is still listed, what is left of them can be deleted again.
  await parts.removeTransfers(sessionId);
  await parts.removeFolder(sessionId);
  parts.past.delete([sessionId]);
  parts.deleted(sessionId);
  return 'deleted';
}
