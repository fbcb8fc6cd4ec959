import { useEffect, useRef } from 'react';
import { useFollowed } from '../session/context';
import { Button } from '../shell/button';
import styles from './screen.module.css';
import { useScreen } from './screen-context';

/** 3, 2, 1 before the screen is shared, with a way back. */
export function Countdown({ name }: { readonly name: string }) {
  const screen = useScreen();
  const shown = useFollowed(screen);
  const dialog = useRef<HTMLDialogElement>(null);
  const isCounting = shown.kind === 'counting';

  useEffect(() => {
    const element = dialog.current;
    if (!isCounting || element === null) return;
    element.showModal();
    return () => element.close();
  }, [isCounting]);

  if (!isCounting) return null;
  return (
    <dialog
      ref={dialog}
      className={styles.countdown}
      aria-label="Sharing begins"
      onCancel={(event) => {
        event.preventDefault();
        screen.stop(false);
      }}
    >
      <p className={styles.number} role="timer" aria-live="assertive">
        {shown.left}
      </p>
      <p>Then {name} sees your screen.</p>
      <Button look="raised" onClick={() => screen.stop(false)}>
        Don’t share
      </Button>
    </dialog>
  );
}
