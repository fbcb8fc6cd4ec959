import type { SessionEvent } from '../../shared/session/session-event';
import { parseSessionKey } from '../../shared/session-key/session-key';
import type { SubmitSessionKey } from '../../shared/wire/customer-message';
import type { SessionStore } from '../history/session-store';
import { SessionLog } from './session-log';

/** Where a log is written, and told of. */
interface LogSurroundings {
  readonly store: SessionStore;
  readonly publish: (event: SessionEvent) => void;
  readonly now: () => number;
}

/** Begins the log of a session with what its customer submitted; `first` is still to be published. @throws when the disk refuses. */
export function beginLog(
  sessionId: string,
  submission: SubmitSessionKey,
  siteName: string,
  surroundings: LogSurroundings,
): { readonly log: SessionLog; readonly first: SessionEvent; readonly sessionKey: string } {
  const parsed = parseSessionKey(submission.sessionKey);
  const sessionKey = parsed.kind === 'complete' ? parsed.sessionKey : '';
  const { name, description, device } = submission;
  const begun = SessionLog.begin({
    sessionId,
    submissionId: submission.id,
    body: {
      kind: 'session-key-used',
      sessionKey,
      siteName,
      customer: { name, description },
      device,
    },
    ...surroundings,
  });
  return { ...begun, sessionKey };
}
