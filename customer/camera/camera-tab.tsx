import { IconCameraRotate, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import type { SourceFailure } from '../../shared/session/session-event';
import { type ActiveSession, sharingIsAllowed } from '../../shared/session/session-state';
import { firstName } from '../chat/chat-tab';
import { useParts } from '../session/context';
import { Button, RoundButton } from '../shell/button';
import styles from './camera.module.css';

interface CameraTabProps {
  readonly state: ActiveSession;
  readonly onEnd: () => void;
}

/** The viewfinder; the camera runs, and is sent, only while this tab is open and sharing is allowed. */
export function CameraTab({ state, onEnd }: CameraTabProps) {
  const { camera } = useParts();
  const shown = useSyncExternalStore(camera.subscribe, camera.getState);
  const isAllowed = sharingIsAllowed(state.pane);
  const name = firstName(state.representative.name);

  useEffect(() => {
    if (!isAllowed) return;
    void camera.start();
    return () => camera.stop(true);
  }, [camera, isAllowed]);

  return (
    <section className={styles.camera} aria-label="Camera">
      <h1 className="hidden-visually">Camera</h1>
      <div className={styles.controls}>
        <RoundButton label="End the session" className={styles.plate} onClick={onEnd}>
          <IconX size={22} stroke={2} aria-hidden="true" />
        </RoundButton>
        {shown.kind === 'on' && shown.canFlip && (
          <RoundButton
            label={shown.facing === 'front' ? 'Turn to the rear camera' : 'Turn to the front camera'}
            className={styles.dark}
            onClick={() => void camera.flip()}
          >
            <IconCameraRotate size={24} stroke={1.75} aria-hidden="true" />
          </RoundButton>
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
      {shown.kind === 'on' && <Viewfinder stream={shown.stream} isMirrored={shown.facing === 'front'} />}
    </section>
  );
}

function Viewfinder({ stream, isMirrored }: { readonly stream: MediaStream; readonly isMirrored: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  return (
    <video
      ref={video}
      className={styles.viewfinder}
      data-mirrored={isMirrored}
      autoPlay
      playsInline
      muted
      aria-label="What your camera shows"
    />
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
    'Your browser has been told not to. Open its settings for this page (the sign beside the address), allow the camera, then try again.',
  'no-device':
    'This device has no camera that a web page can use. Your representative can still chat with you.',
  'in-use': 'Another app uses the camera. Close that app, then try again.',
  'not-supported': 'Open this page in the newest Safari, Chrome or Firefox. The chat goes on meanwhile.',
  failed: 'The picture ended by itself. You can start it again.',
};
