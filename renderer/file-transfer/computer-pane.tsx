import { Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFolder,
  IconFolderDown,
  IconFolderOff,
  IconFolderPlus,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { displayName } from '../../shared/file-transfer/display-name';
import type { GrantedFolder } from '../../shared/ipc/file-view';
import { reportFailure } from '../kit/report-failure';
import { useNow } from '../kit/ticker';
import { useRequest } from '../kit/use-request';
import { foldersReceived } from '../store/files-slice';
import { useAppDispatch, useAppSelector } from '../store/store';
import { computerActions, useComputerDeeds } from './computer-actions';
import { itemsInWords } from './entry-words';
import { FilePane } from './file-pane';
import styles from './file-pane.module.css';
import { crumbsOf, pathIn } from './folder-path';
import type { PaneHold } from './use-pane';

/** What of this computer the representative granted: its folders, and what is in them. */
export function ComputerPane({
  hold,
  sessionId,
  sendReason,
  onSend,
  onFetch,
}: {
  readonly hold: PaneHold;
  readonly sessionId: string;
  /** Why nothing can be sent now; empty where it can. */
  readonly sendReason: string;
  readonly onSend: (names: readonly string[]) => void;
  /** Takes files of the customer, dropped here, into the folder at `path`. */
  readonly onFetch: (names: readonly string[], path: string) => void;
}) {
  const { place, content, listing, reload } = hold;
  const now = useNow();
  const folders = useAppSelector(({ files }) => files.folders);
  const folder = folders?.find(({ folderId }) => folderId === place.folderId);
  const deeds = useComputerDeeds(hold, onSend);
  const actions = computerActions(content.selected, deeds, sendReason);
  const go = (path: string) => hold.go(path);
  return (
    <>
      <FilePane
        title="This computer"
        subtitle=""
        crumbs={crumbsOf(folder?.name ?? 'Downloads', place.path)}
        root={
          <FolderMenu
            folders={folders ?? []}
            current={folder}
            isHere={place.path === ''}
            onGo={() => go('')}
            onChoose={hold.goToFolder}
          />
        }
        path={place.path}
        onGo={go}
        listing={listing}
        content={content}
        onReload={reload}
        actions={actions}
        onRequest={deeds.carryOut}
        canChange={listing.problem === '' && !listing.isBusy}
        list={{
          side: 'computer',
          sessionId,
          sorting: hold.sorting,
          onSort: hold.sort,
          onOpen: (entry) => {
            if (entry.kind === 'folder') go(pathIn(place.path, entry.name));
            else deeds.open(entry.name);
          },
          accepts: (what) =>
            what.kind === 'list' && what.drag.side === 'customer' && what.drag.sessionId === sessionId,
          onDrop: (what, name) => {
            if (what.kind === 'list') {
              onFetch(what.drag.names, name === null ? place.path : pathIn(place.path, name));
            }
          },
          now,
        }}
        empty="This folder is empty. Drop the customer’s files here to fetch them."
        aside={
          listing.isBusy || content.selection.names.size > 0
            ? ''
            : hiddenWords(listing.entries.length, content.shown.length)
        }
      />
      {deeds.dialog}
    </>
  );
}

function hiddenWords(all: number, shown: number): string {
  return all === shown ? '' : `${itemsInWords(all - shown)} hidden by the filter`;
}

/** The folders that were granted, kept in step with main. */
export function useGrantedFolders(): readonly GrantedFolder[] | null {
  const request = useRequest();
  const folders = useAppSelector(({ files }) => files.folders);
  const dispatch = useAppDispatch();
  const isKnown = folders !== null;
  useEffect(() => {
    if (isKnown) return;
    request('list-granted-folders', {})
      .then((answer) => dispatch(foldersReceived(answer.folders)))
      .catch((error: unknown) => reportFailure('The folders of this computer could not be listed', error));
  }, [request, isKnown, dispatch]);
  return folders;
}

/** The first of the breadcrumbs: which granted folder this is, and the way to others. */
function FolderMenu({
  folders,
  current,
  isHere,
  onGo,
  onChoose,
}: {
  readonly folders: readonly GrantedFolder[];
  readonly current: GrantedFolder | undefined;
  readonly isHere: boolean;
  readonly onGo: () => void;
  readonly onChoose: (folderId: string) => void;
}) {
  const request = useRequest();
  const dispatch = useAppDispatch();
  const add = () => {
    request('grant-folder', {})
      .then(async (answer) => {
        if (answer.kind === 'cancelled') return;
        const { folders: all } = await request('list-granted-folders', {});
        dispatch(foldersReceived(all));
        onChoose(answer.folder.folderId);
      })
      .catch((error: unknown) => reportFailure('The folder was not added', error));
  };
  const forget = ({ folderId }: GrantedFolder) => {
    request('forget-folder', { folderId }).catch((error: unknown) =>
      reportFailure('The folder is still listed', error),
    );
  };
  const name = displayName(current?.name ?? 'Downloads');
  return (
    <>
      {!isHere && (
        <button type="button" className={styles.crumb} onClick={onGo}>
          <bdi>{name}</bdi>
        </button>
      )}
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <button
            type="button"
            className={styles.crumb}
            aria-current={isHere ? 'location' : undefined}
            aria-label={isHere ? `${name}, other folders` : 'Other folders'}
          >
            {isHere && <bdi>{name}</bdi>}
            <IconChevronDown size={13} stroke={1.75} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Folders of this computer">
          {folders.map((folder) => {
            const FolderIcon = !folder.isThere
              ? IconFolderOff
              : folder.kind === 'downloads'
                ? IconFolderDown
                : IconFolder;
            return (
              <Menu.Item
                key={folder.folderId}
                leftSection={<FolderIcon size={16} stroke={1.75} aria-hidden />}
                disabled={!folder.isThere}
                aria-current={folder.folderId === current?.folderId || undefined}
                onClick={() => onChoose(folder.folderId)}
              >
                <bdi>{displayName(folder.name)}</bdi>
                <bdi className={styles.place} title={folder.place}>
                  {folder.isThere ? displayName(folder.place) : 'It is not there any more.'}
                </bdi>
              </Menu.Item>
            );
          })}
          <Menu.Divider />
          <Menu.Item leftSection={<IconFolderPlus size={16} stroke={1.75} aria-hidden />} onClick={add}>
            Add a folder
          </Menu.Item>
          {folders
            .filter(
              (folder) =>
                folder.kind === 'granted' && (folder.folderId === current?.folderId || !folder.isThere),
            )
            .map((folder) => (
              <Menu.Item
                key={folder.folderId}
                leftSection={<IconFolderOff size={16} stroke={1.75} aria-hidden />}
                onClick={() => forget(folder)}
              >
                Take <bdi>{displayName(folder.name)}</bdi> off the list
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
