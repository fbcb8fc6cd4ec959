import type { RecordingFailure } from '../../shared/session/session-event';
import { NotWrittenError } from '../captured/blob-road';
import { ToldError } from '../kit/told-error';

/** Names what kept a piece of a recording from being written. */
export function failureOfWriting(error: unknown): RecordingFailure {
  return error instanceof NotWrittenError && error.isDiskFull ? 'disk-full' : 'not-written';
}

/** Tells why a recording ended by itself, what is kept of it, and what to do. */
export function recordingFailed(failure: RecordingFailure, isPartKept: boolean, cause: unknown): ToldError {
  const kept = isPartKept ? 'What was recorded until then is kept.' : 'Nothing was saved.';
  return new ToldError(`${reasons[failure]} ${kept} ${nextSteps[failure]}`, { cause });
}

const reasons: Readonly<Record<RecordingFailure, string>> = {
  'disk-full': 'The disk is full.',
  'not-written': 'It could not be written to disk.',
  'not-recorded': 'The recorder gave up.',
};

const nextSteps: Readonly<Record<RecordingFailure, string>> = {
  'disk-full': 'Free some space, then press Record again.',
  'not-written': 'Press Record again; Help, Show logs says more.',
  'not-recorded': 'Press Record again.',
};
