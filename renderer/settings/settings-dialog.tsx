import { Modal, Tabs } from '@mantine/core';
import { useState } from 'react';
import { type SettingsSection, settingsSections } from '../store/ui-slice';
import { HistorySettings } from './history-settings';
import { SessionKeySettings } from './session-key-settings';
import styles from './settings-dialog.module.css';
import { SiteSettings } from './site-settings';
import { VideoSettings } from './video-settings';
import { YouSettings } from './you-settings';

const titles = {
  you: 'You',
  site: 'Site',
  'session-keys': 'Session keys',
  history: 'History',
  video: 'Video connections',
} as const satisfies Record<SettingsSection, string>;

/** Shows everything a representative can set; each change is saved at once. */
export function SettingsDialog({
  section,
  onClose,
}: {
  readonly section: SettingsSection;
  readonly onClose: () => void;
}) {
  const [shown, setShown] = useState<SettingsSection>(section);
  return (
    <Modal opened onClose={onClose} title="Settings" size={760} classNames={{ body: styles.body ?? '' }}>
      <Tabs
        value={shown}
        onChange={(value) => setShown(settingsSections.find((known) => known === value) ?? shown)}
        orientation="vertical"
        keepMounted={false}
        variant="none"
        classNames={{
          root: styles.tabs ?? '',
          list: styles.list ?? '',
          tab: styles.tab ?? '',
          panel: styles.panel ?? '',
        }}
      >
        <Tabs.List aria-label="Settings">
          {settingsSections.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {titles[known]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="you">
          <YouSettings />
        </Tabs.Panel>
        <Tabs.Panel value="site">
          <SiteSettings />
        </Tabs.Panel>
        <Tabs.Panel value="session-keys">
          <SessionKeySettings />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistorySettings />
        </Tabs.Panel>
        <Tabs.Panel value="video">
          <VideoSettings />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}
