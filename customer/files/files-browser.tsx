import { IconCloudPlus, IconFolder } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { displayName } from '../../shared/file-transfer/display-name';
import { useFollowed, useNow } from '../session/context';
import { Button, RoundButton } from '../shell/button';
import { Problem, TabPage } from '../shell/tab-page';
import { FileRow } from './file-row';
import { FileView } from './file-view';
import { problemWords, sizeWords } from './file-words';
import styles from './files.module.css';
import type { FilesController } from './files-controller';
import { type FileDeed, type FileQuestion, FilesQuestions } from './files-questions';
import { FolderHead, FolderTools } from './folder-head';
import { More } from './more';
import { TransferStrip } from './transfer-strip';
import { useFolder } from './use-folder';
import type { ListedEntry } from './worker/worker-messages';

interface FilesBrowserProps {
  readonly files: FilesController;
  /** Who sees what. */
  readonly lead: string;
  readonly representative: string | null;
  readonly onEnd: () => void;
  readonly endLabel?: string;
  /** Above the list: what happened last. */
  readonly news?: ReactNode;
  /** Below the list: who may see it, and how to take that back. */
  readonly access?: ReactNode;
  readonly onDeed: (deed: FileDeed) => void;
}

/** The customer's files: their folders, what is on its way, and what can be done with them. */
export function FilesBrowser({ files, lead, representative, onEnd, endLabel, ...parts }: FilesBrowserProps) {
  const { transfers, imports, room } = useFollowed(files);
  const [trail, setTrail] = useState<readonly ListedEntry[]>([]);
  const [viewed, setViewed] = useState<ListedEntry | null>(null);
  const [question, setQuestion] = useState<FileQuestion | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const here = trail.at(-1);
  const path = here?.path ?? '';
  const folder = useFolder(files, path);
  const now = useNow(false);
  const picker = useRef<HTMLInputElement>(null);
  const { listed, isGone } = folder;

  useEffect(() => {
    if (isGone) setTrail((before) => before.slice(0, -1));
  }, [isGone]);

  // A file that the representative renamed or deleted meanwhile is not shown on under its old name.
  useEffect(() => {
    if (viewed === null || listed === null || listed.entries.length < listed.total) return;
    const there = listed.entries.find(({ id }) => id === viewed.id);
    if (there === undefined) setViewed(null);
    else if (there.path !== viewed.path) setViewed(there);
  }, [listed, viewed]);

  const add = async (chosen: readonly File[]): Promise<void> => {
    setProblems([]);
    const failed = await files.import(path, chosen);
    setProblems(failed.map(({ name, problem }) => `${displayName(name)}: ${problemWords[problem]}`));
  };

  return (
    <TabPage
      title="Files"
      lead={lead}
      onEnd={onEnd}
      {...(endLabel === undefined ? {} : { endLabel })}
      action={
        <RoundButton
          className={styles.add ?? ''}
          label="Add files from this phone"
          onClick={() => picker.current?.click()}
        >
          <IconCloudPlus size={25} stroke={1.75} aria-hidden="true" />
        </RoundButton>
      }
    >
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen twice.
          event.currentTarget.value = '';
          void add(chosen);
        }}
      />
      {parts.news}
      <TransferStrip files={files} transfers={transfers} imports={imports} />
      {problems.length > 0 && (
        <div className={styles.problems}>
          {problems.map((problem) => (
            <Problem key={problem}>{problem}</Problem>
          ))}
        </div>
      )}
      {viewed === null ? (
        <>
          {here !== undefined && (
            <FolderHead
              folder={here}
              above={trail.at(-2) ?? null}
              onUp={() => setTrail(trail.slice(0, -1))}
            />
          )}
          {listed === null && (
            <p className={styles.note} role="status">
              One moment…
            </p>
          )}
          {listed?.total === 0 && (
            <div className={styles.empty}>
              <IconFolder size={56} stroke={1.25} aria-hidden="true" />
              <p>
                {here === undefined
                  ? 'No files yet. What is added here stays on this phone, also after the session.'
                  : 'This folder is empty.'}
              </p>
            </div>
          )}
          {listed !== null && listed.total > 0 && (
            <ul className={styles.list} aria-label={here === undefined ? 'Files' : displayName(here.name)}>
              {listed.entries.map((entry) => (
                <FileRow
                  key={entry.id}
                  entry={entry}
                  representative={representative}
                  now={now}
                  onOpen={() => (entry.kind === 'folder' ? setTrail([...trail, entry]) : setViewed(entry))}
                  onDelete={() => setQuestion({ kind: 'delete', entry })}
                />
              ))}
              {listed.entries.length < listed.total && (
                <More shown={listed.entries.length} onSeen={folder.more} />
              )}
            </ul>
          )}
          <footer className={styles.foot}>
            {listed?.total === 0 && (
              <Button look="raised" onClick={() => picker.current?.click()}>
                Add files
              </Button>
            )}
            <FolderTools folder={here ?? null} path={path} onAsk={setQuestion} />
            {room !== null && (
              <p>{sizeWords(Math.max(0, room.quota - room.usage))} free for files on this page.</p>
            )}
            {parts.access}
          </footer>
        </>
      ) : (
        <FileView
          key={viewed.id}
          files={files}
          entry={viewed}
          representative={representative}
          now={now}
          onBack={() => setViewed(null)}
          onRename={() => setQuestion({ kind: 'rename', entry: viewed })}
          onDelete={() => setQuestion({ kind: 'delete', entry: viewed })}
        />
      )}
      {question !== null && (
        <FilesQuestions
          files={files}
          question={question}
          onClose={() => setQuestion(null)}
          onDeed={parts.onDeed}
          onRenamed={(entry, name, renamed) => {
            const after = { ...entry, name, path: renamed };
            if (viewed?.id === entry.id) setViewed(after);
            setTrail(trail.map((above) => (above.id === entry.id ? after : above)));
          }}
          onDeleted={(entry) => {
            if (viewed?.id === entry.id) setViewed(null);
            setTrail(trail.filter((above) => above.id !== entry.id));
          }}
          onProblem={(problem) => setProblems([problem])}
        />
      )}
    </TabPage>
  );
}
