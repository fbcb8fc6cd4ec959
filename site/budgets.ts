import { QueuedBytes } from './queued-bytes';
import { Shares } from './shares';

/** How much of this process strangers and phones may use together, and each address alone. */
export interface BudgetLimits {
  /** Bytes of bodies kept in memory. */
  readonly bodyBytes: number;
  readonly bodyBytesPerAddress: number;
  /** Bytes that wait to be taken by phones. */
  readonly queuedBytes: number;
}

const mebibyte = 1024 * 1024;

export const budgetLimits: BudgetLimits = {
  bodyBytes: 32 * mebibyte,
  bodyBytesPerAddress: 12 * mebibyte,
  queuedBytes: 32 * mebibyte,
};

/** The one budget of a site: connections come and go, and it stays. */
export class Budgets {
  readonly bodies: Shares;
  readonly queued: QueuedBytes;

  constructor(limits: BudgetLimits = budgetLimits) {
    this.bodies = new Shares(limits.bodyBytes, limits.bodyBytesPerAddress);
    this.queued = new QueuedBytes(limits.queuedBytes);
  }
}
