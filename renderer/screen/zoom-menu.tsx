import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconAspectRatio,
  IconNumber11Small,
  IconRotate2,
  IconRotateClockwise2,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { PictureControls } from '../picture/use-picture-controls';
import { paneKeys } from './pane-keys';
import styles from './toolbar.module.css';

/** Comes closer, goes back and turns the picture; it stays open for more than one step. */
export function ZoomMenu({ controls }: { readonly controls: PictureControls }) {
  return (
    <Menu position="bottom-start" width={196}>
      <Tooltip label="Zoom and turn">
        <Menu.Target>
          <ActionIcon aria-label="Zoom and turn">
            <IconZoomIn size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown aria-label="Zoom and turn">
        <ZoomItems controls={controls} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Shows all of the picture, or each of its dots on one of the screen's. */
export function LookItems({ controls }: { readonly controls: PictureControls }) {
  return (
    <>
      <Menu.Item leftSection={<IconAspectRatio size={16} stroke={1.75} aria-hidden />} onClick={controls.fit}>
        Fit
      </Menu.Item>
      <Menu.Item
        leftSection={<IconNumber11Small size={16} stroke={1.75} aria-hidden />}
        onClick={controls.actual}
      >
        1:1
      </Menu.Item>
    </>
  );
}

/** Closer, back, and turned; the menu stays open for more than one step. */
export function ZoomItems({ controls }: { readonly controls: PictureControls }) {
  const item = { closeMenuOnClick: false } as const;
  return (
    <>
      <Menu.Item
        {...item}
        leftSection={<IconZoomIn size={16} stroke={1.75} aria-hidden />}
        rightSection={<kbd className={styles.key}>{paneKeys['zoom-in']}</kbd>}
        onClick={controls.zoomIn}
      >
        Zoom in
      </Menu.Item>
      <Menu.Item
        {...item}
        leftSection={<IconZoomOut size={16} stroke={1.75} aria-hidden />}
        rightSection={<kbd className={styles.key}>{paneKeys['zoom-out']}</kbd>}
        disabled={controls.view.kind === 'fit'}
        onClick={controls.zoomOut}
      >
        Zoom out
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        {...item}
        leftSection={<IconRotate2 size={16} stroke={1.75} aria-hidden />}
        rightSection={<kbd className={styles.key}>{paneKeys['turn-left']}</kbd>}
        onClick={() => controls.turn(-1)}
      >
        Turn left
      </Menu.Item>
      <Menu.Item
        {...item}
        leftSection={<IconRotateClockwise2 size={16} stroke={1.75} aria-hidden />}
        rightSection={<kbd className={styles.key}>{paneKeys['turn-right']}</kbd>}
        onClick={() => controls.turn(1)}
      >
        Turn right
      </Menu.Item>
    </>
  );
}
