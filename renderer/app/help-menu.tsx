import { ActionIcon, Menu } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';

/** What helps a representative along; on Windows and Linux the window shows no other menu. */
export function HelpMenu({ className = '' }: { readonly className?: string | undefined }) {
  const request = useRequest();
  const [, run] = useTask();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon className={className} aria-label="Help" title="Help">
          <IconHelp size={17} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => run('The simulated phone did not open', () => request('start-practice', {}))}
        >
          Practice with a simulated phone
        </Menu.Item>
        <Menu.Item onClick={() => run('The logs were not shown', () => request('show-logs', {}))}>
          Show logs
        </Menu.Item>
        <Menu.Item onClick={() => run('Nothing was shown', () => request('show-about', {}))}>
          About Sightline
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
