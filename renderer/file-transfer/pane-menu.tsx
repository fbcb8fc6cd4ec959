import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { type Icon, IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { usePlatform } from '../store/selectors';
import styles from './file-pane.module.css';

/** Something to do with what is selected, or with the folder shown. */
export interface PaneAction {
  readonly label: string;
  readonly icon: Icon;
  /** As shown beside it; empty for none. */
  readonly key: string;
  /** Why it cannot be done now; empty where it can. */
  readonly reason: string;
  readonly isDestructive?: boolean;
  /** Whether a rule stands above it. */
  readonly begins?: boolean;
  readonly run: () => void;
}

/** A shortcut as that system writes it, e.g. "⇧⌘N" for "Ctrl+Shift+N". */
export function keyWords(key: string, platform: string): string {
  if (platform !== 'darwin') return key;
  return key.replace('Ctrl+Shift+', '⇧⌘').replace('Ctrl+', '⌘').replace('Enter', '↩').replace(/^Del$/, '⌘⌫');
}

function items(actions: readonly PaneAction[], platform: string): ReactNode {
  return actions.map(({ label, icon: ActionSymbol, key, reason, isDestructive, begins, run }) => [
    begins === true && <Menu.Divider key={`above ${label}`} />,
    <Menu.Item
      key={label}
      leftSection={<ActionSymbol size={16} stroke={1.75} aria-hidden />}
      rightSection={key === '' ? undefined : <kbd className={styles.key}>{keyWords(key, platform)}</kbd>}
      className={isDestructive === true ? (styles.destructive ?? '') : ''}
      disabled={reason !== ''}
      title={reason === '' ? undefined : reason}
      onClick={run}
    >
      {label}
    </Menu.Item>,
  ]);
}

/** A pane's own menu. */
export function ActionMenu({
  label,
  actions,
  extra,
}: {
  readonly label: string;
  readonly actions: readonly PaneAction[];
  readonly extra?: ReactNode;
}) {
  const platform = usePlatform();
  return (
    <Menu position="bottom-end" width={264}>
      <Tooltip label="More">
        <Menu.Target>
          <ActionIcon aria-label={label}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown aria-label={label}>
        {items(actions, platform)}
        {extra}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same actions where the pointer or the keyboard is. */
export function PointMenu({
  label,
  point,
  actions,
  onClose,
}: {
  readonly label: string;
  /** In pixels of the window; null while it is closed. */
  readonly point: { readonly x: number; readonly y: number } | null;
  readonly actions: readonly PaneAction[];
  readonly onClose: () => void;
}) {
  const platform = usePlatform();
  if (point === null) return null;
  return (
    <Menu
      key={`${point.x} ${point.y}`}
      opened
      onChange={(opened) => {
        if (!opened) onClose();
      }}
      position="bottom-start"
      width={264}
      offset={2}
    >
      <Menu.Target>
        <span className={styles.point} style={{ left: point.x, top: point.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>{items(actions, platform)}</Menu.Dropdown>
    </Menu>
  );
}
