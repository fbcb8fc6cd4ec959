import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './button';
import styles from './controls.module.css';

interface SheetDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
  /** Called when the person leaves it without choosing (Escape, or a tap beside it); absent where they must choose. */
  readonly onCancel?: () => void;
}

/** A dialog that rises from the lower edge and keeps the focus until it is answered. */
export function SheetDialog({ title, children, actions, onCancel }: SheetDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  // A layout effect: while the dialog is still in the page, closing it gives the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (!element.open) element.showModal();
    // Not on a button: a dialog may rise under fingers that are typing, and a space must not answer it.
    heading.current?.focus();
    return () => element.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onCancel?.();
      }}
      onClick={(event) => {
        if (event.target === dialog.current && event.detail > 0 && isBeside(event, dialog.current))
          onCancel?.();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 ref={heading} id={titleId} tabIndex={-1} className={styles.dialogTitle}>
        {title}
      </h2>
      <div className={styles.dialogText}>{children}</div>
      <div className={styles.dialogActions}>{actions}</div>
    </dialog>
  );
}

function isBeside({ clientX, clientY }: { clientX: number; clientY: number }, dialog: HTMLElement): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly keep: string;
  readonly onConfirm: () => void;
  readonly onKeep: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, text, confirm, keep, onConfirm, onKeep }: ConfirmProps) {
  return (
    <SheetDialog
      title={title}
      onCancel={onKeep}
      actions={
        <>
          <Button look="destructive" onClick={onConfirm}>
            {confirm}
          </Button>
          <Button look="raised" onClick={onKeep}>
            {keep}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </SheetDialog>
  );
}
