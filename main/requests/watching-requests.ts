import type { RequestHandlers } from '../ipc/request-server';
import { RequestRefusal } from '../ipc/request-server';
import type { Session } from '../session/session';
import type { Watching } from '../session/watching';
import type { SessionCommands } from './carry-out';

type Names =
  | 'request-sharing'
  | 'cancel-sharing-request'
  | 'send-signal'
  | 'report-media-flow'
  | 'report-video'
  | 'select-quality'
  | 'request-still'
  | 'save-snapshot'
  | 'request-recording'
  | 'start-recording'
  | 'pause-recording'
  | 'resume-recording'
  | 'stop-recording'
  | 'answer-broadcast'
  | 'report-broadcast';

/** What main does for the requests of the pane that shows the phone. */
export function watchingRequests(
  commands: SessionCommands,
  watching: Watching,
): Pick<RequestHandlers, Names> {
  return {
    'request-sharing': ({ sessionId, id }) => commands.carryOut(sessionId, id, { kind: 'request-sharing' }),
    'cancel-sharing-request': ({ sessionId, id }) =>
      commands.carryOut(sessionId, id, { kind: 'cancel-sharing-request' }),
    'send-signal': ({ sessionId, peerId, data }) => {
      const session = commands.session(sessionId);
      if (session.state.phase !== 'active')
        throw new RequestRefusal('session-not-open', 'The session has ended.');
      session.sendToCustomer({ kind: 'signal', peerId, data });
      return null;
    },
    'report-media-flow': ({ sessionId }) => {
      commands.session(sessionId).connection.mediaFlowed();
      return null;
    },
    'report-video': ({ sessionId, id, codec, width, height }) =>
      commands.carryOut(sessionId, id, { kind: 'report-video', codec, width, height }),
    'select-quality': ({ sessionId, id, quality }) => {
      const { state } = commands.session(sessionId);
      // Selecting what is selected already is no fault of the person's, and nothing to log.
      if (state.phase === 'active' && state.quality === quality) return { seq: state.lastSeq };
      return commands.carryOut(sessionId, id, { kind: 'select-quality', quality });
    },
    'request-still': ({ sessionId, id }) => commands.carryOut(sessionId, id, { kind: 'request-still' }),
    'save-snapshot': ({ sessionId, id, hash, width, height }) => {
      const blob = watching.findPicture(sessionId, hash);
      return commands.carryOut(sessionId, id, { kind: 'save-snapshot', blob, width, height });
    },
    'request-recording': ({ sessionId, id }) =>
      commands.carryOut(sessionId, id, { kind: 'request-recording' }),
    'start-recording': ({ sessionId, id, recordingId }) => {
      const before = commands.before(sessionId, id);
      if (before !== undefined) return before;
      const body = commands.eventOf(sessionId, { kind: 'start-recording' });
      try {
        watching.recordings.begin(sessionId, recordingId);
      } catch (error) {
        watching.reportFailure('A recording could not begin', error);
        throw new RequestRefusal(
          'could-not-save',
          'The recording could not be written. Check that the disk has space, then try again.',
        );
      }
      return commands.record(sessionId, id, body);
    },
    'pause-recording': ({ sessionId, id }) => commands.carryOut(sessionId, id, { kind: 'pause-recording' }),
    'resume-recording': ({ sessionId, id }) => commands.carryOut(sessionId, id, { kind: 'resume-recording' }),
    'stop-recording': ({ sessionId, id, recordingId, durationMs, failure }) => {
      const before = commands.before(sessionId, id);
      if (before !== undefined) return before;
      const session = commands.session(sessionId);
      checkStoppable(session, watching, recordingId);
      const blob = watching.closeRecording(session);
      return commands.record(sessionId, id, {
        kind: 'recording-stopped',
        blob,
        durationMs: blob === null ? 0 : durationMs,
        ...(failure === undefined ? {} : { failure }),
      });
    },
    'answer-broadcast': ({ sessionId, resourceId, sdp }) => {
      watching.broadcasts.answer(sessionId, resourceId, sdp);
      return null;
    },
    'report-broadcast': ({ sessionId, resourceId, state }) => {
      watching.broadcasts.report(sessionId, resourceId, state);
      return null;
    },
  };
}

/** @throws RequestRefusal where no recording runs, or another one does. */
function checkStoppable({ sessionId, state }: Session, { recordings }: Watching, recordingId: string): void {
  if (state.phase !== 'active' || state.recording.kind === 'off') {
    throw new RequestRefusal('not-possible-now', 'No recording runs.');
  }
  const isUnderWay = state.recording.kind === 'running' || state.recording.kind === 'paused';
  if (isUnderWay && !recordings.isGrowing(sessionId, recordingId)) {
    throw new RequestRefusal('not-possible-now', 'Another recording runs.');
  }
}
