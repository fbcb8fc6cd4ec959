import type { ButtonVariant } from '@mantine/core';

/** The look's buttons; `quiet-destructive` has no border, `amber` is only for Clear and resume. */
type SightlineButtonVariant = 'filled' | 'raised' | 'quiet' | 'destructive' | 'quiet-destructive' | 'amber';

declare module '@mantine/core' {
  export interface ButtonProps {
    variant?: ButtonVariant | SightlineButtonVariant;
  }
}
