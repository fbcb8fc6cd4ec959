import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { useClient } from '../session/context';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';

/** Asks the customer whether the representative may read what the device tells of itself. */
export function SystemInformationRequest({ state }: { readonly state: ActiveSession }) {
  const client = useClient();
  const { name } = state.representative;
  return (
    <SheetDialog
      title={`${name} asks for details of your phone`}
      actions={
        <>
          <Button look="filled" onClick={() => client.command({ kind: 'allow-system-information' })}>
            Allow
          </Button>
          <Button look="raised" onClick={() => client.command({ kind: 'decline-system-information' })}>
            Decline
          </Button>
        </>
      }
    >
      <p>
        {firstName(name)} then sees facts such as the model, the system, the battery and the network, and may
        read them again in this session. Your photos, files, contacts and passwords are not among them. It is
        kept with the session.
      </p>
    </SheetDialog>
  );
}
