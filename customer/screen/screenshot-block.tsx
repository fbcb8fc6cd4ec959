import { IconClipboard, IconScreenshot } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { ChooseFile } from '../photos/choose-file';
import { usePhoto } from '../photos/photo-context';
import { PickedPicture } from '../photos/picked-picture';
import { pictureProblem } from '../photos/picture-problem';
import { useClient, useFollowed } from '../session/context';
import { Button } from '../shell/button';
import { Block, Problem } from '../shell/tab-page';
import { pastedPicture, readClipboardPicture } from './clipboard-picture';
import { useScreen } from './screen-context';

interface ScreenshotBlockProps {
  readonly state: ActiveSession;
  readonly name: string;
  readonly isAllowed: boolean;
}

/** Shares a screenshot, picked or pasted. */
export function ScreenshotBlock({ name, isAllowed }: ScreenshotBlockProps) {
  const client = useClient();
  const photo = usePhoto();
  const screen = useScreen();
  const shown = useFollowed(photo);
  const [pasteProblem, setPasteProblem] = useState<string | null>(null);
  const share = (file: File): void => {
    setPasteProblem(null);
    screen.stop(true);
    if (!isAllowed) client.command({ kind: 'allow-sharing' });
    void photo.choose(file, 'screenshot');
  };
  const newestShare = useRef(share);
  newestShare.current = share;

  useEffect(() => {
    const pasted = (event: ClipboardEvent): void => {
      const file = pastedPicture(event.clipboardData);
      if (file !== null) newestShare.current(file);
    };
    document.addEventListener('paste', pasted);
    return () => document.removeEventListener('paste', pasted);
  }, []);

  const paste = async (): Promise<void> => {
    const read = await readClipboardPicture();
    if (read.kind === 'picture') share(read.file);
    else setPasteProblem(read.kind === 'none' ? noPicture : notAllowed);
  };
  const hasPicture = shown.kind !== 'none' && shown.kind !== 'preparing';
  return (
    <Block title="Share a screenshot" icon={<IconScreenshot size={22} stroke={1.75} aria-hidden="true" />}>
      <p>
        Take a screenshot in the app that gives you trouble, come back here and choose it. {name} sees that
        picture only.
      </p>
      {hasPicture && <PickedPicture photo={photo} state={shown} representative={name} />}
      {shown.kind === 'preparing' && <p role="status">Getting the picture ready…</p>}
      {shown.kind === 'none' && shown.problem !== null && <Problem>{pictureProblem[shown.problem]}</Problem>}
      {pasteProblem !== null && <Problem>{pasteProblem}</Problem>}
      <ChooseFile look="raised" onFile={share}>
        {hasPicture ? 'Choose another screenshot' : 'Choose a screenshot'}
      </ChooseFile>
      {'read' in (navigator.clipboard ?? {}) && (
        <Button
          look="quiet"
          icon={<IconClipboard size={22} stroke={1.75} aria-hidden="true" />}
          onClick={() => void paste()}
        >
          Paste one
        </Button>
      )}
    </Block>
  );
}

const noPicture = 'Nothing that was copied is a picture. Copy the screenshot first, then paste it here.';
const notAllowed = 'This browser did not let the page see what was copied. Choose the screenshot instead.';
