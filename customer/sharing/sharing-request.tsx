import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { useClient } from '../session/context';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';

/** Asks the customer whether the representative may see what they choose to show. */
export function SharingRequest({ state }: { readonly state: ActiveSession }) {
  const client = useClient();
  const { name } = state.representative;
  return (
    <SheetDialog
      title={`${name} would like to see your camera, screen or a photo`}
      actions={
        <>
          <Button look="filled" onClick={() => client.command({ kind: 'allow-sharing' })}>
            Allow
          </Button>
          <Button look="raised" onClick={() => client.command({ kind: 'decline-sharing' })}>
            Decline
          </Button>
        </>
      }
    >
      <p>
        You choose what is shown, and nothing is shown until you do. {firstName(name)} can only watch. A red
        bar stays on top while something is shown, and you can stop at any time.
      </p>
    </SheetDialog>
  );
}
