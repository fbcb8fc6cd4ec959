import { IconChevronLeft, IconDownload, IconPencil, IconShare2, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { displayName } from '../../shared/file-transfer/display-name';
import { Button } from '../shell/button';
import { Problem } from '../shell/tab-page';
import { FileIcon } from './file-icon';
import { entryWords, problemWords } from './file-words';
import styles from './files.module.css';
import { type FilesController, FilesProblemError } from './files-controller';
import { canShare, saveFile, shareFile } from './share-file';
import { readText, viewAs } from './view-kind';
import type { ListedEntry } from './worker/worker-messages';

interface FileViewProps {
  readonly files: FilesController;
  readonly entry: ListedEntry;
  readonly representative: string | null;
  readonly now: number;
  readonly onBack: () => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
}

/** One file: shown in place where this browser can, and what else can be done with it. */
export function FileView({ files, entry, representative, now, ...actions }: FileViewProps) {
  const { path, name } = entry;
  const [opened, setOpened] = useState<File | string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    let isShown = true;
    files.ask<'open'>({ kind: 'open', path }).then(
      (blob) => {
        if (isShown) setOpened(new File([blob], name, { type: viewAs(name).type }));
      },
      (error: unknown) => {
        const problem = error instanceof FilesProblemError ? error.problem : 'disk-failed';
        if (isShown) setOpened(problemWords[problem]);
      },
    );
    return () => {
      isShown = false;
    };
  }, [files, path, name]);

  return (
    <article className={styles.view}>
      <button type="button" className={styles.back} onClick={actions.onBack}>
        <IconChevronLeft size={22} stroke={1.75} aria-hidden="true" />
        Back
      </button>
      <header className={styles.viewHead}>
        <FileIcon entry={entry} />
        <span className={styles.words}>
          <h2 ref={heading} tabIndex={-1}>
            <bdi>{displayName(name)}</bdi>
          </h2>
          <span className={styles.about}>{entryWords(entry, representative, now)}</span>
        </span>
      </header>
      {opened === null && <p role="status">One moment…</p>}
      {typeof opened === 'string' && <Problem>{opened}</Problem>}
      {opened instanceof File && <Shown file={opened} />}
      <div className={styles.viewActions}>
        {opened instanceof File && <Take file={opened} />}
        <Button
          look="raised"
          icon={<IconPencil size={20} stroke={1.75} aria-hidden="true" />}
          onClick={actions.onRename}
        >
          Rename
        </Button>
        <Button
          look="raised"
          icon={<IconTrash size={20} stroke={1.75} aria-hidden="true" />}
          onClick={actions.onDelete}
        >
          Delete
        </Button>
      </div>
    </article>
  );
}

function Take({ file }: { readonly file: File }) {
  const [isRefused, setIsRefused] = useState(false);
  return (
    <>
      {canShare(file) && !isRefused && (
        <Button
          look="filled"
          icon={<IconShare2 size={20} stroke={1.75} aria-hidden="true" />}
          onClick={() => void shareFile(file).catch(() => setIsRefused(true))}
        >
          Share or open in another app
        </Button>
      )}
      <Button
        look="raised"
        icon={<IconDownload size={20} stroke={1.75} aria-hidden="true" />}
        onClick={() => saveFile(file)}
      >
        Save a copy
      </Button>
    </>
  );
}

const cannotShow = 'This browser cannot show it here. Save or share it to open it in another app.';

function Shown({ file }: { readonly file: File }) {
  const { kind } = viewAs(file.name);
  const [isBroken, setIsBroken] = useState(false);
  const address = useAddress(file);
  const broken = (): void => setIsBroken(true);
  if (isBroken || address === null) return <p className={styles.note}>{isBroken ? cannotShow : ''}</p>;
  switch (kind) {
    case 'image':
      return <img className={styles.picture} src={address} alt={displayName(file.name)} onError={broken} />;
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: A customer's own recording has no captions.
        <video className={styles.picture} src={address} controls playsInline onError={broken} />
      );
    case 'audio':
      return (
        // biome-ignore lint/a11y/useMediaCaption: A customer's own recording has no captions.
        <audio className={styles.sound} src={address} controls onError={broken} />
      );
    case 'text':
      return <TextShown file={file} />;
    case 'pdf':
      return navigator.pdfViewerEnabled ? (
        <iframe className={styles.document} src={address} title={displayName(file.name)} />
      ) : (
        <p className={styles.note}>{cannotShow}</p>
      );
    case 'none':
      return <p className={styles.note}>{cannotShow}</p>;
  }
}

function TextShown({ file }: { readonly file: File }) {
  const [shown, setShown] = useState<Awaited<ReturnType<typeof readText>> | null>(null);
  useEffect(() => {
    let isShown = true;
    readText(file).then(
      (text) => {
        if (isShown) setShown(text);
      },
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [file]);
  if (shown === null) return null;
  return (
    <>
      <section className={styles.text} aria-label={displayName(file.name)}>
        <pre>{shown.text}</pre>
      </section>
      {shown.isCut && <p className={styles.note}>This is the beginning. Save a copy to read all of it.</p>}
    </>
  );
}

/** An address of the file for as long as it is shown. */
function useAddress(file: File): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
