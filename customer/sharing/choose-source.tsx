import { IconCamera, IconDeviceMobile, IconPhoto } from '@tabler/icons-react';
import { firstName } from '../../shared/words/people';
import { Button } from '../shell/button';
import { SheetDialog } from '../shell/sheet-dialog';

interface ChooseSourceProps {
  readonly representative: string;
  readonly onChoose: (source: 'screen' | 'camera' | 'photos') => void;
  readonly onLater: () => void;
}

/** Offered once after the customer allowed sharing: what would they like to show. */
export function ChooseSource({ representative, onChoose, onLater }: ChooseSourceProps) {
  const icon = { size: 22, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <SheetDialog
      title="What would you like to show?"
      onCancel={onLater}
      actions={
        <>
          <Button look="filled" icon={<IconCamera {...icon} />} onClick={() => onChoose('camera')}>
            Show the camera
          </Button>
          <Button look="raised" icon={<IconDeviceMobile {...icon} />} onClick={() => onChoose('screen')}>
            Show the screen
          </Button>
          <Button look="raised" icon={<IconPhoto {...icon} />} onClick={() => onChoose('photos')}>
            Show a photo
          </Button>
          <Button look="quiet" onClick={onLater}>
            Not yet
          </Button>
        </>
      }
    >
      <p>You can change it with the tabs below at any time. {firstName(representative)} cannot.</p>
    </SheetDialog>
  );
}
