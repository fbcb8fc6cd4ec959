export interface RunOptions {
  readonly capture?: boolean;
  readonly read?: (data: string) => void;
  /** In milliseconds. */
  readonly timeout?: number;
}
export function run(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<{ readonly code: number; readonly output: string }>;
export function script(work: () => Promise<number | undefined>): Promise<never>;
