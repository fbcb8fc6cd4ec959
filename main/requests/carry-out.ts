import type { Blob } from '../../shared/blob';
import type { EventBody } from '../../shared/session/session-event';
import type { SessionState } from '../../shared/session/session-state';
import { RequestRefusal } from '../ipc/request-server';
import {
  type RepresentativeCommand,
  verdictOnRepresentativeCommand,
} from '../session/representative-commands';
import type { Session } from '../session/session';
import type { CarriedOut } from '../session/session-log';
import type { SessionRegistry } from '../session/session-registry';
import type { Verdict } from '../session/verdict';

/** What a session command is answered with: the `seq` of the event it made. */
export interface Recorded {
  readonly seq: number;
}

export interface CommandParts {
  readonly registry: Pick<SessionRegistry, 'find'>;
  readonly now: () => number;
  readonly representativeName: () => string;
  readonly findPicture: (sessionId: string, hash: string) => Blob | undefined;
}

/** Carries session commands of the renderer out: finds the session, asks what the command makes, writes it. */
export class SessionCommands {
  readonly #parts: CommandParts;

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  /** @throws RequestRefusal where there is no such session. */
  session(sessionId: string): Session {
    const session = this.#parts.registry.find(sessionId);
    if (session === undefined)
      throw new RequestRefusal('session-not-found', 'This session is not here any more.');
    return session;
  }

  /** Carries a command out, once for each `id`. @throws RequestRefusal */
  carryOut(sessionId: string, id: string, command: RepresentativeCommand): Recorded {
    return this.decide(sessionId, id, (state) => this.verdictOn(sessionId, state, command));
  }

  /** Carries out what `decide` makes of the session's state, once for each `id`. @throws RequestRefusal, and what `decide` throws. */
  decide(sessionId: string, id: string, decide: (state: SessionState) => Verdict): Recorded {
    const session = this.session(sessionId);
    return recorded(session, session.carryOut('representative', id, decide));
  }

  /** Decides on a command in a state of its session. */
  verdictOn(sessionId: string, state: SessionState, command: RepresentativeCommand): Verdict {
    const { now, representativeName, findPicture } = this.#parts;
    return verdictOnRepresentativeCommand(state, command, {
      now: now(),
      representativeName: representativeName(),
      findPicture: (hash) => findPicture(sessionId, hash),
    });
  }

  /** Returns the answer to a command that was carried out before, for one that takes its time; undefined for a new one. */
  before(sessionId: string, id: string): Recorded | undefined {
    const event = this.session(sessionId).log.findByCommand(id);
    return event === undefined ? undefined : { seq: event.seq };
  }

  /** Writes an event of the representative. @throws RequestRefusal */
  record(sessionId: string, id: string, body: EventBody): Recorded {
    const session = this.session(sessionId);
    return recorded(session, session.record('representative', body, id));
  }
}

function recorded(session: Session, carriedOut: CarriedOut): Recorded {
  switch (carriedOut.kind) {
    case 'appended':
    case 'repeated':
      return { seq: carriedOut.event.seq };
    case 'nothing':
      return { seq: session.state.lastSeq };
    case 'refused':
      throw new RequestRefusal('not-possible-now', carriedOut.message);
    case 'out-of-place':
      throw new RequestRefusal('not-possible-now', 'That is not possible at this point of the session.');
    case 'not-saved':
      throw new RequestRefusal(
        'could-not-save',
        'Sightline could not write to its database. Check that the disk has space, then try again.',
      );
  }
}
