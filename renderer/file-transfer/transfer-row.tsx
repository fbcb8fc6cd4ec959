import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  type Icon,
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconCircleCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import { type KeyboardEvent, memo } from 'react';
import { displayName } from '../../shared/file-transfer/display-name';
import type { TransferView } from '../../shared/ipc/file-view';
import { percentInWords } from '../../shared/words/sizes';
import { reportFailure } from '../kit/report-failure';
import { useRequest } from '../kit/use-request';
import { FileName } from './file-name';
import styles from './transfer-list.module.css';
import { transferWords } from './transfer-words';

type Verb = 'pause-transfer' | 'resume-transfer' | 'cancel-transfer' | 'retry-transfer';

/** One transfer of the queue: which way, what, how far, and what can be done about it. */
export const TransferRow = memo(function TransferRow({
  sessionId,
  transfer,
  index,
  count,
  name,
  isRoadOpen,
}: {
  readonly sessionId: string;
  readonly transfer: TransferView;
  /** Its place in the queue, of `count`. */
  readonly index: number;
  readonly count: number;
  readonly name: string;
  readonly isRoadOpen: boolean;
}) {
  const request = useRequest();
  const { transferId, status, size, done, local } = transfer;
  const file = displayName(transfer.name);
  const words = transferWords(transfer, name, isRoadOpen);
  const send = (verb: Verb) => {
    request(verb, { sessionId, transferId }).catch((error: unknown) =>
      reportFailure(`${file}: that did not work`, error),
    );
  };
  const move = (to: number) => {
    if (to < 0 || to >= count) return;
    request('move-transfer', { sessionId, transferId, index: to }).catch((error: unknown) =>
      reportFailure(`${file} was not moved`, error),
    );
  };
  const pressed = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(index + (event.key === 'ArrowUp' ? -1 : 1));
  };
  const show = () => {
    request('show-in-folder', local).catch((error: unknown) =>
      reportFailure('The folder was not shown', error),
    );
  };
  const isOver = status.kind === 'ended' || status.kind === 'skipped';
  const isStored = status.kind === 'ended' && status.outcome.kind === 'completed';
  const isFailed = status.kind === 'ended' && status.outcome.kind === 'failed';
  const part = isStored ? 1 : size === 0 ? 0 : done / size;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of its buttons, in addition.
    <div className={styles.transfer} onKeyDown={pressed}>
      <DirectionTile direction={transfer.direction} tone="plain" />
      <div className={styles.what}>
        <span className={styles.file}>
          <FileName name={transfer.name} />
        </span>
        <div
          className={styles.bar}
          role="progressbar"
          aria-label={file}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(part * 100)}
          aria-valuetext={`${percentInWords(done, size)}, ${words.main}`}
          data-tone={isStored ? 'live' : isFailed ? 'stop' : status.kind === 'active' ? 'accent' : 'still'}
        >
          <span style={{ inlineSize: `${part * 100}%` }} />
        </div>
      </div>
      <div className={styles.state} data-tone={words.tone}>
        <span className={styles.main} title={words.main}>
          {words.tone === 'live' && <IconCircleCheck size={14} stroke={1.75} aria-hidden />}
          {words.main}
        </span>
        <span className={styles.detail} title={words.detail}>
          {words.detail}
        </span>
      </div>
      <div className={styles.actions}>
        {status.kind === 'waiting' && count > 1 && (
          <>
            <Act
              label={`Move ${file} up`}
              icon={IconArrowUp}
              isOff={index === 0}
              onClick={() => move(index - 1)}
            />
            <Act
              label={`Move ${file} down`}
              icon={IconArrowDown}
              isOff={index === count - 1}
              onClick={() => move(index + 1)}
            />
          </>
        )}
        {(status.kind === 'active' || status.kind === 'waiting') && (
          <Act label={`Pause ${file}`} icon={IconPlayerPause} onClick={() => send('pause-transfer')} />
        )}
        {status.kind === 'paused' && status.by === 'representative' && (
          <Button
            size="xs"
            aria-label={`Resume ${file}`}
            leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
            onClick={() => send('resume-transfer')}
          >
            Resume
          </Button>
        )}
        {isFailed && (
          <Button
            size="xs"
            aria-label={`Retry ${file}`}
            leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden />}
            onClick={() => send('retry-transfer')}
          >
            Retry
          </Button>
        )}
        {isStored && transfer.direction === 'to-representative' && (
          <Button size="xs" variant="quiet" aria-label={`Show ${file} in folder`} onClick={show}>
            Show in folder
          </Button>
        )}
        {!isOver && <Act label={`Cancel ${file}`} icon={IconX} onClick={() => send('cancel-transfer')} />}
      </div>
    </div>
  );
});

/** The arrow of a transfer: to the phone or from it. */
export function DirectionTile({
  direction,
  tone,
}: {
  readonly direction: TransferView['direction'];
  readonly tone: 'plain' | 'wait';
}) {
  const Arrow = direction === 'to-customer' ? IconArrowRight : IconArrowLeft;
  const label = direction === 'to-customer' ? 'To the phone' : 'From the phone';
  return (
    <span className={styles.tile} data-tone={tone} role="img" aria-label={label}>
      <Arrow size={16} stroke={1.75} aria-hidden />
    </span>
  );
}

function Act({
  label,
  icon: Sign,
  isOff = false,
  onClick,
}: {
  readonly label: string;
  readonly icon: Icon;
  readonly isOff?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isOff} onClick={onClick} size={26}>
        <Sign size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
