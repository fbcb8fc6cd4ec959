import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { RoundButton } from './button';
import { PermissionsButton } from './permissions-button';
import styles from './tab-page.module.css';

interface TabPageProps {
  readonly title: string;
  /** One sentence on who sees what. */
  readonly lead: string;
  readonly onEnd: () => void;
  /** What the way out does, where it does not end the session. */
  readonly endLabel?: string;
  /** A round button before the way out. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A tab that scrolls: its title, the way out, a sentence on who sees what, and its content. */
export function TabPage({ title, lead, onEnd, endLabel, action, children }: TabPageProps) {
  return (
    <section className={styles.page} aria-label={title}>
      <header className={styles.header}>
        <h1>{title}</h1>
        <div className={styles.buttons}>
          {endLabel === undefined && <PermissionsButton />}
          {action}
          <RoundButton
            label={endLabel ?? 'End the session'}
            look={endLabel === undefined ? 'end' : 'plain'}
            onClick={onEnd}
          >
            <IconX size={22} stroke={2} aria-hidden="true" />
          </RoundButton>
        </div>
        <p>{lead}</p>
      </header>
      <div className={styles.content}>{children}</div>
    </section>
  );
}

interface BlockProps {
  readonly title: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

/** One thing that can be done in a tab, with its words. */
export function Block({ title, icon, children }: BlockProps) {
  return (
    <section className={styles.block}>
      <h2>
        {icon}
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Something that did not work, beside where it was tried. */
export function Problem({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.problem} role="alert">
      {children}
    </p>
  );
}
