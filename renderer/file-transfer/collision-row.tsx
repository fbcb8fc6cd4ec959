import { Button } from '@mantine/core';
import { useState } from 'react';
import { displayName } from '../../shared/file-transfer/display-name';
import type { CollisionChoice } from '../../shared/file-transfer/queue';
import type { TransferView } from '../../shared/ipc/file-view';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { type CollisionFacts, collisionWords } from './collision-words';
import styles from './transfer-list.module.css';
import { DirectionTile } from './transfer-row';

/** A transfer whose name is taken: what is there, what comes, and the representative's choice. */
export function CollisionRow({
  sessionId,
  transfer,
  facts,
  hasMore,
  now,
}: {
  readonly sessionId: string;
  readonly transfer: TransferView;
  readonly facts: CollisionFacts;
  /** Whether other files were queued together with this one. */
  readonly hasMore: boolean;
  readonly now: number;
}) {
  const request = useRequest();
  const [forAll, setForAll] = useState(false);
  const [busy, run] = useTask();
  const { transferId, direction, status } = transfer;
  const name = displayName(status.kind === 'colliding' ? status.existing : transfer.name);
  const choose = (choice: CollisionChoice) =>
    run('Your choice was not taken', () =>
      request('choose-collision', { sessionId, transferId, choice, forAll }),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset takes no grid of columns everywhere.
    <div
      className={`${styles.transfer} ${styles.collision}`}
      role="group"
      aria-label={`${name} is already there`}
    >
      <DirectionTile direction={direction} tone="wait" />
      <div className={styles.question}>
        <strong className={styles.file}>
          <bdi>{name}</bdi>{' '}
          {direction === 'to-customer' ? 'is already on the phone' : 'is already on this computer'}
        </strong>
        <span className={styles.detail}>{collisionWords(transfer, facts, now)}</span>
      </div>
      <div className={styles.choices}>
        <div className={styles.choiceButtons}>
          <Button size="xs" disabled={busy} onClick={() => choose('replace')}>
            Replace
          </Button>
          <Button size="xs" variant="filled" disabled={busy} onClick={() => choose('keep-both')}>
            Keep both
          </Button>
          <Button size="xs" variant="quiet" disabled={busy} onClick={() => choose('skip')}>
            Skip
          </Button>
        </div>
        {hasMore && (
          <label className={styles.forAll}>
            <input
              type="checkbox"
              checked={forAll}
              onChange={(event) => setForAll(event.currentTarget.checked)}
            />
            Same for the rest
          </label>
        )}
      </div>
    </div>
  );
}
