import type { Blob } from '../../shared/blob';
import type { Clock } from '../../shared/clock';
import type { ConsoleEvent } from '../../shared/ipc/console-event';
import type { Recording } from '../../shared/session/recording';
import type { EventBody, SessionEvent } from '../../shared/session/session-event';
import type { Settings } from '../../shared/settings/settings';
import type { SiteToRepresentative } from '../../shared/wire/representative-link';
import type { BlobStore } from '../blobs/blob-store';
import { Recordings } from '../blobs/recordings';
import { Broadcasts } from './broadcasts';
import type { UploadedPicture } from './customer-commands';
import { PictureTickets } from './picture-tickets';
import type { Answers, LiveSession, SessionPart } from './session-part';
import type { SiteLink } from './site-link';
import { isPicture, UploadTickets } from './upload-tickets';

export interface WatchingOptions {
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly settings: () => Pick<Settings, 'iceServers' | 'relayOnly'>;
  readonly publish: (event: ConsoleEvent) => void;
  /** Writes what the disk refused into the log of the program. */
  readonly reportFailure: (what: string, error: unknown) => void;
}

/** What goes with watching a phone beside the log: pictures on their way, recordings, broadcasts, ICE servers. */
export class Watching implements SessionPart {
  readonly uploads: UploadTickets;
  readonly pictures: PictureTickets;
  readonly broadcasts: Broadcasts;
  readonly recordings: Recordings;
  readonly reportFailure: WatchingOptions['reportFailure'];
  readonly answers: Partial<Answers>;
  readonly #options: WatchingOptions;

  constructor(options: WatchingOptions) {
    this.#options = options;
    this.reportFailure = options.reportFailure;
    this.uploads = new UploadTickets(options.blobs, options.clock);
    this.pictures = new PictureTickets(options.blobs, options.clock);
    this.broadcasts = new Broadcasts(options.clock, options.publish);
    this.recordings = new Recordings(options.blobs);
    this.answers = {
      'request-upload': this.uploads.answer,
      'request-picture': this.pictures.answer,
      'open-broadcast': this.broadcasts.answer,
    };
  }

  siteAttached(link: SiteLink | undefined): void {
    this.broadcasts.attachSite(link);
  }

  /** Follows what the site says of broadcasters. */
  siteSaid(message: SiteToRepresentative): void {
    this.broadcasts.receive(message);
  }

  /** A picture kept with a session; undefined for a recording, and where there is none. */
  findPicture(sessionId: string, hash: string): Blob | undefined {
    const blob = this.#options.blobs.find(sessionId, hash);
    return blob !== undefined && isPicture(blob) ? blob : undefined;
  }

  /** A picture the customer uploaded, with its measured size where it came since the start. */
  findUploaded(sessionId: string, hash: string): UploadedPicture | undefined {
    const blob = this.findPicture(sessionId, hash);
    if (blob === undefined) return undefined;
    const measured = this.uploads.sizeOf(sessionId, hash);
    return measured === undefined ? blob : { ...blob, measured };
  }

  /** Tells a phone which servers its peer connections are to use, where its session is active. */
  sendIceServers(session: LiveSession): void {
    if (session.state.phase !== 'active') return;
    const { iceServers, relayOnly } = this.#options.settings();
    session.phone.send({ kind: 'ice-servers', iceServers, relayOnly });
  }

  phoneArrived(session: LiveSession): void {
    this.sendIceServers(session);
  }

  beforeEnd(session: LiveSession): void {
    this.#stopRecording(session);
  }

  follow(session: LiveSession, event: SessionEvent): void {
    this.broadcasts.follow(session, event);
    switch (event.kind) {
      case 'session-started':
        this.sendIceServers(session);
        return;
      case 'sharing-stopped':
        this.uploads.revoke(session.sessionId);
        this.pictures.revoke(session.sessionId);
        this.#stopRecording(session);
        return;
      case 'recording-revoked':
        this.#stopRecording(session);
        return;
      case 'session-ended':
        this.uploads.forget(session.sessionId);
        this.pictures.revoke(session.sessionId);
        return;
      default:
        return;
    }
  }

  /** After a start of the console: a recording that was cut off is closed and logged, with what there is of it. */
  takeUp(session: LiveSession): void {
    void this.#options.blobs.removePartials(session.sessionId);
    const { state } = session;
    if (state.phase !== 'active') return;
    if (state.recording.kind !== 'running' && state.recording.kind !== 'paused') return;
    const left = this.#left(session);
    const until = Math.max(state.recording.at, left?.lastWrittenAt ?? state.recording.at);
    session.record('site', stopped(left?.blob, state.recording, until));
  }

  /** Closes the recording that runs and says what it amounts to in the log; null where nothing was recorded. */
  closeRecording(session: LiveSession): Blob | null {
    try {
      return this.recordings.close(session.sessionId) ?? this.#left(session)?.blob ?? null;
    } catch (error) {
      this.reportFailure('A recording could not be closed', error);
      return null;
    }
  }

  stopTimers(): void {
    this.uploads.dispose();
    this.pictures.dispose();
    this.broadcasts.dispose();
    this.recordings.dispose();
  }

  #stopRecording(session: LiveSession): void {
    const { state } = session;
    if (state.phase !== 'active' || state.recording.kind === 'off') return;
    const { recording } = state;
    const blob = isUnderWay(recording) ? this.closeRecording(session) : null;
    session.record('site', stopped(blob ?? undefined, recording, this.#options.clock.now()));
  }

  /** What is on disk of a recording whose end is not in the log. */
  #left(session: LiveSession) {
    try {
      return this.recordings.takeLeft(session.sessionId, (hash) => isLogged(session, hash));
    } catch (error) {
      this.reportFailure('What is left of a recording could not be read', error);
      return undefined;
    }
  }
}

function isUnderWay(recording: Recording): boolean {
  return recording.kind === 'running' || recording.kind === 'paused';
}

function stopped(
  blob: Blob | undefined,
  recording: Recording,
  until: number,
): Extract<EventBody, { kind: 'recording-stopped' }> {
  if (blob === undefined) return { kind: 'recording-stopped', blob: null, durationMs: 0 };
  const before = recording.kind === 'running' || recording.kind === 'paused' ? recording.recordedMs : 0;
  const since = recording.kind === 'running' ? Math.max(0, until - recording.at) : 0;
  return { kind: 'recording-stopped', blob, durationMs: before + since };
}

function isLogged({ log }: LiveSession, hash: string): boolean {
  let afterSeq = 0;
  for (;;) {
    const events = log.eventsAfter(afterSeq, 1000);
    const last = events.at(-1);
    if (last === undefined) return false;
    if (events.some((event) => event.kind === 'recording-stopped' && event.blob?.hash === hash)) return true;
    afterSeq = last.seq;
  }
}
