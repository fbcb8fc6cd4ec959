import { IconDeviceMobileShare } from '@tabler/icons-react';
import type { SourceFailure } from '../../shared/session/session-event';
import type { ActiveSession } from '../../shared/session/session-state';
import { useFollowed } from '../session/context';
import { useSharingControls } from '../session/sharing-controls';
import { Button } from '../shell/button';
import { Block, Problem } from '../shell/tab-page';
import { useScreen } from './screen-context';

interface CaptureBlockProps {
  readonly state: ActiveSession;
  readonly name: string;
  readonly isAllowed: boolean;
}

/** Says why this browser does not capture the screen. */
export function NoCaptureBlock() {
  return (
    <Block title="Share from this browser" icon={captureIcon}>
      <p>This browser cannot share the screen by itself, as none on a phone can. The ways above work here.</p>
    </Block>
  );
}

const captureIcon = <IconDeviceMobileShare size={22} stroke={1.75} aria-hidden="true" />;

/** Shares the screen as this browser captures it. */
export function CaptureBlock({ state, name, isAllowed }: CaptureBlockProps) {
  const screen = useScreen();
  const sharing = useSharingControls();
  const shown = useFollowed(screen);
  const isPaused = state.pane.kind === 'paused' && state.pane.resumes.source === 'screen';
  return (
    <Block title="Share your screen" icon={captureIcon}>
      {shown.kind === 'on' ? (
        <>
          <p>
            {isPaused
              ? `Paused. ${name} sees nothing of your screen.`
              : 'You can use other apps and pages; the sharing goes on. Before you type a password, pause it.'}
          </p>
          {isPaused ? (
            <Button look="filled" onClick={() => sharing.resume()}>
              Resume
            </Button>
          ) : (
            <Button look="raised" onClick={() => sharing.pause()}>
              Pause
            </Button>
          )}
          <Button look="raised" onClick={() => screen.stop(true)}>
            Stop sharing the screen
          </Button>
        </>
      ) : (
        <>
          <p>
            Your browser asks what to share. After 3, 2, 1 {name} sees it
            {isAllowed ? '' : ', and you allow that by starting'}. You can stop at any time.
          </p>
          {shown.kind === 'failed' && <Problem>{failureWords[shown.failure]}</Problem>}
          <Button look="filled" onClick={() => void screen.start()}>
            Start sharing
          </Button>
        </>
      )}
    </Block>
  );
}

const failureWords: Readonly<Record<SourceFailure, string>> = {
  'permission-denied': 'Nothing was chosen, so nothing is shared. Start again when you like.',
  'no-device': 'This browser found no screen to share.',
  'in-use': 'Another app keeps the screen from being shared. Close it, then start again.',
  'not-supported': 'This browser does not let pages share the screen. Use one of the ways below.',
  failed: 'Sharing the screen did not start. Start again, or use one of the ways below.',
};
