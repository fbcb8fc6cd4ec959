import type { RequestArguments } from '../../shared/ipc/requests';
import {
  type SessionCommand,
  type SessionCommandName,
  sessionCommands,
} from '../../shared/ipc/session-commands';
import type { RequestHandlers } from '../ipc/request-server';
import type { Recorded, SessionCommands } from './carry-out';

type Handlers = Pick<RequestHandlers, SessionCommandName>;

/** What main does for every plain command of the table: carries it out as it came. */
export function sessionCommandRequests(commands: SessionCommands): Handlers {
  const handler =
    (kind: SessionCommandName) =>
    ({ sessionId, id, ...fields }: RequestArguments<SessionCommandName>): Recorded =>
      // TypeScript cannot see that these fields are the kind's; the schema of the same row has just proved it.
      commands.carryOut(sessionId, id, { kind, ...fields } as SessionCommand);
  return Object.fromEntries(
    Object.keys(sessionCommands).map((name) => [name, handler(name as SessionCommandName)]),
  ) as Handlers;
}
