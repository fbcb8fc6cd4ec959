import type { TransferTotals, TransferView } from '../../shared/ipc/file-view';
import { failureReason, refusalReason } from '../../shared/session/told/file-reasons';
import { durationInWords } from '../../shared/words/durations';
import { amountInWords, percentInWords, sizeInWords } from '../../shared/words/sizes';
import { failureAdvice } from './failure-words';

/** What stands beside a transfer: how it is, more about that, and in which tone. */
export interface TransferWords {
  readonly main: string;
  readonly detail: string;
  readonly tone: 'plain' | 'wait' | 'stop' | 'live';
}

/** How a transfer is, in words; `isRoadOpen` says whether files can go just now. */
export function transferWords(transfer: TransferView, name: string, isRoadOpen: boolean): TransferWords {
  const { status, size, done } = transfer;
  const plain = (main: string, detail: string): TransferWords => ({ main, detail, tone: 'plain' });
  switch (status.kind) {
    case 'waiting':
      return isRoadOpen
        ? plain('Waiting', done > 0 ? `${amountInWords(done, size)} kept` : sizeInWords(size))
        : { main: `Waiting for ${name}’s phone`, detail: `${amountInWords(done, size)} kept`, tone: 'wait' };
    case 'colliding':
      return { main: 'Waiting for your choice', detail: sizeInWords(size), tone: 'wait' };
    case 'active': {
      if (!isRoadOpen)
        return {
          main: `Waiting for ${name}’s phone`,
          detail: `${amountInWords(done, size)} kept`,
          tone: 'wait',
        };
      return plain(amountInWords(done, size), speedWords(status.speed, status.timeLeftMs));
    }
    case 'verifying':
      return plain('Verifying', `${sizeInWords(size)}, compares SHA-256`);
    case 'paused':
      return plain(
        status.by === 'customer'
          ? `Paused by ${name} at ${percentInWords(done, size)}`
          : `Paused at ${percentInWords(done, size)}`,
        `${amountInWords(done, size)} kept on disk`,
      );
    case 'skipped':
      return plain('Skipped', 'The file that was there is kept.');
    case 'ended':
      return endedWords(status.outcome, transfer, name);
  }
}

function endedWords(
  outcome: Extract<TransferView['status'], { kind: 'ended' }>['outcome'],
  ended: TransferView,
  customer: string,
): TransferWords {
  const { direction } = ended;
  switch (outcome.kind) {
    case 'completed':
      return {
        main: 'Verified',
        detail: `${sizeInWords(ended.size)}, ${outcome.digest === null ? 'every piece matches' : 'SHA-256 matches'}`,
        tone: 'live',
      };
    case 'refused':
      return {
        main: `Not taken: ${refusalReason(outcome.reason, direction, customer, 'this computer')}`,
        detail: sizeInWords(ended.size),
        tone: 'stop',
      };
    case 'failed':
      return {
        main: `Failed: ${failureReason(outcome.failure, direction, customer, 'this computer')}`,
        detail: failureAdvice(outcome.failure, direction, customer, sizeInWords(ended.done)),
        tone: 'stop',
      };
    case 'cancelled':
      return {
        main: outcome.by === 'there' ? `Cancelled by ${customer}` : 'Cancelled',
        detail: 'Nothing of it is kept.',
        tone: 'plain',
      };
  }
}

/** How fast it goes and how long it takes, e.g. "3.1 MB/s, 3 s left". */
export function speedWords(speed: number | null, timeLeftMs: number | null): string {
  if (speed === null) return 'Begins';
  const left = timeLeftMs === null ? '' : `, ${durationInWords(Math.ceil(timeLeftMs / 1000) * 1000)} left`;
  return `${sizeInWords(speed)}/s${left}`;
}

/** The queue as a whole, e.g. "5, about 20 s left". */
export function queueWords(count: number, totals: TransferTotals): string {
  const open = totals.files - totals.filesDone;
  if (open === 0) return `${count.toLocaleString('en-US')}, all done`;
  const left =
    totals.timeLeftMs === null
      ? ''
      : `, about ${durationInWords(Math.max(1000, Math.ceil(totals.timeLeftMs / 1000) * 1000))} left`;
  const speed = totals.speed === null ? '' : `, ${sizeInWords(totals.speed)}/s`;
  return `${count.toLocaleString('en-US')}${left}${speed}`;
}
