import { IconDownload, IconPlayerPause, IconPlayerPlay, IconUpload, IconX } from '@tabler/icons-react';
import { displayName } from '../../shared/file-transfer/display-name';
import { amountInWords } from '../../shared/words/sizes';
import { RoundButton } from '../shell/button';
import { transferWords } from './file-words';
import styles from './files.module.css';
import type { FilesController, Import } from './files-controller';
import type { TransferView } from './worker/worker-messages';

interface TransferStripProps {
  readonly files: FilesController;
  readonly transfers: readonly TransferView[];
  readonly imports: readonly Import[];
}

/** What is on its way at this moment, and what stopped, with how far it is. */
export function TransferStrip({ files, transfers, imports }: TransferStripProps) {
  const shown = transfers.filter(({ status }) => status.kind !== 'ended' || status.outcome.kind === 'failed');
  if (shown.length + imports.length === 0) return null;
  return (
    <ul className={styles.strip} aria-label="On their way">
      {imports.map(({ id, name, size, done }) => (
        <li key={`import-${id}`} className={styles.moving}>
          <IconUpload size={22} stroke={1.75} aria-hidden="true" />
          <bdi className={styles.name}>{displayName(name)}</bdi>
          <span className={styles.part}>{amountInWords(done, size)}</span>
          <RoundButton label={`Stop adding ${displayName(name)}`} onClick={() => files.stopImport(id)}>
            <IconX size={20} stroke={2} aria-hidden="true" />
          </RoundButton>
          <progress aria-label={`Adding ${displayName(name)}`} value={done} max={Math.max(1, size)} />
        </li>
      ))}
      {shown.map((transfer) => (
        <Moving key={transfer.transferId} files={files} transfer={transfer} />
      ))}
    </ul>
  );
}

function Moving({ files, transfer }: { readonly files: FilesController; readonly transfer: TransferView }) {
  const { transferId, direction, size, done, status } = transfer;
  const name = displayName(transfer.name);
  const Icon = direction === 'to-customer' ? IconDownload : IconUpload;
  const act = (what: 'pause' | 'unpause' | 'cancel'): void => {
    // Where it is over meanwhile there is nothing left to do.
    files.ask<'act-on-transfer'>({ kind: 'act-on-transfer', transferId, act: what }).catch(() => undefined);
  };
  const isOver = status.kind === 'ended';
  return (
    <li className={styles.moving} data-failed={isOver}>
      <Icon size={22} stroke={1.75} aria-hidden="true" />
      <bdi className={styles.name}>{name}</bdi>
      <span className={styles.part}>{transferWords(transfer)}</span>
      {status.kind === 'active' && (
        <RoundButton label={`Pause ${name}`} onClick={() => act('pause')}>
          <IconPlayerPause size={20} stroke={1.75} aria-hidden="true" />
        </RoundButton>
      )}
      {status.kind === 'paused' && (
        <RoundButton label={`Go on with ${name}`} onClick={() => act('unpause')}>
          <IconPlayerPlay size={20} stroke={1.75} aria-hidden="true" />
        </RoundButton>
      )}
      <RoundButton label={isOver ? `Forget ${name}` : `Cancel ${name}`} onClick={() => act('cancel')}>
        <IconX size={20} stroke={2} aria-hidden="true" />
      </RoundButton>
      {!isOver && (
        <progress
          aria-label={`${direction === 'to-customer' ? 'Receiving' : 'Sending'} ${name}`}
          value={done}
          max={Math.max(1, size)}
        />
      )}
    </li>
  );
}
