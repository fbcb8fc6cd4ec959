import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { blobAddress } from '../../shared/blob';
import type { Pane } from '../../shared/session/pane';
import { useShownPictures } from '../captured/shown-picture';
import { PictureStage } from '../picture/picture-stage';
import styles from '../picture/picture-stage.module.css';
import type { PictureControls } from '../picture/use-picture-controls';

type PhotoPane = Extract<Pane, { readonly kind: 'photo' }>;

/** The photo or screenshot that the customer chose to show. */
export function PhotoPicture({
  sessionId,
  pane,
  name,
  controls,
  onSave,
}: {
  readonly sessionId: string;
  readonly pane: PhotoPane;
  readonly name: string;
  readonly controls: PictureControls;
  readonly onSave: () => void;
}) {
  const pictures = useShownPictures();
  const image = useRef<HTMLImageElement>(null);
  const [isBroken, setIsBroken] = useState(false);
  const { setSource } = controls;
  const { width, height } = pane;
  useEffect(() => setSource({ width, height }), [setSource, width, height]);
  useEffect(
    () =>
      pictures.register(sessionId, () => {
        const element = image.current;
        return element === null || !element.complete
          ? undefined
          : { element, width: element.naturalWidth, height: element.naturalHeight };
      }),
    [pictures, sessionId],
  );
  const what = pane.origin === 'screenshot' ? 'Screenshot' : 'Photo';
  return (
    <PictureStage
      controls={controls}
      tone="photo"
      label={`The ${what.toLowerCase()} that ${name} shows`}
      notes={
        <>
          <span className={styles.pill} data-tone="photo" role="status" title={pane.name}>
            <span className={styles.dot} />
            <bdi>{`${what}: ${pane.name}`}</bdi>
          </span>
          {isBroken ? (
            <span className={styles.note} role="alert">
              This picture cannot be shown. Save it, or ask {name} to choose it again.
            </span>
          ) : (
            <span className={styles.note}>{`${name} chose this picture. Nothing else is shown.`}</span>
          )}
          <Button
            size="xs"
            leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
            onClick={onSave}
          >
            Save
          </Button>
        </>
      }
    >
      {(turned) => (
        <img
          ref={image}
          className={styles.turned}
          style={turned}
          src={blobAddress(sessionId, pane.blob)}
          alt={`${what} ${pane.name}`}
          draggable={false}
          onLoad={({ currentTarget }) => {
            setIsBroken(false);
            setSource({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight });
          }}
          onError={() => setIsBroken(true)}
        />
      )}
    </PictureStage>
  );
}
