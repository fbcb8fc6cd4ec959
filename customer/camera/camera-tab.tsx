import {
  IconBolt,
  IconBoltFilled,
  IconCameraRotate,
  IconPlayerPauseFilled,
  IconX,
} from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { SourceFailure } from '../../shared/session/session-event';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { useClient, useFollowed } from '../session/context';
import { useSharingControls } from '../session/sharing-controls';
import { Button, RoundButton } from '../shell/button';
import styles from './camera.module.css';
import { useCamera } from './camera-context';
import { Viewfinder } from './viewfinder';

interface CameraTabProps {
  readonly state: ActiveSession;
  readonly onEnd: () => void;
}

/**
 * Shows the viewfinder; where sharing is allowed, opening this tab starts the camera, which keeps running under
 * the chat.
 */
export function CameraTab({ state, onEnd }: CameraTabProps) {
  const client = useClient();
  const camera = useCamera();
  const sharing = useSharingControls();
  const shown = useFollowed(camera);
  const { pane } = state;
  // Once the customer has stopped, no camera opens, even while the log cannot say so for want of a connection.
  const isAllowed = sharingIsAllowed(pane) && !client.isPending('stop-sharing');
  const isPaused = pane.kind === 'paused';
  const name = firstName(state.representative.name);

  // A page that was loaded again during a pause shows nothing before the customer resumes.
  useEffect(() => {
    if (isAllowed && !isPaused && camera.getState().kind === 'off') void camera.start();
  }, [camera, isAllowed, isPaused]);

  return (
    <section className={styles.camera} aria-label="Camera">
      <h1 className="hidden-visually">Camera</h1>
      <div className={styles.controls}>
        <RoundButton label="End the session" className={styles.plate} onClick={onEnd}>
          <IconX size={22} stroke={2} aria-hidden="true" />
        </RoundButton>
        {shown.kind === 'on' && (
          <div className={styles.group}>
            {pane.kind === 'live' && (
              <RoundButton label="Pause the camera" className={styles.dark} onClick={() => sharing.pause()}>
                <IconPlayerPauseFilled size={22} aria-hidden="true" />
              </RoundButton>
            )}
            {shown.abilities.torch && (
              <RoundButton
                label="Flash"
                aria-pressed={shown.torch}
                className={shown.torch ? styles.lit : styles.dark}
                onClick={() => camera.setTorch(!shown.torch)}
              >
                {shown.torch ? (
                  <IconBoltFilled size={24} aria-hidden="true" />
                ) : (
                  <IconBolt size={24} stroke={1.75} aria-hidden="true" />
                )}
              </RoundButton>
            )}
            {shown.canFlip && (
              <RoundButton
                label={shown.facing === 'front' ? 'Switch to the rear camera' : 'Switch to the front camera'}
                className={styles.dark}
                onClick={() => void camera.flip()}
              >
                <IconCameraRotate size={24} stroke={1.75} aria-hidden="true" />
              </RoundButton>
            )}
          </div>
        )}
      </div>
      {!isAllowed && (
        <Message title="Your camera is off">
          <p>
            Nothing is shared. When {name} asks to see something and you allow it, you can show your camera
            here.
          </p>
        </Message>
      )}
      {isAllowed && shown.kind === 'starting' && (
        <Message title="Starting the camera…">
          <p>If your phone asks, allow this page to use the camera.</p>
        </Message>
      )}
      {isAllowed && shown.kind === 'failed' && (
        <Message title={failureTitle[shown.failure]}>
          <p>{failureHelp[shown.failure]}</p>
          <Button look="raised" onClick={() => void camera.start()}>
            Try again
          </Button>
        </Message>
      )}
      {isPaused && (
        <div className={styles.curtain}>
          <Message title="Paused">
            <p>{name} sees nothing of your camera until you resume.</p>
            <Button look="raised" onClick={() => sharing.resume()}>
              Resume
            </Button>
          </Message>
        </div>
      )}
      {shown.kind === 'on' && <Viewfinder camera={camera} shown={shown} isPaused={isPaused} />}
    </section>
  );
}

function Message({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.message} role="status">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

const failureTitle: Readonly<Record<SourceFailure, string>> = {
  'permission-denied': 'This page may not use the camera',
  'no-device': 'No camera was found',
  'in-use': 'The camera is busy',
  'not-supported': 'This browser cannot use the camera',
  failed: 'The camera stopped',
};

const failureHelp: Readonly<Record<SourceFailure, string>> = {
  'permission-denied':
    'Your browser does not allow it. Open its settings for this page (the sign next to the address), allow the camera, then try again.',
  'no-device':
    'This device has no camera that a web page can use. Your representative can still chat with you.',
  'in-use': 'Another app is using the camera. Close that app, then try again.',
  'not-supported':
    'Open this page in the newest Safari, Chrome or Firefox. You can go on chatting meanwhile.',
  failed: 'The camera stopped by itself. You can start it again.',
};
