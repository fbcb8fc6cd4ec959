import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import type { FilePolicy } from '../../shared/file-transfer/file-transfer-event';
import type { TransferView } from '../../shared/ipc/file-view';
import { filesAreOpen, mayTransfer } from '../../shared/session/file-access';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { newCommandId } from '../ipc/command-id';
import { reportFailure } from '../kit/report-failure';
import { useNow } from '../kit/ticker';
import { useRequest } from '../kit/use-request';
import { storageChanged } from '../store/files-slice';
import { useAppDispatch, useAppSelector } from '../store/store';
import { AccessEmpty } from './access-empty';
import type { CollisionFacts } from './collision-words';
import { ComputerPane, useGrantedFolders } from './computer-pane';
import { CustomerPane } from './customer-pane';
import styles from './file-transfer.module.css';
import { parentOf, pathIn } from './folder-path';
import { useFileQueue } from './queue-files';
import { TransferList } from './transfer-list';
import { usePaneHold } from './use-pane';

/** The File Transfer tab: this computer and the customer's files side by side, and what goes between them. */
export function FileTransferTab({
  sessionId,
  state,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession;
}) {
  const request = useRequest();
  const now = useNow();
  const files = useAppSelector((root) => root.files.bySession[sessionId]);
  const selectPolicy = (policy: FilePolicy) => {
    if (policy === state.files.policy) return;
    request('select-file-policy', { sessionId, id: newCommandId(), policy }).catch((error: unknown) =>
      reportFailure('The policy was not changed', error),
    );
  };
  const name = firstName(state.customer.name);
  const hasTransfers = files !== undefined && files.order.length > 0;
  if (filesAreOpen(state.files)) return <Panes sessionId={sessionId} state={state} onPolicy={selectPolicy} />;
  return (
    <div className={styles.tab}>
      <AccessEmpty sessionId={sessionId} state={state} onPolicy={selectPolicy} />
      {hasTransfers && (
        <TransferList
          sessionId={sessionId}
          files={files}
          name={name}
          now={now}
          factsOf={() => ({ there: null, source: null })}
        />
      )}
    </div>
  );
}

function Panes({
  sessionId,
  state,
  onPolicy,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession;
  readonly onPolicy: (policy: FilePolicy) => void;
}) {
  const request = useRequest();
  const now = useNow();
  const dispatch = useAppDispatch();
  const name = firstName(state.customer.name);
  const files = useAppSelector((root) => root.files.bySession[sessionId]);
  const folders = useGrantedFolders();
  const road = files?.road ?? 'closed';
  const computer = usePaneHold({
    sessionId,
    side: 'computer',
    firstFolderId: folders?.[0]?.folderId ?? '',
    epoch: folders === null ? 'unknown' : 'known',
    load: async ({ folderId, path }) => {
      if (folderId === '') return { entries: [], isCut: false };
      return request('list-local-folder', { folderId, path });
    },
    isAbout: (changed, place) =>
      changed.kind === 'local-folder-changed' &&
      changed.folderId === place.folderId &&
      changed.path === place.path,
  });
  const customer = usePaneHold({
    sessionId,
    side: 'customer',
    firstFolderId: '',
    epoch: road,
    load: async ({ path }) => {
      if (road === 'closed') return { entries: [], isCut: false };
      const { entries, storage } = await request('list-customer-folder', { sessionId, path });
      if (storage !== null) dispatch(storageChanged({ sessionId, storage }));
      return { entries: entries.map((entry) => ({ ...entry, isUsable: true })), isCut: false };
    },
    isAbout: (changed, place) =>
      changed.kind === 'customer-folder-changed' &&
      changed.sessionId === sessionId &&
      changed.path === place.path,
  });

  const sendReason = mayTransfer(state.files, 'to-customer') ? '' : 'Files only come from the phone now.';
  const fetchReason = mayTransfer(state.files, 'to-representative') ? '' : 'Files only go to the phone now.';
  const queue = useFileQueue(sessionId);
  const notQueued = (error: unknown) => reportFailure('Nothing was queued', error);
  const send = (names: readonly string[], folder: string) => {
    if (names.length === 0 || sendReason !== '') return;
    const { folderId, path } = computer.place;
    const sources = names.map((each) => ({ folderId, path: pathIn(path, each) }));
    queue.upload(sources, folder).catch(notQueued);
  };
  const fetchFiles = (names: readonly string[], path: string) => {
    if (names.length === 0 || fetchReason !== '') return;
    const paths = names.map((each) => pathIn(customer.place.path, each));
    queue.download(paths, { folderId: computer.place.folderId, path }).catch(notQueued);
  };
  const drop = (dropped: readonly File[], folder: string) => {
    queue.drop(dropped, folder).catch(notQueued);
  };
  const factsOf = (transfer: TransferView): CollisionFacts => {
    const onPhone = entryAt(customer, transfer.customerPath);
    const isHere = transfer.local.folderId === computer.place.folderId;
    const here = isHere ? entryAt(computer, transfer.local.path) : null;
    return transfer.direction === 'to-customer'
      ? { there: onPhone, source: here }
      : { there: here, source: onPhone };
  };
  const chosenHere = computer.content.selected.map((entry) => entry.name);
  const chosenThere = customer.content.selected.map((entry) => entry.name);

  return (
    <div className={styles.tab}>
      {road === 'closed' && (
        <p className={styles.closed} role="status">
          <span className={styles.ring} data-mark="ring-wait" />
          {state.presence.kind === 'connected'
            ? `Waiting for ${name}’s phone to open its files. Transfers go on then.`
            : `${name} is away. Transfers go on when ${name} comes back.`}
        </p>
      )}
      <div className={styles.panes}>
        <ComputerPane
          hold={computer}
          sessionId={sessionId}
          sendReason={sendReason}
          onSend={(names) => send(names, customer.place.path)}
          onFetch={fetchFiles}
        />
        <div className={styles.between}>
          <Arrow
            label={`Send to ${name}’s phone`}
            icon={IconArrowRight}
            reason={sendReason || (chosenHere.length === 0 ? 'Select files of this computer first.' : '')}
            onClick={() => send(chosenHere, customer.place.path)}
          />
          <Arrow
            label={`Fetch from ${name}’s phone`}
            icon={IconArrowLeft}
            reason={fetchReason || (chosenThere.length === 0 ? 'Select files of the customer first.' : '')}
            onClick={() => fetchFiles(chosenThere, computer.place.path)}
          />
        </div>
        <CustomerPane
          hold={customer}
          sessionId={sessionId}
          name={name}
          isOpen={road === 'open'}
          policy={state.files.policy}
          sendReason={sendReason}
          fetchReason={fetchReason}
          onPolicy={onPolicy}
          onSend={send}
          onDesktop={drop}
          onFetch={(names) => fetchFiles(names, computer.place.path)}
        />
      </div>
      {files !== undefined && files.order.length > 0 && (
        <TransferList sessionId={sessionId} files={files} name={name} now={now} factsOf={factsOf} />
      )}
    </div>
  );
}

function entryAt(hold: ReturnType<typeof usePaneHold>, path: string) {
  if (parentOf(path) !== hold.place.path) return null;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return hold.listing.entries.find((entry) => entry.name === name) ?? null;
}

function Arrow({
  label,
  icon: Sign,
  reason,
  onClick,
}: {
  readonly label: string;
  readonly icon: typeof IconArrowRight;
  readonly reason: string;
  readonly onClick: () => void;
}) {
  const isOff = reason !== '';
  return (
    <Tooltip label={isOff ? `${label}: ${reason}` : label} multiline maw={260}>
      <ActionIcon
        className={styles.arrow ?? ''}
        aria-label={label}
        aria-disabled={isOff || undefined}
        aria-description={isOff ? reason : undefined}
        data-ready={!isOff || undefined}
        onClick={() => {
          if (!isOff) onClick();
        }}
      >
        <Sign size={16} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
