import { notifications } from '@mantine/notifications';
import { ZodError } from 'zod';
import { RequestRefusedError } from '../ipc/request';
import { ToldError } from './told-error';

/** What to tell a person about `error`: what is known, and what to do. */
export function failureText(error: unknown): string {
  if (error instanceof RequestRefusedError || error instanceof ToldError) return error.message;
  if (error instanceof ZodError)
    return 'Sightline sent an answer this window does not understand. Reload the window, then try again.';
  return 'Try again. If it happens once more, reload the window; your sessions are kept.';
}

/** Shows that something did not work: `what` is what happened, e.g. "The message was not sent". */
export function reportFailure(what: string, error: unknown): void {
  notifications.show({
    id: what,
    title: what,
    message: failureText(error),
    color: 'red',
    autoClose: 12_000,
    role: 'alert',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
