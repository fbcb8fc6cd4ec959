import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { LivePane } from '../../shared/session/pane';
import { useShownPictures } from '../captured/shown-picture';
import { useNow } from '../kit/ticker';
import { PictureStage } from '../picture/picture-stage';
import styles from '../picture/picture-stage.module.css';
import type { PictureControls } from '../picture/use-picture-controls';
import type { Size } from '../picture/view-geometry';
import type { FrameAge } from './frame-age';
import { stalledAdvice } from './pane-words';
import { useLastPicture } from './use-last-picture';

export interface LivePictureProps {
  readonly sessionId: string;
  readonly stream: MediaStream;
  /** When the last picture came, in milliseconds since the Unix epoch; null while they come. */
  readonly stalledSince: number | null;
  /** Whether the connection that brought the picture is over. */
  readonly isLost: boolean;
  readonly isAway: boolean;
  readonly pane: LivePane;
  readonly name: string;
  readonly controls: PictureControls;
  readonly frameAge: FrameAge;
  /** Whether it only waits under a frozen picture, so that there is something to see as soon as that is cleared. */
  readonly isUnder: boolean;
  /** More to stand beside the picture. */
  readonly extra: ReactNode;
  /** Asks the phone for a new connection; null where it cannot make one. */
  readonly onReconnect: (() => void) | null;
}

/** Tells the size of the picture that a video shows, in picture dots: none before the first can be drawn. */
function shownSize(element: HTMLVideoElement): Size {
  return element.readyState < HTMLMediaElement.HAVE_CURRENT_DATA
    ? { width: 0, height: 0 }
    : { width: element.videoWidth, height: element.videoHeight };
}

/** The customer's picture as it comes in. */
export function LivePicture(props: LivePictureProps) {
  const { sessionId, stream, stalledSince, isLost, pane, name, controls, frameAge, extra, isUnder } = props;
  const pictures = useShownPictures();
  const video = useRef<HTMLVideoElement>(null);
  const { setSource } = controls;

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const measure = () => {
      if (element.checkVisibility()) setSource(shownSize(element));
    };
    element.srcObject = stream;
    measure();
    element.addEventListener('resize', measure);
    element.addEventListener('loadeddata', measure);
    const stopFollowing = frameAge.follow(element);
    // Playing fails when the element goes before it starts; the next one plays again.
    void element.play().catch(() => undefined);
    return () => {
      stopFollowing();
      element.removeEventListener('resize', measure);
      element.removeEventListener('loadeddata', measure);
      element.srcObject = null;
    };
  }, [stream, setSource, frameAge]);

  useLayoutEffect(() => {
    const element = video.current;
    if (isUnder || element === null) return;
    setSource(shownSize(element));
  }, [isUnder, setSource]);

  const [copy, hasCopy] = useLastPicture(video, !isLost);
  useEffect(
    () =>
      isUnder
        ? undefined
        : pictures.register(sessionId, () => {
            const canvas = copy.current;
            const element = video.current;
            if (isLost) {
              return canvas === null || !hasCopy
                ? undefined
                : { element: canvas, width: canvas.width, height: canvas.height };
            }
            return element === null ? undefined : { element, ...shownSize(element) };
          }),
    [pictures, sessionId, copy, isLost, hasCopy, isUnder],
  );

  const isStalled = stalledSince !== null;
  return (
    <div style={{ display: isUnder ? 'none' : 'contents' }}>
      <PictureStage
        controls={controls}
        tone={isStalled ? 'stalled' : 'live'}
        label={`The ${pane.source} that ${name} shows`}
        notes={
          <>
            <span className={styles.pill} data-tone={isStalled ? 'stalled' : 'live'} role="status">
              <span className={styles.dot} />
              {isStalled ? (isLost ? 'Picture lost' : 'Picture stalled') : `Live: ${pane.source}`}
            </span>
            {extra}
            {stalledSince === null ? (
              <span className={styles.note}>{`${name} chooses what is shown. You can only watch.`}</span>
            ) : (
              <StalledNote {...props} since={stalledSince} hasPicture={!isLost || hasCopy} />
            )}
          </>
        }
      >
        {(turned) => (
          <>
            <video
              ref={video}
              className={`${styles.turned} ${isLost ? styles.hidden : ''}`}
              style={turned}
              muted
              autoPlay
              playsInline
              disablePictureInPicture
              aria-label={`The ${pane.source} that ${name} shows`}
            />
            <canvas
              ref={copy}
              className={`${styles.turned} ${isLost ? '' : styles.hidden}`}
              style={turned}
              aria-label="The last picture"
            />
          </>
        )}
      </PictureStage>
    </div>
  );
}

function StalledNote({
  since,
  hasPicture,
  pane,
  name,
  isAway,
  onReconnect,
}: LivePictureProps & { readonly since: number; readonly hasPicture: boolean }) {
  const seconds = Math.max(0, Math.floor((useNow() - since) / 1000));
  return (
    <>
      <span className={styles.note}>
        {`No new picture for ${seconds} s.${hasPicture ? ' This is the last one.' : ''} `}
        {stalledAdvice(pane, name, isAway)}
      </span>
      {onReconnect !== null && (
        <Button size="xs" onClick={onReconnect}>
          Connect again
        </Button>
      )}
    </>
  );
}
