import type { z } from 'zod';
import {
  type IpcRefusalCode,
  type RequestArguments,
  type RequestName,
  type RequestResult,
  replySchema,
  requests,
} from '../../shared/ipc/requests';
import { bridge } from './bridge';

/** Main did not do what was asked; `message` is a sentence fit to show. */
export class RequestRefusedError extends Error {
  constructor(
    readonly code: IpcRefusalCode,
    message: string,
  ) {
    super(message);
    this.name = 'RequestRefusedError';
  }
}

/**
 * Asks main for something and decodes its answer.
 * @throws RequestRefusedError when main refuses; ZodError when the answer is not what was declared.
 */
export async function request<Name extends RequestName>(
  name: Name,
  args: RequestArguments<Name>,
): Promise<RequestResult<Name>> {
  const reply = replySchema.parse(await bridge().request(name, args));
  if (!reply.ok) throw new RequestRefusedError(reply.refusal.code, reply.refusal.message);
  return resultSchema(name).parse(reply.value);
}

/** Asks main for something; see `request`. */
export type Request = typeof request;

/** The result schema of one request; TypeScript cannot tie the two by itself. */
function resultSchema<Name extends RequestName>(name: Name): z.ZodType<RequestResult<Name>> {
  return requests[name].result as unknown as z.ZodType<RequestResult<Name>>;
}
