import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { FilePolicy } from '../../shared/file-transfer/file-transfer-event';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { newCommandId } from '../ipc/command-id';
import { useNow } from '../kit/ticker';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { accessWords } from './access-words';
import { PolicyItems } from './customer-pane';
import styles from './file-transfer.module.css';
import { policyNames } from './policy';

/** Stands where the panes would be: why no files are shown, and the one thing to do about it. */
export function AccessEmpty({
  sessionId,
  state,
  onPolicy,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession;
  readonly onPolicy: (policy: FilePolicy) => void;
}) {
  const request = useRequest();
  const now = useNow();
  const [busy, run] = useTask();
  const name = firstName(state.customer.name);
  const { policy } = state.files;
  const words =
    policy === 'off'
      ? {
          mark: 'ring-neutral',
          title: 'File transfer is off',
          text: `You turned it off for this session. ${name} keeps their files, and nothing goes either way.`,
          ask: '',
        }
      : accessWords(state.files, state.presence, name, now);
  if (words === undefined) return null;
  const ask = () =>
    run(`${name} was not asked`, () => request('request-file-access', { sessionId, id: newCommandId() }));
  return (
    <div className={styles.empty}>
      <p className={styles.state}>
        <span className={styles.ring} data-mark={words.mark} />
        <span role="status">
          <strong className={styles.stateTitle}>{words.title}</strong>
          {words.text}
        </span>
      </p>
      {words.ask !== '' && (
        <Button variant="filled" loading={busy} onClick={ask}>
          {words.ask}
        </Button>
      )}
      <Menu position="bottom" width={220}>
        <Menu.Target>
          <Button
            variant={policy === 'off' ? 'raised' : 'quiet'}
            size="sm"
            rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
          >
            Direction: {policyNames[policy].toLowerCase()}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Direction">
          <PolicyItems policy={policy} onPolicy={onPolicy} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
