import { dropResultSchema } from '../../shared/ipc/file-requests';
import { replySchema } from '../../shared/ipc/requests';
import { bridge } from './bridge';
import { RequestRefusedError } from './request';

/** A file or folder of this computer: a folder main granted, and a path in it. */
export interface LocalSource {
  readonly folderId: string;
  readonly path: string;
}

/** Grants main the files that were dropped on this window. Returns those it takes. @throws RequestRefusedError */
export type GrantDropped = (files: readonly File[]) => Promise<readonly LocalSource[]>;

/** Grants main the files that were dropped on this window. @throws RequestRefusedError; ZodError */
export const grantDropped: GrantDropped = async (files) => {
  const reply = replySchema.parse(await bridge().grantDropped([...files]));
  if (!reply.ok) throw new RequestRefusedError(reply.refusal.code, reply.refusal.message);
  return dropResultSchema.parse(reply.value).dropped.map(({ folderId, path }) => ({ folderId, path }));
};
