import type { JoinProblem } from '../session/client-state';

/** Returns what a refusal means for the customer, and what they can do; `now` in milliseconds since the epoch. */
export function joinProblemWords({ code, until }: JoinProblem, now: number): string {
  const seconds = until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1_000));
  switch (code) {
    case 'session-key-not-valid':
      return 'This session key does not work. It may have been used or have expired. Ask your representative for a new one.';
    case 'too-many-attempts':
      return seconds > 0
        ? `Too many keys did not work. You can try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
        : 'You can try again now. Check the key with your representative first.';
    case 'nobody-available':
      return 'Nobody is available right now. Your key still works: try again in a few minutes.';
    case 'site-full':
      return 'Many people are connecting right now. Try again in a minute.';
    case 'wrong-version':
      return 'This page is older than the support site. Reload the page, then type the key again.';
    case 'could-not-save':
      return 'The support site could not save your request. Try again; your representative may have to give you a new key.';
    case 'invalid-message':
      return 'Something in this form cannot be sent. Please check your name and what you wrote.';
    case 'too-many-messages':
    case 'not-json':
    case 'message-too-large':
    case 'unknown-kind':
    case 'not-in-session':
    case 'already-in-session':
    case 'resume-refused':
    case 'not-allowed':
    case 'session-over':
      return 'The support site refused this. Reload the page, then try again.';
  }
}

/** Returns whether trying again has to wait. */
export function isHeldBack(problem: JoinProblem | null, now: number): boolean {
  return problem?.code === 'too-many-attempts' && problem.until !== null && problem.until > now;
}
