import { ActionIcon, Button } from '@mantine/core';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import styles from './session-log.module.css';
import type { LogTools } from './use-log-tools';

/** How many entries are chosen, and what can be done with them. */
export function SelectionBar({ tools }: { readonly tools: LogTools }) {
  const { selected, isCopied } = tools;
  if (selected === 0) return null;
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <div className={styles.selection}>
      <span role="status">{`${selected} ${selected === 1 ? 'entry' : 'entries'} chosen${isCopied ? ', copied' : ''}`}</span>
      <Button
        size="xs"
        leftSection={<Icon size={14} stroke={1.75} aria-hidden />}
        aria-label={selected === 1 ? 'Copy entry' : 'Copy entries'}
        onClick={tools.copy}
      >
        Copy
      </Button>
      <ActionIcon size={26} aria-label="Choose nothing" title="Choose nothing (Esc)" onClick={tools.unselect}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}
