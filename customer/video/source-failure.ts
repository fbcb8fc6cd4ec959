import type { SourceFailure } from '../../shared/session/session-event';

/** The reason behind a refused `getUserMedia` or `getDisplayMedia` (https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia). */
export function sourceFailureOf(error: unknown): SourceFailure {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'permission-denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-device';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    case 'NotSupportedError':
    case 'TypeError':
      return 'not-supported';
    default:
      return 'failed';
  }
}

/** Ends every track of `stream`. */
export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
