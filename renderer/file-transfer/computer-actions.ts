import {
  IconArrowRight,
  IconExternalLink,
  IconFolderPlus,
  IconFolderSearch,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { displayName } from '../../shared/file-transfer/display-name';
import { reportFailure } from '../kit/report-failure';
import { useRequest } from '../kit/use-request';
import type { ListedEntry } from './arrange';
import { namesInWords } from './entry-words';
import type { ListRequest } from './file-list';
import { pathIn } from './folder-path';
import type { PaneAction } from './pane-menu';
import { inParts } from './queue-files';
import { useDialogs } from './use-dialogs';
import type { PaneHold } from './use-pane';

/** Everything that can be done with the entries of a folder of this computer, and the dialog it opens. */
export function useComputerDeeds(hold: PaneHold, onSend: (names: readonly string[]) => void) {
  const request = useRequest();
  const { place, content, reload } = hold;
  const { folderId, path } = place;
  const { dialog, ask, askName } = useDialogs();
  const there = hold.listing.entries.map(({ name }) => name);
  const names = content.selected.map(({ name }) => name);
  const [first] = content.selected;

  const open = (name: string) => {
    const file = { folderId, path: pathIn(path, name) };
    request('open-local', { ...file, confirmed: false })
      .then((answer) => {
        if (answer.kind === 'opened') return;
        ask({
          title: `Open ${displayName(name)}?`,
          text: openingQuestion(answer.ending, answer.from),
          names: [],
          action: 'Open it',
          run: () => request('open-local', { ...file, confirmed: true }),
        });
      })
      .catch((error: unknown) => reportFailure(`${displayName(name)} was not opened`, error));
  };
  const show = () => {
    const where = first === undefined ? undefined : pathIn(path, first.name);
    if (where === undefined) return;
    request('show-in-folder', { folderId, path: where }).catch((error: unknown) =>
      reportFailure('The folder was not shown', error),
    );
  };
  const newFolder = () =>
    askName({
      title: 'New folder on this computer',
      action: 'Make folder',
      current: '',
      there,
      onName: async (name) => {
        await request('create-local-folder', { folderId, path: pathIn(path, name) });
        reload();
      },
    });
  const rename = () => {
    if (first === undefined || names.length !== 1) return;
    askName({
      title: `Rename ${displayName(first.name)}`,
      action: 'Rename',
      current: first.name,
      there,
      onName: async (name) => {
        await request('rename-local', { folderId, path: pathIn(path, first.name), name });
        reload();
      },
    });
  };
  const remove = () => {
    if (names.length === 0) return;
    ask({
      title: `Delete ${displayName(namesInWords(names))}?`,
      text:
        names.length === 1
          ? 'It goes to the trash of this computer.'
          : 'They go to the trash of this computer.',
      names: names.map(displayName),
      action: 'Delete',
      run: async () => {
        for (const some of inParts(names)) {
          await request('delete-local', { folderId, paths: some.map((name) => pathIn(path, name)) });
        }
        reload();
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
        return onSend(names);
    }
  };
  return { dialog, open, show, newFolder, rename, remove, carryOut, send: () => onSend(names) };
}

/** Says what kind of file it is and where it comes from, before one is opened that may do more than show or play. */
function openingQuestion(ending: string, from: string | null): string {
  const what = ending === '' ? 'Its name has no ending' : `Its name ends in .${ending}`;
  const origin =
    from === null ? 'Sightline does not know where it comes from.' : `It was fetched from ${from}’s phone.`;
  return `${what}, and files of this kind may run on this computer and change it. ${origin} Open it only if you trust it.`;
}

/** The same as a menu tells it. */
export function computerActions(
  selected: readonly ListedEntry[],
  deeds: ReturnType<typeof useComputerDeeds>,
  sendReason: string,
): readonly PaneAction[] {
  const [first] = selected;
  const none = selected.length === 0 ? 'Select something first.' : '';
  const one = selected.length === 1 ? '' : 'Select one.';
  return [
    {
      label: 'Send to the phone',
      icon: IconArrowRight,
      key: 'Ctrl+Enter',
      reason: none || sendReason,
      run: deeds.send,
    },
    {
      label: 'Open',
      icon: IconExternalLink,
      key: 'Enter',
      reason: one || (first?.kind === 'file' ? '' : 'Only files can be opened.'),
      run: () => {
        if (first !== undefined) deeds.open(first.name);
      },
    },
    { label: 'Show in folder', icon: IconFolderSearch, key: '', reason: one, run: deeds.show },
    { label: 'Rename', icon: IconPencil, key: 'F2', reason: one, begins: true, run: deeds.rename },
    { label: 'New folder', icon: IconFolderPlus, key: 'Ctrl+Shift+N', reason: '', run: deeds.newFolder },
    {
      label: 'Delete',
      icon: IconTrash,
      key: 'Del',
      reason: none,
      isDestructive: true,
      begins: true,
      run: deeds.remove,
    },
  ];
}
