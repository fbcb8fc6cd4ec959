import { Button, Group } from '@mantine/core';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { PlainMessage, reload } from './plain-message';

/** Shows that the first snapshot did not come. */
export function SnapshotFailed({ message }: { readonly message: string }) {
  return <PlainMessage title="Sightline could not read its sessions" text={message} action={reload} />;
}

/** Shows that Sightline itself did not start, what failed, and the ways out. */
export function StartFailed({ message }: { readonly message: string }) {
  const request = useRequest();
  const [isBusy, run] = useTask();
  const start = (setAside: boolean) =>
    run('Sightline did not start', () => request('start-again', { setAside }));
  return (
    <PlainMessage
      title="Sightline could not start"
      text={`${message} Nothing was deleted. To start without your earlier sessions, Sightline moves them to a folder of their own and begins with none.`}
      action={
        <Group gap={8} justify="center">
          <Button variant="filled" disabled={isBusy} onClick={() => start(false)}>
            Try again
          </Button>
          <Button disabled={isBusy} onClick={() => start(true)}>
            Start without earlier sessions
          </Button>
          <Button
            variant="quiet"
            disabled={isBusy}
            onClick={() => run('The logs could not be shown', () => request('show-logs', {}))}
          >
            Show logs
          </Button>
        </Group>
      }
    />
  );
}
