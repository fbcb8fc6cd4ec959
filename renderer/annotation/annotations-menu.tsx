import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconDeviceFloppy,
  IconPencil,
  IconPlayerPlayFilled,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import { usePlatform } from '../store/selectors';
import { clearLabel } from './annotation-bar';
import styles from './annotation-bar.module.css';
import { commandKey, toolFaces } from './tool-list';
import type { Annotation } from './use-annotation';

/** The Annotations dropdown: takes a tool, which opens the bar of tools; saves and clears what is frozen; closes the bar. */
export function AnnotationsMenu({
  annotation,
  isBarOpen,
  isOver,
  look,
  onBar,
}: {
  readonly annotation: Annotation;
  readonly isBarOpen: boolean;
  /** Whether nothing will be shown live afterwards, so that clearing only closes. */
  readonly isOver: boolean;
  readonly look: 'named' | 'value' | 'icon';
  readonly onBar: (isOpen: boolean) => void;
}) {
  const { view, choice, choose } = annotation;
  const platform = usePlatform();
  const [isOpen, setIsOpen] = useState(false);
  const isFrozen = view.frame !== null;
  return (
    <Menu position="bottom-start" width={232} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        <Button
          size="sm"
          className={styles.opener ?? ''}
          data-open={isBarOpen || undefined}
          aria-label="Annotations"
          title={look === 'named' ? undefined : 'Annotations'}
          leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
        >
          {look === 'named' ? 'Annotations' : null}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Annotations">
        <Menu.RadioGroup
          value={isBarOpen ? choice.tool : ''}
          onChange={(value) => {
            const face = toolFaces.find(({ tool }) => tool === value);
            if (face === undefined) return;
            choose({ tool: face.tool });
            onBar(true);
          }}
        >
          {toolFaces.map(({ tool, label, icon: Icon, shortcut }) => (
            <Menu.RadioItem
              key={tool}
              value={tool}
              closeMenuOnClick
              rightSection={<kbd className={styles.key}>{shortcut}</kbd>}
            >
              <span className={styles.toolItem}>
                <Icon size={16} stroke={1.75} aria-hidden />
                {label}
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {isBarOpen && !isFrozen && (
          <Menu.Item leftSection={<IconX size={16} stroke={1.75} aria-hidden />} onClick={() => onBar(false)}>
            Close the tools
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconDeviceFloppy size={16} stroke={1.75} aria-hidden />}
          rightSection={<kbd className={styles.key}>{commandKey('S', platform)}</kbd>}
          disabled={!isFrozen || annotation.isSaving || view.frame?.stage !== 'shared'}
          onClick={annotation.save}
        >
          Save still
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
          rightSection={<kbd className={styles.key}>{commandKey('Enter', platform)}</kbd>}
          disabled={!isFrozen || view.isClearing}
          onClick={annotation.clear}
        >
          {clearLabel(isOver)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
