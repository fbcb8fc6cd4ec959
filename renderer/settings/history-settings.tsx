import { Button, Group, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import styles from './settings-dialog.module.css';
import { useChoice, useSettings } from './use-settings';

const keptDays = [7, 30, 90, 180, 365, 730] as const;
const forever = 'forever';

/** Shows the choice of how long ended sessions are kept. */
export function HistorySettings() {
  const [settings, change] = useSettings();
  const kept = useChoice(settings.retentionDays, (retentionDays) => change({ retentionDays }));
  const [asked, setAsked] = useState<number | null>(null);
  const choose = (days: number | null): void => {
    // A shorter time deletes sessions, so it is asked first.
    if (days !== null && (kept.value === null || days < kept.value)) setAsked(days);
    else kept.choose(days);
  };
  return (
    <div className={styles.group}>
      <Select
        label="Keep ended sessions"
        description="With their log, notes, pictures and recordings. Older ones are deleted automatically."
        data={choices(kept.value)}
        value={kept.value === null ? forever : String(kept.value)}
        error={kept.problem}
        onChange={(value) => choose(value === null || value === forever ? null : Number(value))}
      />
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title="Delete older sessions?" size={420}>
        <p>
          {`Sessions that ended more than ${daysInWords(asked ?? 0)} ago are deleted for good, now and from now on.`}
        </p>
        <Group justify="flex-end" gap={8} mt={24}>
          <Button variant="quiet" onClick={() => setAsked(null)} data-autofocus>
            Keep them
          </Button>
          <Button
            variant="destructive"
            onClick={() => {
              kept.choose(asked);
              setAsked(null);
            }}
          >
            {`Keep ${daysInWords(asked ?? 0)} only`}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}

/** Returns a number of days in words, e.g. "30 days" or "1 year". */
export function daysInWords(days: number): string {
  if (days % 365 !== 0) return days === 1 ? '1 day' : `${days} days`;
  return days === 365 ? '1 year' : `${days / 365} years`;
}

/** Returns the usual choices, and the current one if it is not among them. */
function choices(current: number | null): { value: string; label: string }[] {
  const days = [...new Set([...keptDays, ...(current === null ? [] : [current])])].sort((a, b) => a - b);
  return [
    { value: forever, label: 'Forever' },
    ...days.map((count) => ({ value: String(count), label: `For ${daysInWords(count)}` })),
  ];
}
