import type { FilePolicy } from '../../shared/file-transfer/file-transfer-event';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { useClient } from '../session/context';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';
import { useFiles } from './files-context';

/** Asks the customer whether files may be exchanged. */
export function FilesRequest({ state }: { readonly state: ActiveSession }) {
  const client = useClient();
  const files = useFiles();
  const { name } = state.representative;
  return (
    <SheetDialog
      title={`${name} asks to exchange files`}
      actions={
        <>
          <Button
            look="filled"
            onClick={() => {
              // Opened here already, as some browsers first ask the person before they keep files.
              files.get().catch(() => undefined);
              client.command({ kind: 'allow-file-access' });
            }}
          >
            Allow
          </Button>
          <Button look="raised" onClick={() => client.command({ kind: 'decline-file-access' })}>
            Decline
          </Button>
        </>
      }
    >
      <p>
        {firstName(name)} {whatFor[state.files.policy]} the files of this page. Nothing else on your phone can
        be seen. You see what is added, changed or deleted, and can stop it at any time.
      </p>
    </SheetDialog>
  );
}

const whatFor: Readonly<Record<FilePolicy, string>> = {
  both: 'can then see, add, change and copy',
  'upload-only': 'can then see, add and change',
  'download-only': 'can then see, change and copy',
  off: 'can then see',
};
