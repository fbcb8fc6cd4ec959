import { type ReactNode, useEffect, useRef } from 'react';
import styles from './page.module.css';
import { SiteMark } from './site-mark';

interface PageProps {
  readonly siteName: string;
  readonly title: string;
  /** Shown between the site's name and the title. */
  readonly picture?: ReactNode;
  /** Whether the title takes the focus, so that a screen reader begins there; not where a field does. */
  readonly focusTitle?: boolean;
  readonly children: ReactNode;
}

/** A page outside the session: the site's name, a title, and what the customer can do. */
export function Page({ siteName, title, picture, focusTitle = true, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
    if (focusTitle) heading.current?.focus();
  }, [title, focusTitle]);
  return (
    <main className={styles.scroll}>
      <div className={styles.page}>
        <SiteMark siteName={siteName} />
        {picture}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
    </main>
  );
}
