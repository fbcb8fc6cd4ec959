import type { SessionClient } from '../session/session-client';
import type { FilesController } from './files-controller';

/** The customer's files, fetched and opened when they are first needed. */
export interface LateFiles {
  readonly get: () => Promise<FilesController>;
}

/** Opens the files once the customer allows access to them, also while another tab is shown. */
export function makeLateFiles(client: SessionClient): LateFiles {
  let opened: Promise<FilesController> | undefined;
  const get = (): Promise<FilesController> => {
    opened ??= import('./open-files').then(({ openFiles }) => openFiles(client));
    // Where it could not be fetched the next one who asks tries again.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const follow = (): void => {
    const state = client.getState();
    const session = state.kind === 'in-session' ? state.state : null;
    if (opened === undefined && session?.phase === 'active' && session.files.access === 'allowed') {
      get().catch(() => undefined);
    }
  };
  client.subscribe(follow);
  follow();
  return { get };
}
