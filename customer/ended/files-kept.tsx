import { IconFolder } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFiles } from '../files/files-context';
import type { FilesController } from '../files/files-controller';
import { useFollowed } from '../session/context';
import pageStyles from '../shell/page.module.css';

/** Shows how many files are kept on the phone; nothing where they cannot be counted. */
export function FilesKept() {
  const files = useFiles();
  const [opened, setOpened] = useState<FilesController | null>(null);
  useEffect(() => {
    let isShown = true;
    files.get().then(
      (controller) => {
        if (isShown) setOpened(controller);
      },
      // The site may be gone, and the page with the files not fetched yet; the other facts do without this one.
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [files]);
  return opened === null ? null : <Count files={opened} />;
}

function Count({ files }: { readonly files: FilesController }) {
  const { count } = useFollowed(files);
  if (count === null) return null;
  return (
    <div className={pageStyles.row}>
      <dt>
        <IconFolder size={22} stroke={1.75} aria-hidden="true" />
        Files kept
      </dt>
      <dd>{count}</dd>
    </div>
  );
}
