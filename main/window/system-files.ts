import { dialog, shell } from 'electron';

/** What the system does with files, by its own dialogs and programs. */
export const systemFiles = {
  /** Asks the person for a folder; undefined where they choose none. */
  chooseFolder: async (): Promise<string | undefined> => {
    const chosen = await dialog.showOpenDialog({
      title: 'Let Sightline use a folder',
      buttonLabel: 'Use this folder',
      properties: ['openDirectory', 'createDirectory'],
    });
    return chosen.canceled ? undefined : chosen.filePaths[0];
  },
  /** Opens with the system's program; rejects where it cannot. */
  openPath: async (path: string): Promise<void> => {
    const problem = await shell.openPath(path);
    if (problem !== '') throw new Error(problem);
  },
  showInFolder: (path: string): void => shell.showItemInFolder(path),
  moveToTrash: (path: string): Promise<void> => shell.trashItem(path),
} as const;
