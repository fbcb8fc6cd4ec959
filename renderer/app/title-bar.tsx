import { ActionIcon } from '@mantine/core';
import {
  IconHistory,
  IconLayoutSidebar,
  IconMoon,
  IconSearch,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import { shortcutText } from '../kit/shortcut';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { selectActive, selectSettings, selectWaiting, usePlatform } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import { dialogOpened, historyOpened, railOpened } from '../store/ui-slice';
import { useShownScheme } from '../theme/sightline-theme';
import { AvailabilitySwitch } from './availability-switch';
import { HelpMenu } from './help-menu';
import { Mark } from './mark';
import styles from './title-bar.module.css';

/** The window's own title bar: it drags the window, and leaves room for the system's window controls. */
export function TitleBar() {
  const platform = usePlatform();
  const dispatch = useAppDispatch();
  return (
    <header className={styles.bar} data-platform={platform}>
      <div className={styles.name}>
        <RailToggle />
        <Mark />
        <span className={styles.wordmark}>Sightline</span>
      </div>
      <button
        type="button"
        className={styles.find}
        onClick={() => dispatch(dialogOpened({ kind: 'find' }))}
        aria-label={`Find in sessions, history and keys ${shortcutText(platform, 'K')}`}
        aria-keyshortcuts={platform === 'darwin' ? 'Meta+K' : 'Control+K'}
      >
        <IconSearch size={16} stroke={1.75} aria-hidden="true" />
        <span className={styles.findText}>Find in sessions, history and keys</span>
        <kbd className={styles.keys}>{shortcutText(platform, 'K')}</kbd>
      </button>
      <div className={styles.tools}>
        <AvailabilitySwitch />
        <SchemeSwitch />
        <HelpMenu className={styles.tool} />
        <HistoryButton />
        <ActionIcon
          className={styles.tool}
          aria-label="Settings"
          title={`Settings (${shortcutText(platform, ',')})`}
          onClick={() => dispatch(dialogOpened({ kind: 'settings', section: 'you' }))}
        >
          <IconSettings size={17} stroke={1.75} />
        </ActionIcon>
      </div>
    </header>
  );
}

/** Shows every session of this computer, whatever day it was. */
function HistoryButton() {
  const platform = usePlatform();
  const dispatch = useAppDispatch();
  const isShown = useAppSelector((state) => state.ui.view.kind === 'history');
  return (
    <ActionIcon
      className={styles.tool}
      aria-label="History"
      aria-pressed={isShown}
      title={platform === 'darwin' ? 'History' : `History (${shortcutText(platform, 'H')})`}
      onClick={() => dispatch(historyOpened(''))}
    >
      <IconHistory size={17} stroke={1.75} />
    </ActionIcon>
  );
}

/** Switches between light and dark; following the system is chosen in the settings. */
function SchemeSwitch() {
  const request = useRequest();
  const { colorScheme } = useAppSelector(selectSettings);
  const shown = useShownScheme(colorScheme);
  const [, run] = useTask();
  const other = shown === 'dark' ? 'light' : 'dark';
  const label = `Use ${other} appearance`;
  const Icon = shown === 'dark' ? IconSun : IconMoon;
  return (
    <ActionIcon
      className={styles.tool}
      aria-label={label}
      title={label}
      onClick={() =>
        run('The appearance was not changed', () => request('change-settings', { colorScheme: other }))
      }
    >
      <Icon size={17} stroke={1.75} />
    </ActionIcon>
  );
}

/** Opens the rail where the window is too narrow to show it beside the sheet. */
function RailToggle() {
  const open = useAppSelector((state) => state.ui.railOpen);
  const waiting = useAppSelector((state) => selectWaiting(state).length);
  const active = useAppSelector((state) => selectActive(state).length);
  const dispatch = useAppDispatch();
  const label = `Sessions: ${waiting} waiting, ${active} active`;
  return (
    <ActionIcon
      className={styles.railToggle}
      aria-label={label}
      aria-expanded={open}
      title={label}
      onClick={() => dispatch(railOpened(!open))}
    >
      <IconLayoutSidebar size={18} stroke={1.75} />
      {waiting > 0 && <span className={styles.railBadge}>{waiting}</span>}
    </ActionIcon>
  );
}
