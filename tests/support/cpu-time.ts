/**
 * Measures the processor time that `work` takes, in microseconds, whatever else the machine does: the least of three runs, and at
 * least one, so that two can be compared.
 */
export function cpuTime(work: () => unknown): number {
  const runs = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.max(1, Math.min(...runs));
}
