import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './controls.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look: 'filled' | 'raised' | 'quiet' | 'destructive';
  readonly icon?: ReactNode;
}

/** A full-width button, at least 44 px high. */
export function Button({ look, icon, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={`${styles.button} ${styles[look]}`} {...rest}>
      {icon}
      {children}
    </button>
  );
}

interface RoundButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly label: string;
  readonly look?: 'plain' | 'end';
}

/** A round button that shows an icon only. */
export function RoundButton({ label, look = 'plain', className = '', ...rest }: RoundButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={`${styles.round} ${look === 'end' ? styles.end : ''} ${className}`}
      {...rest}
    />
  );
}
