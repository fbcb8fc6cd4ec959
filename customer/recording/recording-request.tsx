import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { useClient } from '../session/context';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';

/** Asks the customer whether what they show may be recorded. */
export function RecordingRequest({ state }: { readonly state: ActiveSession }) {
  const client = useClient();
  const { name } = state.representative;
  return (
    <SheetDialog
      title={`${name} asks to record what you show`}
      actions={
        <>
          <Button look="filled" onClick={() => client.command({ kind: 'allow-recording' })}>
            Allow
          </Button>
          <Button look="raised" onClick={() => client.command({ kind: 'decline-recording' })}>
            Decline
          </Button>
        </>
      }
    >
      <p>
        The picture is kept with the session, without sound. Nothing is recorded while you pause, choose a
        photo or show nothing. A badge says so while {firstName(name)} records.
      </p>
    </SheetDialog>
  );
}
