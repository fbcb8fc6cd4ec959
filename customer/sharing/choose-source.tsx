import { IconCamera } from '@tabler/icons-react';
import { firstName } from '../chat/chat-tab';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';

interface ChooseSourceProps {
  readonly representative: string;
  readonly onCamera: () => void;
  readonly onLater: () => void;
}

/** Offered once after the customer allowed sharing: what would they like to show. */
export function ChooseSource({ representative, onCamera, onLater }: ChooseSourceProps) {
  return (
    <SheetDialog
      title="What would you like to show?"
      onCancel={onLater}
      actions={
        <>
          <Button
            look="filled"
            icon={<IconCamera size={22} stroke={1.75} aria-hidden="true" />}
            onClick={onCamera}
          >
            Show the camera
          </Button>
          <Button look="raised" onClick={onLater}>
            Not yet
          </Button>
        </>
      }
    >
      <p>You can change it with the tabs below at any time. {firstName(representative)} cannot.</p>
    </SheetDialog>
  );
}
