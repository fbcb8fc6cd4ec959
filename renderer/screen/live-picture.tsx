import { useEffect, useRef, useState } from 'react';
import type { Source } from '../../shared/session/session-event';
import { useNow } from '../session/ticker';
import { fitPicture, notesHeight, pictureMargin, type Size } from './fit-picture';
import styles from './screen-pane.module.css';
import { useElementSize } from './use-element-size';
import { useLastPicture } from './use-last-picture';

/** Whether the picture fills the stage, or shows one picture dot per screen dot. */
export type PictureScale = 'fit' | 'actual';

export interface LivePictureProps {
  readonly stream: MediaStream;
  /** When the connection that brought the picture broke, in milliseconds since the Unix epoch; null while it holds. */
  readonly lostAt: number | null;
  readonly source: Source;
  readonly name: string;
  readonly scale: PictureScale;
  /** Called with screen dots per picture dot, e.g. 0.24, whenever that changes. */
  readonly onScale: (scale: number) => void;
}

const noSize: Size = { width: 0, height: 0 };

/** The customer's picture as it comes in, with corner marks that hug it. */
export function LivePicture({ stream, lostAt, source, name, scale, onScale }: LivePictureProps) {
  const [area, setArea] = useState<HTMLDivElement | null>(null);
  const stage = useElementSize(area);
  const video = useRef<HTMLVideoElement>(null);
  const [videoSize, setVideoSize] = useState<Size>(noSize);

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const measure = () => setVideoSize({ width: element.videoWidth, height: element.videoHeight });
    element.srcObject = stream;
    element.addEventListener('resize', measure);
    element.addEventListener('loadedmetadata', measure);
    // Playing fails when the element goes before it starts; the next one plays again.
    void element.play().catch(() => undefined);
    return () => {
      element.removeEventListener('resize', measure);
      element.removeEventListener('loadedmetadata', measure);
      element.srcObject = null;
    };
  }, [stream]);

  const isLost = lostAt !== null;
  const [copy, hasCopy] = useLastPicture(video, !isLost);

  const dots = window.devicePixelRatio || 1;
  const fitted = fitPicture(stage, videoSize);
  const picture =
    scale === 'fit' ? fitted.picture : { width: videoSize.width / dots, height: videoSize.height / dots };
  const shownScale = scale === 'fit' ? fitted.scale * dots : 1;
  useEffect(() => onScale(shownScale), [onScale, shownScale]);
  const notes = scale === 'fit' ? fitted.notes : 'above';

  return (
    <div className={styles.live} ref={setArea} data-scale={scale}>
      <div className={styles.notes} data-place={notes}>
        <span className={styles.pill} data-lost={isLost || undefined} role="status">
          <span className={styles.dot} />
          {lostAt === null ? `Live: ${source}` : 'Picture lost'}
        </span>
        {lostAt === null ? (
          <span className={styles.note}>{`${name} chooses what is shown. You can only watch.`}</span>
        ) : (
          <LostNote lostAt={lostAt} hasPicture={hasCopy} />
        )}
      </div>
      <div
        className={styles.scroll}
        style={{
          padding: pictureMargin,
          paddingTop: notes === 'above' ? pictureMargin + notesHeight : pictureMargin,
        }}
      >
        <div className={styles.frame} data-lost={isLost || undefined} style={picture}>
          <video
            ref={video}
            className={styles.video}
            muted
            autoPlay
            playsInline
            disablePictureInPicture
            aria-label={`The ${source} that ${name} shows`}
          />
          <canvas ref={copy} className={styles.copy} aria-label="The last picture" />
          {videoSize.width > 0 && <Corners />}
        </div>
      </div>
    </div>
  );
}

function LostNote({ lostAt, hasPicture }: { readonly lostAt: number; readonly hasPicture: boolean }) {
  const seconds = Math.max(0, Math.floor((useNow() - lostAt) / 1000));
  return (
    <span className={styles.note}>
      {`No new picture for ${seconds} s.${hasPicture ? ' This is the last one.' : ''}`}
    </span>
  );
}

function Corners() {
  return (
    <>
      <span className={styles.corner} data-corner="top-left" />
      <span className={styles.corner} data-corner="top-right" />
      <span className={styles.corner} data-corner="bottom-left" />
      <span className={styles.corner} data-corner="bottom-right" />
    </>
  );
}
