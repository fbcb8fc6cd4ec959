import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { OpenSessionKey } from '../../shared/ipc/view';
import { sessionKeyLifetimesMinutes } from '../../shared/settings/settings';
import { shortDuration } from '../../shared/words/durations';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import styles from './key-countdown.module.css';
import type { KeyOutcome } from './key-outcome';
import { lifetimeWords } from './key-text';

const minuteMs = 60_000;

/** Shows how long the key still works, as a bar and in figures, and lets its lifetime be chosen. */
export function KeyCountdown({
  openKey,
  outcome,
  now,
}: {
  readonly openKey: OpenSessionKey;
  readonly outcome: KeyOutcome;
  readonly now: number;
}) {
  const lifetime = openKey.expiresAt - openKey.generatedAt;
  const left = outcome.kind === 'open' ? Math.max(0, openKey.expiresAt - now) : 0;
  const percent = lifetime > 0 ? Math.min(100, (left / lifetime) * 100) : 0;
  return (
    <div>
      <div className={styles.bar} aria-hidden="true">
        <div className={styles.left} style={{ width: `${percent}%` }} />
      </div>
      <div className={styles.words}>
        <span className={styles.time}>
          <LeftWords outcome={outcome} leftMs={left} />
        </span>
        <span className={styles.once}>Works once</span>
        <span className={styles.rule} aria-hidden="true" />
        <LifetimeMenu openKey={openKey} disabled={outcome.kind !== 'open'} now={now} />
      </div>
    </div>
  );
}

function LeftWords({ outcome, leftMs }: { readonly outcome: KeyOutcome; readonly leftMs: number }) {
  switch (outcome.kind) {
    case 'open':
      return (
        <>
          Expires in <strong className="sl-tabular">{shortDuration(leftMs)}</strong>
        </>
      );
    case 'used':
      return 'Used';
    case 'expired':
      return 'Expired';
    case 'closed':
      return 'No longer valid';
  }
}

function LifetimeMenu({
  openKey,
  disabled,
  now,
}: {
  readonly openKey: OpenSessionKey;
  readonly disabled: boolean;
  readonly now: number;
}) {
  const request = useRequest();
  const [busy, run] = useTask();
  const minutes = Math.round((openKey.expiresAt - openKey.generatedAt) / minuteMs);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.lifetime} disabled={disabled || busy}>
          <span className="sl-for-readers">Works for </span>
          {lifetimeWords(minutes)}
          <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {sessionKeyLifetimesMinutes.map((choice) => (
          <Menu.Item
            key={choice}
            disabled={openKey.generatedAt + choice * minuteMs <= now}
            rightSection={
              choice === minutes ? <IconCheck size={16} stroke={1.75} aria-label="chosen" /> : null
            }
            onClick={() =>
              run('The expiry was not changed', () =>
                request('change-session-key', { sessionKey: openKey.sessionKey, lifetimeMinutes: choice }),
              )
            }
          >
            {lifetimeWords(choice)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
