import { IconCamera, IconDeviceMobile, IconFolder, IconMessageCircle, IconPhoto } from '@tabler/icons-react';
import type { Tab } from '../../shared/session/session-event';
import styles from './tab-bar.module.css';

/** The tabs there are; each new one needs its icon and name here and its page in `session-page.tsx`. */
const tabs = [
  { tab: 'chat', name: 'Chat', Icon: IconMessageCircle },
  { tab: 'screen', name: 'Screen', Icon: IconDeviceMobile },
  { tab: 'camera', name: 'Camera', Icon: IconCamera },
  { tab: 'photos', name: 'Photos', Icon: IconPhoto },
  { tab: 'files', name: 'Files', Icon: IconFolder },
] as const satisfies readonly { tab: Tab; name: string; Icon: typeof IconCamera }[];

export type ShownTab = (typeof tabs)[number]['tab'];

export function isShownTab(tab: Tab): tab is ShownTab {
  return tabs.some((known) => known.tab === tab);
}

interface TabBarProps {
  readonly open: ShownTab;
  /** The tab whose source is shared at this moment. */
  readonly shared: Tab | null;
  readonly unread: number;
  readonly onOpen: (tab: ShownTab) => void;
}

/** The tabs at the lower edge; the customer alone chooses among them. */
export function TabBar({ open, shared, unread, onOpen }: TabBarProps) {
  return (
    <nav className={styles.bar} aria-label="What you see and show" data-dark={open === 'camera'}>
      {tabs.map(({ tab, name, Icon }) => {
        const hasUnread = tab === 'chat' && unread > 0 && open !== 'chat';
        return (
          <button
            key={tab}
            type="button"
            className={styles.tab}
            aria-current={open === tab ? 'page' : undefined}
            onClick={() => onOpen(tab)}
          >
            <span className={styles.icon}>
              <Icon size={25} stroke={1.75} aria-hidden="true" />
              {tab === shared && <span className={styles.dot} role="img" aria-label="shared now" />}
              {hasUnread && (
                <span className={styles.badge} role="img" aria-label={`${unread} new`}>
                  {unread > 9 ? '9+' : unread}
                </span>
              )}
            </span>
            {name}
          </button>
        );
      })}
    </nav>
  );
}
