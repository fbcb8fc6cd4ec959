import { RequestRefusedError } from '../ipc/request';

/** What to show for a request that failed: main's sentence where it refused, else `otherwise`. */
export function problemOf(error: unknown, otherwise: string): string {
  return error instanceof RequestRefusedError ? error.message : otherwise;
}
