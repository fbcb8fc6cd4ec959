import type { Author, EventBody, SessionEvent } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import type { AnswerTo, Question, QuestionKind } from '../../shared/wire/questions';
import type { SiteToRepresentative } from '../../shared/wire/representative-link';
import type { SiteMessage } from '../../shared/wire/site-message';
import type { Appended, SessionLog } from './session-log';
import type { SiteLink } from './site-link';

/** A session as its parts see it. */
export interface LiveSession {
  readonly sessionId: string;
  readonly state: SessionState;
  readonly log: Pick<SessionLog, 'findByCommand' | 'eventsAfter'>;
  /** Sends to the session's phone; lost where none is connected. */
  readonly phone: { send(message: SiteMessage): void };
  /** Writes an event and tells the phone and every part. */
  record(by: Author, body: EventBody, commandId?: string): Appended;
}

/** How each question of a phone is answered; a refusal is an answer too. */
export type Answers = {
  readonly [Kind in QuestionKind]: (
    session: LiveSession,
    question: Question<Kind>,
  ) => AnswerTo<Kind> | Extract<SiteMessage, { readonly kind: 'refusal' }>;
};

/** Something that goes with every session beside its log, such as its files or its recordings. */
export interface SessionPart {
  /** The questions that are this part's to answer. */
  readonly answers?: Partial<Answers>;
  /** Follows a session's log: `event` was just written. */
  follow(session: LiveSession, event: SessionEvent): void;
  /** Called before a session's end is written, as nothing can be after it. */
  beforeEnd?(session: LiveSession): void;
  /** Called once after a start of the console, for each open session. */
  takeUp?(session: LiveSession): void;
  /** A phone was just connected to the session; it has its token and gets the log next. */
  phoneArrived?(session: LiveSession): void;
  /** From now on `link` leads to the site; undefined while there is none. */
  siteAttached?(link: SiteLink | undefined): void;
  /** Follows what the site says that is about no session's phone. */
  siteSaid?(message: SiteToRepresentative): void;
  /** Stops every timer. */
  stopTimers?(): void;
}
