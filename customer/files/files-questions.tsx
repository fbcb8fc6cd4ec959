import { displayName } from '../../shared/file-transfer/display-name';
import { checkFileName } from '../../shared/file-transfer/file-name';
import {
  checkRelativePath,
  type FolderPath,
  type SafeRelativePath,
} from '../../shared/file-transfer/relative-path';
import type { CustomerCommand } from '../../shared/wire/customer-message';
import { Confirm } from '../shell/sheet-dialog';
import { problemWords } from './file-words';
import { type FilesController, FilesProblemError } from './files-controller';
import { NameSheet } from './name-sheet';
import type { ListedEntry } from './worker/worker-messages';

/** What the customer did with their files, as a session's log tells it. */
export type FileDeed = Extract<CustomerCommand, { readonly kind: 'report-file-change' }>['change'];

/** What the customer is asked before it is done. */
export type FileQuestion =
  | { readonly kind: 'new-folder'; readonly folder: FolderPath }
  | { readonly kind: 'rename' | 'delete'; readonly entry: ListedEntry };

interface FilesQuestionsProps {
  readonly files: FilesController;
  readonly question: FileQuestion;
  /** Called once the customer answered, whatever they chose. */
  readonly onClose: () => void;
  readonly onDeed: (deed: FileDeed) => void;
  readonly onRenamed: (entry: ListedEntry, name: string, path: SafeRelativePath) => void;
  readonly onDeleted: (entry: ListedEntry) => void;
  readonly onProblem: (problem: string) => void;
}

/** Asks for a name or a confirmation, and then does it. */
export function FilesQuestions({ files, question, onClose, onDeed, ...done }: FilesQuestionsProps) {
  switch (question.kind) {
    case 'new-folder': {
      const create = async (raw: string): Promise<string | null> => {
        const path = pathIn(question.folder, raw);
        if (path === null) return problemWords['name-refused'];
        try {
          await files.ask<'create-folder'>({ kind: 'create-folder', path });
        } catch (error) {
          return wordsOf(error);
        }
        onDeed({ kind: 'created-folder', path });
        onClose();
        return null;
      };
      return <NameSheet title="New folder" confirm="Create" name="" onName={create} onCancel={onClose} />;
    }
    case 'rename': {
      const { entry } = question;
      const rename = async (raw: string): Promise<string | null> => {
        const path = pathIn(parentOf(entry.path), raw);
        if (path === null) return problemWords['name-refused'];
        let name: string;
        try {
          ({ name } = await files.ask<'rename'>({ kind: 'rename', path: entry.path, name: raw }));
        } catch (error) {
          return wordsOf(error);
        }
        if (name !== entry.name) {
          onDeed({ kind: 'renamed', path: entry.path, name });
          done.onRenamed(entry, name, path);
        }
        onClose();
        return null;
      };
      const title = `Rename ${displayName(entry.name)}`;
      return (
        <NameSheet title={title} confirm="Rename" name={entry.name} onName={rename} onCancel={onClose} />
      );
    }
    case 'delete': {
      const { entry } = question;
      const remove = (): void => {
        onClose();
        files.ask<'delete'>({ kind: 'delete', paths: [entry.path] }).then(
          () => {
            onDeed({ kind: 'deleted', paths: [entry.path], count: 1 });
            done.onDeleted(entry);
          },
          (error: unknown) => done.onProblem(wordsOf(error)),
        );
      };
      const hasMore = entry.kind === 'folder' && entry.size > 0;
      return (
        <Confirm
          title={`Delete ${displayName(entry.name)}?`}
          text={`${hasMore ? 'It is deleted with everything in it' : 'It is deleted'} and cannot be brought back.`}
          confirm="Delete"
          keep="Keep it"
          onConfirm={remove}
          onKeep={onClose}
        />
      );
    }
  }
}

/** The folder a path is in. */
export function parentOf(path: SafeRelativePath): FolderPath {
  const end = path.lastIndexOf('/');
  const checked = end === -1 ? undefined : checkRelativePath(path.slice(0, end));
  return checked?.kind === 'safe' ? checked.path : '';
}

/** The path of a name a person typed; null where no name can be made of it. */
function pathIn(folder: FolderPath, raw: string): SafeRelativePath | null {
  const name = checkFileName(raw);
  if (name.kind === 'refused') return null;
  const safe = name.kind === 'safe' ? name.name : name.to;
  const checked = checkRelativePath(folder === '' ? safe : `${folder}/${safe}`);
  return checked.kind === 'safe' ? checked.path : null;
}

function wordsOf(error: unknown): string {
  return problemWords[error instanceof FilesProblemError ? error.problem : 'disk-failed'];
}
