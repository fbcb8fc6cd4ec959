import { Button } from '@mantine/core';
import { IconDeviceMobileCog } from '@tabler/icons-react';
import { useTask } from '../kit/use-task';
import { startPractice } from './start-practice';

/** Opens the simulated phone from the empty sheet. */
export function PracticeButton() {
  const [busy, run] = useTask();
  return (
    <Button
      variant="raised"
      size="lg"
      radius="md"
      leftSection={<IconDeviceMobileCog size={18} stroke={1.75} />}
      loading={busy}
      onClick={() => run('The simulated phone did not open', startPractice)}
    >
      Practice with a simulated phone
    </Button>
  );
}
