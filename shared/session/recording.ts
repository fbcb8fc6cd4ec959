import type { SessionEvent } from './session-event';

/** A recording under way or asked for. */
export type Recording =
  | { readonly kind: 'off' }
  /** `failed`: the last one ended by itself; the consent to it lasts, so that another begins without asking again. */
  | { readonly kind: 'asked' | 'allowed' | 'failed'; readonly at: number }
  /** `recordedMs` is what was recorded before `at`, pauses left out. */
  | { readonly kind: 'running' | 'paused'; readonly at: number; readonly recordedMs: number };

export const noRecording: Recording = { kind: 'off' };

/** The events that change what is recorded. */
export type RecordingEvent = Extract<SessionEvent, { kind: `recording-${string}` }>;

/** Returns the recording after `event`; one that cannot follow changes nothing. */
export function recordingAfter(recording: Recording, event: RecordingEvent): Recording {
  switch (event.kind) {
    case 'recording-requested':
      return recording.kind === 'off' ? { kind: 'asked', at: event.at } : recording;
    case 'recording-declined':
      return recording.kind === 'asked' ? { kind: 'off' } : recording;
    case 'recording-allowed':
      return recording.kind === 'asked' ? { kind: 'allowed', at: event.at } : recording;
    case 'recording-started':
      return { kind: 'running', at: event.at, recordedMs: 0 };
    case 'recording-paused':
      return recording.kind === 'running'
        ? { kind: 'paused', at: event.at, recordedMs: recording.recordedMs + event.at - recording.at }
        : recording;
    case 'recording-resumed':
      return recording.kind === 'paused'
        ? { kind: 'running', at: event.at, recordedMs: recording.recordedMs }
        : recording;
    case 'recording-revoked':
      // One under way is closed by its `recording-stopped`, which says how long it was.
      return recording.kind === 'allowed' || recording.kind === 'failed' ? { kind: 'off' } : recording;
    case 'recording-stopped':
      return event.failure === undefined ? { kind: 'off' } : { kind: 'failed', at: event.at };
  }
}
