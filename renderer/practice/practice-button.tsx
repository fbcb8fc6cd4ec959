import { Button } from '@mantine/core';
import { IconDeviceMobileCog } from '@tabler/icons-react';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';

/** Opens the simulated phone from the empty sheet. */
export function PracticeButton() {
  const request = useRequest();
  const [busy, run] = useTask();
  return (
    <Button
      variant="raised"
      size="lg"
      radius="md"
      leftSection={<IconDeviceMobileCog size={18} stroke={1.75} />}
      loading={busy}
      onClick={() => run('The simulated phone did not open', () => request('start-practice', {}))}
    >
      Practice with a simulated phone
    </Button>
  );
}
