import { Button, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconPencil } from '@tabler/icons-react';
import styles from './annotation-bar.module.css';

/** Annotations: opens and closes the bar of tools below the toolbar; while a picture is frozen the bar stays. */
export function AnnotationsButton({
  isOpen,
  isFrozen,
  hasLabel,
  onOpen,
}: {
  readonly isOpen: boolean;
  readonly isFrozen: boolean;
  readonly hasLabel: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}) {
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  const button = (
    <Button
      size="sm"
      className={styles.opener ?? ''}
      data-open={isOpen || undefined}
      aria-label="Annotations"
      aria-expanded={isOpen}
      aria-disabled={isFrozen || undefined}
      leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />}
      rightSection={<Chevron size={14} stroke={1.75} aria-hidden />}
      onClick={() => {
        if (!isFrozen) onOpen(!isOpen);
      }}
    >
      {hasLabel ? 'Annotations' : null}
    </Button>
  );
  if (hasLabel && !isFrozen) return button;
  return <Tooltip label={isFrozen ? 'Annotations: clear to close' : 'Annotations'}>{button}</Tooltip>;
}
