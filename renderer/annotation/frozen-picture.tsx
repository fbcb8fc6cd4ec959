import { IconSnowflake } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { blobAddress } from '../../shared/blob';
import { useShownPictures } from '../captured/shown-picture';
import { timeOfDay } from '../kit/clock';
import { PictureStage } from '../picture/picture-stage';
import stage from '../picture/picture-stage.module.css';
import type { PictureControls } from '../picture/use-picture-controls';
import { paintStill } from './annotated-still';
import type { Grabbed } from './annotator-parts';
import type { AnnotatedFrame } from './annotator-view';
import styles from './frozen-picture.module.css';
import type { FrozenWords } from './frozen-words';
import type { Annotation } from './use-annotation';

/** The frozen picture, under the marks: as it was grabbed, until the very image that the customer gets is there. */
export function FrozenPicture({
  annotation,
  frame,
  words,
  name,
  controls,
  extra,
}: {
  readonly annotation: Annotation;
  readonly frame: AnnotatedFrame;
  readonly words: FrozenWords;
  readonly name: string;
  readonly controls: PictureControls;
  /** More to stand beside the picture. */
  readonly extra: ReactNode;
}) {
  const { sessionId, annotator } = annotation;
  const { setSource } = controls;
  const { size, grabbed, image } = frame;
  const pictures = useShownPictures();
  const picture = useRef<HTMLImageElement>(null);
  const [state, setState] = useState<'loading' | 'loaded' | 'broken'>('loading');
  useLayoutEffect(() => setSource(size), [setSource, size]);
  useEffect(
    () =>
      pictures.register(sessionId, () => {
        const source = picture.current?.complete === true ? picture.current : grabbed?.picture;
        if (source === undefined) return undefined;
        return { element: paintStill(source, annotator.elements, size), ...size };
      }),
    [pictures, sessionId, annotator, grabbed, size],
  );
  return (
    <PictureStage
      controls={controls}
      tone="frozen"
      label={`The frozen picture that ${name} shows`}
      notes={
        <>
          <span className={`${stage.pill} ${styles.pill}`} role="status">
            <IconSnowflake size={14} stroke={1.75} aria-hidden />
            {`Frozen at ${timeOfDay(frame.at)}`}
          </span>
          {extra}
          <span
            className={`${stage.note} ${styles.note}`}
            data-tone={words.tone}
            role={words.tone === 'shown' ? 'status' : 'alert'}
          >
            {words.text}
          </span>
          {state === 'broken' && (
            <span className={`${stage.note} ${styles.note}`} data-tone="stop" role="alert">
              This picture cannot be read. Clear it, and draw again.
            </span>
          )}
        </>
      }
    >
      {(turned) => (
        <>
          {grabbed !== null && state !== 'loaded' && <GrabbedPicture grabbed={grabbed} turned={turned} />}
          {image !== null && (
            <img
              ref={picture}
              className={stage.turned}
              style={{ ...turned, visibility: state === 'loaded' ? 'visible' : 'hidden' }}
              src={blobAddress(sessionId, image)}
              alt={`What ${name} showed at ${timeOfDay(frame.at)}`}
              draggable={false}
              data-frozen={image.hash}
              onLoad={() => setState('loaded')}
              onError={() => setState('broken')}
            />
          )}
        </>
      )}
    </PictureStage>
  );
}

function GrabbedPicture({ grabbed, turned }: { readonly grabbed: Grabbed; readonly turned: CSSProperties }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { picture, width, height } = grabbed;
  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      className={stage.turned}
      style={turned}
      width={width}
      height={height}
      aria-label="The frozen picture"
    />
  );
}
