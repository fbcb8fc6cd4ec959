import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { TransferView } from '../../shared/ipc/file-view';
import { percentInWords } from '../../shared/words/sizes';
import { reportFailure } from '../kit/report-failure';
import { useRequest } from '../kit/use-request';
import type { SessionFiles } from '../store/files-slice';
import { CollisionRow } from './collision-row';
import type { CollisionFacts } from './collision-words';
import styles from './transfer-list.module.css';
import { TransferRow } from './transfer-row';
import { queueWords } from './transfer-words';

const rowHeight = 47;
const collisionHeight = 70;
const initialRect = { width: 800, height: 400 };

/** The session's transfers in the order they start, and what can be done with all of them. */
export function TransferList({
  sessionId,
  files,
  name,
  now,
  factsOf,
}: {
  readonly sessionId: string;
  readonly files: SessionFiles;
  /** What to call the customer. */
  readonly name: string;
  readonly now: number;
  readonly factsOf: (transfer: TransferView) => CollisionFacts;
}) {
  const request = useRequest();
  const { order, byId, totals, road } = files;
  const scroller = useRef<HTMLUListElement>(null);
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) =>
      byId[order[index] ?? '']?.status.kind === 'colliding' ? collisionHeight : rowHeight,
    getItemKey: (index) => order[index] ?? index,
    overscan: 6,
    initialRect,
  });
  const all = order.flatMap((transferId) => byId[transferId] ?? []);
  const running = all.filter(({ status }) => status.kind === 'active' || status.kind === 'waiting');
  const paused = all.filter(({ status }) => status.kind === 'paused' && status.by === 'representative');
  const hasEnded = all.some(({ status }) => status.kind === 'ended' || status.kind === 'skipped');
  const each = (verb: 'pause-transfer' | 'resume-transfer', transfers: readonly TransferView[]) => {
    Promise.all(transfers.map(({ transferId }) => request(verb, { sessionId, transferId }))).catch(
      (error: unknown) => reportFailure('Not every transfer followed', error),
    );
  };
  const clear = () => {
    request('clear-ended-transfers', { sessionId }).catch((error: unknown) =>
      reportFailure('The list was not cleared', error),
    );
  };
  const part = totals.bytes === 0 ? 0 : totals.bytesDone / totals.bytes;
  const isUnderWay = totals.filesDone < totals.files;

  return (
    <section className={styles.queue} aria-label="Transfers">
      <header className={styles.header}>
        <h2 className={styles.title}>Transfers</h2>
        <span className={styles.total}>{queueWords(order.length, totals)}</span>
        <span className={styles.gap} />
        {running.length === 0 && paused.length > 0 ? (
          <Button
            variant="quiet"
            size="xs"
            leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
            onClick={() => each('resume-transfer', paused)}
          >
            Resume all
          </Button>
        ) : (
          <Button
            variant="quiet"
            size="xs"
            disabled={running.length === 0}
            leftSection={<IconPlayerPause size={14} stroke={1.75} aria-hidden />}
            onClick={() => each('pause-transfer', running)}
          >
            Pause all
          </Button>
        )}
        <Button variant="quiet" size="xs" disabled={!hasEnded} onClick={clear}>
          Clear finished
        </Button>
        {isUnderWay && (
          <div
            className={styles.totalBar}
            role="progressbar"
            aria-label="All transfers"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.floor(part * 100)}
            aria-valuetext={percentInWords(totals.bytesDone, totals.bytes)}
          >
            <span style={{ inlineSize: `${part * 100}%` }} />
          </div>
        )}
      </header>
      <ul ref={scroller} className={styles.rows} style={{ '--rows': virtualizer.getTotalSize() } as object}>
        <li aria-hidden className={styles.sheet} style={{ height: virtualizer.getTotalSize() }} />
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const transfer = byId[order[index] ?? ''];
          if (transfer === undefined) return null;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-transfer={transfer.status.kind}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              {transfer.status.kind === 'colliding' ? (
                <CollisionRow
                  sessionId={sessionId}
                  transfer={transfer}
                  facts={factsOf(transfer)}
                  now={now}
                  hasMore={all.some(
                    (other) => other.batchId === transfer.batchId && other.transferId !== transfer.transferId,
                  )}
                />
              ) : (
                <TransferRow
                  sessionId={sessionId}
                  transfer={transfer}
                  index={index}
                  count={order.length}
                  name={name}
                  isRoadOpen={road === 'open'}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
