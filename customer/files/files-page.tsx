import { FilesBrowser } from './files-browser';
import { OpenedFiles } from './opened-files';

interface FilesPageProps {
  /** Whether the site cannot be reached now. */
  readonly isSiteDown: boolean;
  readonly onClose: () => void;
}

/** The customer's files outside a session. */
export function FilesPage({ isSiteDown, onClose }: FilesPageProps) {
  const lead = isSiteDown
    ? 'The support site does not answer at the moment. Your files are here as long as this page stays open.'
    : 'Only you see these files. They stay on this phone; this page opens them whenever the support site can be reached.';
  return (
    <OpenedFiles onEnd={onClose} endLabel="Close the files">
      {(files) => (
        <FilesBrowser
          files={files}
          lead={lead}
          representative={null}
          onEnd={onClose}
          endLabel="Close the files"
          onDeed={() => undefined}
        />
      )}
    </OpenedFiles>
  );
}
