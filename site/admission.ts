import type { ResumeSession, SubmitSessionKey } from '../shared/wire/customer-message';
import type { Refusal } from '../shared/wire/refusal';
import { wireVersion } from '../shared/wire/version';
import type { GuessThrottle } from './guess-throttle';
import type { Representative } from './representative';
import type { Representatives } from './representatives';

export type Admission =
  /** `settle` uses up the key; call it once the representative knows of the customer. */
  | { readonly kind: 'admitted'; readonly representative: Representative; readonly settle: () => void }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

interface Door {
  readonly representatives: Representatives;
  readonly throttle: GuessThrottle;
}

/** Worth trying again, in milliseconds, when a console is just (re)starting. */
const consoleReturnsMs = 2_000;

/** Decides on a submitted session key from `address` (as limits are counted by). */
export function admitSubmission(
  { representatives, throttle }: Door,
  submission: SubmitSessionKey,
  address: string,
): Admission {
  const { id, sessionKey } = submission;
  if (submission.version !== wireVersion) return refused(wrongVersion(id));
  const { keys } = representatives;
  const repeatOf = keys.ownerOfRepeat(sessionKey, id);
  if (repeatOf !== undefined) {
    return { kind: 'admitted', representative: repeatOf, settle: () => undefined };
  }
  if (representatives.availability === 'away') return refused(nobodyAvailable(id));
  const permission = throttle.check(address);
  if (permission.kind === 'throttled') {
    return refused({
      code: 'too-many-attempts',
      message: 'Too many session keys were not valid. Wait before the next attempt.',
      commandId: id,
      retryAfterMs: permission.retryAfterMs,
    });
  }
  const key = keys.find(sessionKey);
  if (key === undefined) {
    throttle.noteWrong(address);
    return refused({
      code: 'session-key-not-valid',
      message: 'This session key is not valid.',
      commandId: id,
    });
  }
  throttle.noteRight(address);
  if (key.owner.availability !== 'available') return refused(nobodyAvailable(id));
  return { kind: 'admitted', representative: key.owner, settle: () => keys.use(key, id) };
}

/** Finds the representative of a session to be resumed; whether the token is right is theirs to say. */
export function admitResumption({ representatives }: Door, resume: ResumeSession): Admission {
  if (resume.version !== wireVersion) return refused(wrongVersion());
  const representative = representatives.withSession(resume.sessionId);
  if (representative !== undefined) return { kind: 'admitted', representative, settle: () => undefined };
  if (!representatives.anyRegistered) {
    return refused({ ...nobodyAvailable(), retryAfterMs: consoleReturnsMs });
  }
  return refused({ code: 'resume-refused', message: 'This session cannot be resumed here.' });
}

export function wrongVersion(commandId?: string): Refusal {
  return withCommandId(
    { code: 'wrong-version', message: `This site speaks version ${wireVersion} of the protocol.` },
    commandId,
  );
}

function nobodyAvailable(commandId?: string): Refusal {
  return withCommandId(
    { code: 'nobody-available', message: 'No representative is available. The session key was not used.' },
    commandId,
  );
}

function withCommandId(refusal: Refusal, commandId: string | undefined): Refusal {
  return commandId === undefined ? refusal : { ...refusal, commandId };
}

function refused(refusal: Refusal): Admission {
  return { kind: 'refused', refusal };
}
