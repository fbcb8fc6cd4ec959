import type { SessionEvent } from '../../shared/session/session-event';
import type { SiteMessage } from '../../shared/wire/site-message';
import type { Session } from './session';

/** What a session needs of the exchange of files. */
export interface SessionFiles {
  /** Answers `request-file-road`. */
  requestRoad(session: Session, commandId: string): SiteMessage;
  /** Called before a session's end is written, as nothing can be after it. */
  beforeEnd(session: Session): void;
  follow(session: Session, event: SessionEvent): void;
  /** Called once after a start of the console, for each open session. */
  takeUp(session: Session): void;
}
