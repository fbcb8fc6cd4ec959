import type { ResumeSession, SubmitSessionKey } from '../shared/wire/customer-message';
import type { Refusal } from '../shared/wire/refusal';
import { wireVersion } from '../shared/wire/version';
import type { GuessLane } from './guess-lane';
import type { GuessThrottle } from './guess-throttle';
import type { Representative } from './representative';
import type { Representatives } from './representatives';
import type { SecurityLog } from './security-log';
import type { OpenKey } from './session-keys';

export type Admission =
  /** `settle` uses up the key; call it once the representative knows of the customer. */
  | { readonly kind: 'admitted'; readonly representative: Representative; readonly settle: () => void }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What everyone who wants in is measured by. */
export interface Door {
  readonly representatives: Representatives;
  readonly throttle: GuessThrottle;
  readonly lane: GuessLane;
  readonly security: SecurityLog;
}

/** Wrong keys in 10 minutes after which the representatives are told that somebody is guessing. */
export const guessesToTellOf = 20;

/** Worth trying again, in milliseconds, when a console is just (re)starting. */
const consoleReturnsMs = 2_000;

/**
 * Decides on a submitted session key from `address` (as limits are counted by), at once or, while many keys are guessed,
 * when its turn comes; `decide` is called once. Returns what gives the wait up.
 */
export function admitSubmission(
  door: Door,
  submission: SubmitSessionKey,
  address: string,
  decide: (admission: Admission) => void,
): () => void {
  const { representatives, throttle, lane } = door;
  const { id, sessionKey, linkSecret } = submission;
  const { keys } = representatives;
  const atOnce = (admission: Admission): (() => void) => {
    decide(admission);
    return () => undefined;
  };
  if (submission.version !== wireVersion) return atOnce(refused(wrongVersion(id)));
  const repeatOf = keys.ownerOfRepeat(sessionKey, id);
  if (repeatOf !== undefined) {
    return atOnce({ kind: 'admitted', representative: repeatOf, settle: () => undefined });
  }
  if (representatives.availability === 'away') return atOnce(refused(nobodyAvailable(id)));
  const linked = linkSecret === undefined ? undefined : keys.findByLink(sessionKey, linkSecret);
  if (linked !== undefined) return atOnce(admitWith(door, linked, id));
  const permission = throttle.check(address);
  if (permission.kind === 'throttled') return atOnce(refused(tooManyAttempts(id, permission.retryAfterMs)));
  if (!throttle.isBesieged) return atOnce(lookAt(door, submission, address));
  return lane.enter({
    address,
    look: () => decide(lookAt(door, submission, address)),
    refuse: (retryAfterMs) => decide(refused(tooManyAttempts(id, retryAfterMs))),
  });
}

function lookAt(door: Door, { id, sessionKey }: SubmitSessionKey, address: string): Admission {
  const { representatives, throttle } = door;
  const key = representatives.keys.find(sessionKey);
  if (key === undefined) {
    throttle.noteWrong(address);
    door.security('wrong-session-key', address);
    if (throttle.recentlyWrong === guessesToTellOf) representatives.tellOfGuessing();
    return refused({
      code: 'session-key-not-valid',
      message: 'This session key is not valid.',
      commandId: id,
    });
  }
  throttle.noteRight(address);
  return admitWith(door, key, id);
}

function admitWith({ representatives: { keys } }: Door, key: OpenKey<Representative>, id: string): Admission {
  if (key.owner.availability !== 'available') return refused(nobodyAvailable(id));
  return { kind: 'admitted', representative: key.owner, settle: () => keys.use(key, id) };
}

function tooManyAttempts(commandId: string, retryAfterMs: number): Refusal {
  return {
    code: 'too-many-attempts',
    message: 'Too many session keys were not valid. Wait before the next attempt.',
    commandId,
    retryAfterMs,
  };
}

/** Finds the representative of a session to be resumed; whether the token is right is theirs to say. */
export function admitResumption(
  { representatives, security }: Door,
  resume: ResumeSession,
  address: string,
): Admission {
  if (resume.version !== wireVersion) return refused(wrongVersion());
  const representative = representatives.withSession(resume.sessionId);
  if (representative !== undefined) return { kind: 'admitted', representative, settle: () => undefined };
  if (!representatives.anyRegistered) {
    return refused({ ...nobodyAvailable(), retryAfterMs: consoleReturnsMs });
  }
  security('resume-refused', address);
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
