import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import {
  type CheckedArguments,
  type IpcRefusalCode,
  type Reply,
  type RequestName,
  type RequestResult,
  requestChannel,
  requests,
} from '../../shared/ipc/requests';
import { describeIssue } from '../../shared/read-text';

/** A request that is refused by name; `message` is a sentence fit to show. */
export class RequestRefusal extends Error {
  constructor(
    readonly code: IpcRefusalCode,
    message: string,
  ) {
    super(message);
    this.name = 'RequestRefusal';
  }
}

/** What main does for each request; the arguments have been checked. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (
    args: CheckedArguments<Name>,
  ) => RequestResult<Name> | Promise<RequestResult<Name>>;
};

const envelopeSchema = z.object({ name: z.string().max(64), args: z.unknown() });

/**
 * Answers the renderer's requests: the one place that checks the sender and the schema of each. It takes
 * the place of what answered before; what has no handler is refused with `start-failed`.
 * Returns a function that stops answering.
 */
export function serveRequests(
  handlers: Partial<RequestHandlers>,
  isTrustedSender: (event: IpcMainInvokeEvent) => boolean,
  reportFailure: (name: string, error: unknown) => void,
): () => void {
  ipcMain.removeHandler(requestChannel);
  ipcMain.handle(requestChannel, (event, envelope: unknown) =>
    answer(handlers, isTrustedSender(event), envelope, reportFailure),
  );
  return () => ipcMain.removeHandler(requestChannel);
}

/** Checks and carries out one request. Never rejects. */
export async function answer(
  handlers: Partial<RequestHandlers>,
  senderIsTrusted: boolean,
  envelope: unknown,
  reportFailure: (name: string, error: unknown) => void,
): Promise<Reply> {
  if (!senderIsTrusted) return refuse('sender-not-trusted', 'This frame may not make requests.');
  const decoded = envelopeSchema.safeParse(envelope);
  if (!decoded.success || !isRequestName(decoded.data.name)) {
    return refuse('unknown-request', 'There is no such request.');
  }
  const { name, args } = decoded.data;
  try {
    return await carryOut(handlers, name, args);
  } catch (error) {
    if (error instanceof RequestRefusal) return refuse(error.code, error.message);
    reportFailure(name, error);
    return refuse('failed', 'Something went wrong in Sightline. Nothing was lost; try again.');
  }
}

async function carryOut<Name extends RequestName>(
  handlers: Partial<RequestHandlers>,
  name: Name,
  args: unknown,
): Promise<Reply> {
  const checked = requests[name].arguments.safeParse(args ?? {});
  if (!checked.success) return refuse('invalid-arguments', describeIssue(checked.error));
  // TypeScript cannot see that `checked` belongs to `Name`; the schema of the same entry has just proved it.
  const handler = handlers[name] as ((args: unknown) => unknown) | undefined;
  if (handler === undefined) return refuse('start-failed', 'Sightline could not start.');
  return { ok: true, value: await handler(checked.data) };
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

function refuse(code: IpcRefusalCode, message: string): Reply {
  return { ok: false, refusal: { code, message } };
}
