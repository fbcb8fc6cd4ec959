import type { RequestHandlers } from '../ipc/request-server';
import { RequestRefusal } from '../ipc/request-server';
import type { Session } from '../session/session';
import { event } from '../session/verdict';
import type { Watching } from '../session/watching';
import type { SessionCommands } from './carry-out';

type Names =
  | 'send-signal'
  | 'report-media-flow'
  | 'start-recording'
  | 'stop-recording'
  | 'answer-broadcast'
  | 'report-broadcast';

/** What main does for the requests of the pane that shows the phone. */
export function watchingRequests(
  commands: SessionCommands,
  watching: Watching,
): Pick<RequestHandlers, Names> {
  return {
    'send-signal': ({ sessionId, peerId, data }) => {
      const session = commands.session(sessionId);
      if (session.state.phase !== 'active')
        throw new RequestRefusal('session-not-open', 'The session has ended.');
      session.phone.send({ kind: 'signal', peerId, data });
      return null;
    },
    'report-media-flow': ({ sessionId }) => {
      commands.session(sessionId).phone.mediaFlowed();
      return null;
    },
    'start-recording': ({ sessionId, id, recordingId }) =>
      commands.decide(sessionId, id, (state) => {
        const verdict = commands.verdictOn(sessionId, state, { kind: 'start-recording' });
        if (verdict.kind === 'event') begin(watching, sessionId, recordingId);
        return verdict;
      }),
    'stop-recording': ({ sessionId, id, recordingId, durationMs, failure }) => {
      const session = commands.session(sessionId);
      return commands.decide(sessionId, id, () => {
        checkStoppable(session, watching, recordingId);
        const blob = watching.closeRecording(session);
        return event({
          kind: 'recording-stopped',
          blob,
          durationMs: blob === null ? 0 : durationMs,
          ...(failure === undefined ? {} : { failure }),
        });
      });
    },
    'answer-broadcast': ({ sessionId, resourceId, sdp }) => {
      watching.broadcasts.answerOffer(sessionId, resourceId, sdp);
      return null;
    },
    'report-broadcast': ({ sessionId, resourceId, state }) => {
      watching.broadcasts.report(sessionId, resourceId, state);
      return null;
    },
  };
}

/** Opens the file a recording grows in. @throws RequestRefusal where the disk refuses. */
function begin({ recordings, reportFailure }: Watching, sessionId: string, recordingId: string): void {
  try {
    recordings.begin(sessionId, recordingId);
  } catch (error) {
    reportFailure('A recording could not begin', error);
    throw new RequestRefusal(
      'could-not-save',
      'The recording could not be written. Check that the disk has space, then try again.',
    );
  }
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
