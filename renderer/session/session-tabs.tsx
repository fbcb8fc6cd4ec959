import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SessionTab, SessionTabEntry } from './session-tab';
import styles from './session-view.module.css';

/** The row of tabs with the chosen one beneath it. */
export function SessionTabs({
  tabs,
  tab,
  onTab,
  children,
}: {
  readonly tabs: readonly SessionTabEntry[];
  readonly tab: SessionTab;
  readonly onTab: (tab: SessionTab) => void;
  readonly children: ReactNode;
}) {
  return (
    <Tabs
      value={tab}
      onChange={(value) => {
        const chosen = tabs.find(({ name }) => name === value);
        if (chosen !== undefined) onTab(chosen.name);
      }}
      variant="unstyled"
      classNames={{
        root: styles.tabs ?? '',
        list: styles.tabList ?? '',
        tab: styles.tab ?? '',
        panel: styles.tabPanel ?? '',
      }}
    >
      <Tabs.List aria-label="Session">
        {tabs.map(({ name, label, icon: Icon, count }) => (
          <Tabs.Tab key={name} value={name}>
            <span className={styles.tabLabel} title={label}>
              <Icon size={16} stroke={1.75} aria-hidden />
              <span className={styles.tabName}>{label}</span>
              {count > 0 && <span className={styles.tabCount}>{count.toLocaleString('en-US')}</span>}
            </span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel key={tab} value={tab}>
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
