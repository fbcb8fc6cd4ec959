import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { dropArgumentsSchema, dropChannel } from '../../shared/ipc/file-requests';
import type { Dropped } from '../../shared/ipc/file-view';
import type { Reply } from '../../shared/ipc/requests';

/**
 * Answers the preload script, which alone can turn dropped files into paths; a page has no way to speak here.
 * Returns a function that stops answering.
 */
export function serveDrops(
  grantDropped: (paths: readonly string[]) => Promise<Dropped[]>,
  isTrustedSender: (event: IpcMainInvokeEvent) => boolean,
): () => void {
  ipcMain.removeHandler(dropChannel);
  ipcMain.handle(dropChannel, (event, args: unknown) =>
    answerDrop(grantDropped, isTrustedSender(event), args),
  );
  return () => ipcMain.removeHandler(dropChannel);
}

/** Checks and carries out one drop. Never rejects. */
export async function answerDrop(
  grantDropped: (paths: readonly string[]) => Promise<Dropped[]>,
  senderIsTrusted: boolean,
  args: unknown,
): Promise<Reply> {
  if (!senderIsTrusted) {
    return {
      ok: false,
      refusal: { code: 'sender-not-trusted', message: 'This frame may not make requests.' },
    };
  }
  const checked = dropArgumentsSchema.safeParse(args);
  if (!checked.success) {
    return {
      ok: false,
      refusal: { code: 'invalid-arguments', message: 'Nothing was dropped that has a file.' },
    };
  }
  return { ok: true, value: { dropped: await grantDropped(checked.data.paths) } };
}
