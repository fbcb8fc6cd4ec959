import { join } from 'node:path';
import { hashSchema } from '../../shared/blob';
import { identifierSchema } from '../../shared/names';

/** Ends the name of bytes that are still coming; what a crash leaves of them is removed. */
export const partialEnding = '.partial';
/** Ends the name of a recording that is still growing; what a crash leaves of it is kept. */
export const recordingEnding = '.recording';

/** The places of one session's kept bytes: every part of a path has been checked, so none leads elsewhere. */
export class SessionFolder {
  readonly path: string;

  /** @throws when `sessionId` is no identifier. */
  constructor(root: string, sessionId: string) {
    this.path = join(root, identifierSchema.parse(sessionId));
  }

  /** @throws when `hash` is no hash. */
  blob(hash: string): string {
    return join(this.path, hashSchema.parse(hash));
  }

  /** @throws when `name` is no identifier. */
  partial(name: string): string {
    return join(this.path, `${identifierSchema.parse(name)}${partialEnding}`);
  }

  /** @throws when `recordingId` is no identifier. */
  recording(recordingId: string): string {
    return join(this.path, `${identifierSchema.parse(recordingId)}${recordingEnding}`);
  }
}
