import { IconArrowLeft, IconFolderPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { displayName } from '../../shared/file-transfer/display-name';
import { newCommandId } from '../ipc/command-id';
import { useRequest } from '../kit/use-request';
import type { ListedEntry } from './arrange';
import { namesInWords } from './entry-words';
import type { ListRequest } from './file-list';
import { pathIn } from './folder-path';
import type { PaneAction } from './pane-menu';
import { inParts } from './queue-files';
import { useDialogs } from './use-dialogs';
import type { PaneHold } from './use-pane';

/** Everything that can be done with the customer's files, and the dialog it opens. */
export function useCustomerDeeds(
  hold: PaneHold,
  sessionId: string,
  customer: string,
  onFetch: (names: readonly string[]) => void,
) {
  const request = useRequest();
  const { path } = hold.place;
  const { dialog, ask, askName } = useDialogs();
  const there = hold.listing.entries.map(({ name }) => name);
  const names = hold.content.selected.map(({ name }) => name);
  const [first] = names;

  const newFolder = () => {
    const id = newCommandId();
    askName({
      title: `New folder on ${customer}’s phone`,
      action: 'Make folder',
      current: '',
      there,
      onName: async (name) => {
        await request('create-customer-folder', { sessionId, id, path: pathIn(path, name) });
        hold.reload();
      },
    });
  };
  const rename = () => {
    if (first === undefined || names.length !== 1) return;
    const id = newCommandId();
    askName({
      title: `Rename ${displayName(first)}`,
      action: 'Rename',
      current: first,
      there,
      onName: async (name) => {
        await request('rename-customer-file', { sessionId, id, path: pathIn(path, first), name });
        hold.reload();
      },
    });
  };
  const remove = () => {
    if (names.length === 0) return;
    ask({
      title: `Delete ${displayName(namesInWords(names))} from ${customer}’s phone?`,
      text: `This cannot be undone. ${customer} sees that you deleted ${names.length === 1 ? 'it' : 'them'}.`,
      names: names.map(displayName),
      action: 'Delete',
      run: async () => {
        for (const some of inParts(names)) {
          await request('delete-customer-files', {
            sessionId,
            id: newCommandId(),
            paths: some.map((name) => pathIn(path, name)),
          });
        }
        hold.reload();
      },
    });
  };
  const carryOut = (what: Exclude<ListRequest, 'parent' | 'refresh' | 'filter'>) => {
    switch (what) {
      case 'rename':
        return rename();
      case 'delete':
        return remove();
      case 'new-folder':
        return newFolder();
      case 'transfer':
        return onFetch(names);
    }
  };
  return { dialog, newFolder, rename, remove, carryOut, fetch: () => onFetch(names) };
}

/** The same as a menu tells it; the customer's files change only while files may go to the phone. */
export function customerActions(
  selected: readonly ListedEntry[],
  deeds: ReturnType<typeof useCustomerDeeds>,
  fetchReason: string,
  changeReason: string,
): readonly PaneAction[] {
  const none = selected.length === 0 ? 'Select something first.' : '';
  const one = selected.length === 1 ? '' : 'Select one.';
  return [
    {
      label: 'Fetch to this computer',
      icon: IconArrowLeft,
      key: 'Ctrl+Enter',
      reason: none || fetchReason,
      run: deeds.fetch,
    },
    {
      label: 'Rename',
      icon: IconPencil,
      key: 'F2',
      reason: one || changeReason,
      begins: true,
      run: deeds.rename,
    },
    {
      label: 'New folder',
      icon: IconFolderPlus,
      key: 'Ctrl+Shift+N',
      reason: changeReason,
      run: deeds.newFolder,
    },
    {
      label: 'Delete',
      icon: IconTrash,
      key: 'Del',
      reason: none || changeReason,
      isDestructive: true,
      begins: true,
      run: deeds.remove,
    },
  ];
}
