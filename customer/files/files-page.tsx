import { usePageIsKept } from '../offline/keep-page';
import { FilesBrowser } from './files-browser';
import { OpenedFiles } from './opened-files';

interface FilesPageProps {
  /** Whether the site cannot be reached now. */
  readonly isSiteDown: boolean;
  readonly onClose: () => void;
}

/** The customer's files outside a session. */
export function FilesPage({ isSiteDown, onClose }: FilesPageProps) {
  const lead = useLead(isSiteDown);
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

function useLead(isSiteDown: boolean): string {
  const isKept = usePageIsKept();
  if (isKept) {
    return isSiteDown
      ? 'The support site does not answer at the moment. Your files stay on this phone, and you can open them even so.'
      : 'Only you see these files. They stay on this phone, and this page opens them at any time.';
  }
  return isSiteDown
    ? 'The support site does not answer at the moment. Your files are here as long as this page stays open.'
    : 'Only you see these files. They stay on this phone; this page opens them whenever the support site can be reached.';
}
