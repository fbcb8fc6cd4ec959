import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from './mark';
import styles from './plain-message.module.css';

/** Shows a message that takes the whole window. */
export function PlainMessage({
  title,
  text,
  action,
}: {
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
}) {
  return (
    <main className={styles.page}>
      <Mark size={36} />
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{text}</p>
      {action}
    </main>
  );
}

/** Loads the page again. */
export const reload = (
  <Button variant="filled" onClick={() => window.location.reload()}>
    Reload the window
  </Button>
);

/** Shown where the page was opened outside Sightline. */
export function NotInSightline() {
  return (
    <PlainMessage
      title="This page works only inside Sightline"
      text="Start Sightline on this computer; it opens the console by itself."
    />
  );
}

/** Shown where drawing the page failed. */
export function WindowFailed() {
  return (
    <PlainMessage
      title="Something in this window stopped working"
      text="Reload the window; your sessions are kept by Sightline, and customers stay connected."
      action={reload}
    />
  );
}
