import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from './mark';
import styles from './plain-message.module.css';

function PlainMessage({
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

const reload = (
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

/** Shown where the first snapshot did not come. */
export function StartFailed({ message }: { readonly message: string }) {
  return <PlainMessage title="Sightline could not read its sessions" text={message} action={reload} />;
}
