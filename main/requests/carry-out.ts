import type { EventBody } from '../../shared/session/session-event';
import { RequestRefusal } from '../ipc/request-server';
import { eventOfRepresentativeCommand, type RepresentativeCommand } from '../session/representative-commands';
import type { Session } from '../session/session';
import type { SessionRegistry } from '../session/session-registry';

/** What a session command is answered with: the `seq` of the event it made. */
export interface Recorded {
  readonly seq: number;
}

/** Carries session commands of the renderer out: finds the session, asks what the command makes, writes it. */
export class SessionCommands {
  readonly #registry: SessionRegistry;
  readonly #now: () => number;

  constructor(registry: SessionRegistry, now: () => number) {
    this.#registry = registry;
    this.#now = now;
  }

  /** @throws RequestRefusal where there is no such session. */
  session(sessionId: string): Session {
    const session = this.#registry.find(sessionId);
    if (session === undefined)
      throw new RequestRefusal('session-not-found', 'This session is not here any more.');
    return session;
  }

  /** The answer to a command that was carried out before; undefined for a new one. */
  before(sessionId: string, id: string): Recorded | undefined {
    const event = this.session(sessionId).log.findByCommand(id);
    return event === undefined ? undefined : { seq: event.seq };
  }

  /** Carries a command out, once for each `id`. @throws RequestRefusal */
  carryOut(sessionId: string, id: string, command: RepresentativeCommand): Recorded {
    return this.before(sessionId, id) ?? this.record(sessionId, id, this.eventOf(sessionId, command));
  }

  /** The event a command would make now. @throws RequestRefusal where it cannot be carried out. */
  eventOf(sessionId: string, command: RepresentativeCommand): EventBody {
    const body = eventOfRepresentativeCommand(this.session(sessionId).state, command, this.#now());
    if (body.kind === 'not-possible') throw new RequestRefusal('not-possible-now', body.message);
    return body;
  }

  /** Writes an event of the representative. @throws RequestRefusal */
  record(sessionId: string, id: string, body: EventBody): Recorded {
    const appended = this.session(sessionId).record('representative', body, id);
    switch (appended.kind) {
      case 'appended':
      case 'repeated':
        return { seq: appended.event.seq };
      case 'out-of-place':
        throw new RequestRefusal('not-possible-now', 'That is not possible at this point of the session.');
      case 'not-saved':
        throw new RequestRefusal(
          'could-not-save',
          'Sightline could not write to its database. Check that the disk has space, then try again.',
        );
    }
  }
}
