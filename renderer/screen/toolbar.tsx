import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconMaximize, IconMinimize } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { reportFailure } from '../notices/report-failure';
import type { PictureScale } from './live-picture';
import styles from './screen-pane.module.css';

const scales: readonly { readonly value: PictureScale; readonly label: string }[] = [
  { value: 'fit', label: 'Fit' },
  { value: 'actual', label: '1:1' },
];

/** How the picture is shown: its size, and the whole screen for it. */
export function Toolbar({
  stage,
  scale,
  onScale,
}: {
  readonly stage: HTMLElement | null;
  readonly scale: PictureScale;
  readonly onScale: (scale: PictureScale) => void;
}) {
  const isFull = useIsFullScreen(stage);
  const label = isFull ? 'Leave full screen' : 'Full screen';
  const toggle = () => {
    const change = isFull ? document.exitFullscreen() : stage?.requestFullscreen();
    change?.catch((error: unknown) => reportFailure('Full screen did not start', error));
  };
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Screen">
      <SegmentedControl
        withItemsBorders={false}
        aria-label="Picture size"
        value={scale}
        onChange={(value) => onScale(value)}
        data={[...scales]}
        classNames={{ root: styles.scales ?? '', label: styles.scaleLabel ?? '' }}
      />
      <span className={styles.gap} />
      <Tooltip label={label}>
        <ActionIcon aria-label={label} onClick={toggle}>
          {isFull ? <IconMinimize size={16} stroke={1.75} /> : <IconMaximize size={16} stroke={1.75} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function useIsFullScreen(stage: HTMLElement | null): boolean {
  const [isFull, setIsFull] = useState(false);
  useEffect(() => {
    const read = () => setIsFull(stage !== null && document.fullscreenElement === stage);
    document.addEventListener('fullscreenchange', read);
    return () => document.removeEventListener('fullscreenchange', read);
  }, [stage]);
  return isFull;
}
