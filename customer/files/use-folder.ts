import { useCallback, useEffect, useRef, useState } from 'react';
import type { FolderPath } from '../../shared/file-transfer/relative-path';
import type { FilesController } from './files-controller';
import type { ListedFolder } from './worker/worker-messages';

const pageRows = 100;

/** The beginning of a folder, kept as it is on the phone; null until it is known, `gone` once there is no such folder. */
export interface ShownFolder {
  readonly listed: ListedFolder | null;
  readonly isGone: boolean;
  /** Lists more of it. */
  readonly more: () => void;
}

/** Lists a folder and follows it. */
export function useFolder(files: FilesController, path: FolderPath): ShownFolder {
  const [shown, setShown] = useState<{ readonly path: FolderPath; readonly listed: ListedFolder } | null>(
    null,
  );
  const [gone, setGone] = useState<FolderPath | null>(null);
  const [rows, setRows] = useState(pageRows);
  const newest = useRef(0);

  const list = useCallback(() => {
    newest.current += 1;
    const asked = newest.current;
    files.ask<'list-folder'>({ kind: 'list-folder', path, from: 0, count: rows }).then(
      (listed) => {
        if (asked !== newest.current) return;
        setShown({ path, listed });
        setGone(null);
      },
      () => {
        if (asked === newest.current) setGone(path);
      },
    );
  }, [files, path, rows]);

  useEffect(() => {
    list();
    return files.onFoldersChanged((paths) => {
      // A change inside a folder shown here changes what stands under its name; one above may have taken this one.
      if (paths.some((changed) => changed === path || isIn(changed, path) || isIn(path, changed))) list();
    });
  }, [files, path, list]);

  const more = useCallback(() => setRows((before) => before + pageRows), []);
  return { listed: shown?.path === path ? shown.listed : null, isGone: gone === path, more };
}

function isIn(path: FolderPath, folder: FolderPath): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
