import { Select } from '@mantine/core';
import { sessionKeyLifetimesMinutes } from '../../shared/settings/settings';
import { lifetimeWords } from '../session-key/key-text';
import styles from './settings-dialog.module.css';
import { useChoice, useSettings } from './use-settings';

const gracePeriodsMinutes = [1, 2, 5, 10, 15, 30, 60, 120] as const;

/** Shows how long session keys are valid, and how long a session waits for a lost customer. */
export function SessionKeySettings() {
  const [settings, change] = useSettings();
  const lifetime = useChoice(settings.sessionKeyLifetimeMinutes, (sessionKeyLifetimeMinutes) =>
    change({ sessionKeyLifetimeMinutes }),
  );
  const grace = useChoice(settings.gracePeriodMinutes, (gracePeriodMinutes) =>
    change({ gracePeriodMinutes }),
  );
  return (
    <div className={styles.group}>
      <Select
        label="A new session key works for"
        description="Each key works once. You can change the time for each key."
        data={choices(sessionKeyLifetimesMinutes, lifetime.value)}
        value={String(lifetime.value)}
        error={lifetime.problem}
        onChange={(value) => lifetime.choose(Number(value))}
      />
      <Select
        label="Wait for a customer whose connection is lost"
        description="After that the session ends. A customer who comes back in time misses nothing."
        data={choices(gracePeriodsMinutes, grace.value)}
        value={String(grace.value)}
        error={grace.problem}
        onChange={(value) => grace.choose(Number(value))}
      />
    </div>
  );
}

/** Returns the usual choices, and the current one if it is not among them. */
function choices(usual: readonly number[], current: number): { value: string; label: string }[] {
  return [...new Set([...usual, current])]
    .sort((a, b) => a - b)
    .map((minutes) => ({ value: String(minutes), label: lifetimeWords(minutes) }));
}
