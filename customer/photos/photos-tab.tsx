import { IconEyeOff, IconPhoto } from '@tabler/icons-react';
import { useEffect } from 'react';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { useFollowed } from '../session/context';
import { Problem, TabPage } from '../shell/tab-page';
import { ChooseFile } from './choose-file';
import { usePhoto } from './photo-context';
import styles from './photos.module.css';
import { PickedPicture } from './picked-picture';
import { pictureProblem } from './picture-problem';

interface PhotosTabProps {
  readonly state: ActiveSession;
  readonly onEnd: () => void;
}

/** Chooses one photo to show; until it is chosen the representative sees nothing of the phone. */
export function PhotosTab({ state, onEnd }: PhotosTabProps) {
  const photo = usePhoto();
  const shown = useFollowed(photo);
  const { pane } = state;
  const isAllowed = sharingIsAllowed(pane);
  const isHiddenOrShown = pane.kind === 'hidden' || (pane.kind === 'photo' && pane.origin === 'photo');
  const name = firstName(state.representative.name);

  useEffect(() => {
    if (isAllowed && !isHiddenOrShown) void photo.beginChoosing();
  }, [photo, isAllowed, isHiddenOrShown]);

  if (!isAllowed) {
    return (
      <TabPage title="Photos" lead="Nothing is shared." onEnd={onEnd}>
        <div className={styles.empty}>
          <IconPhoto size={56} stroke={1.25} aria-hidden="true" />
          <p>When {name} asks to see something and you allow it, you can show a photo here.</p>
        </div>
      </TabPage>
    );
  }

  const isShowing = shown.kind !== 'none' && shown.kind !== 'preparing';
  const isShownEarlier = pane.kind === 'photo' && shown.kind === 'none';
  const lead =
    pane.kind === 'photo'
      ? `${name} sees the picture you chose and nothing else of your phone.`
      : `${name} sees nothing while you choose. Only the picture you choose is shown. Its location is removed.`;
  return (
    <TabPage title="Photos" lead={lead} onEnd={onEnd}>
      {isShowing && <PickedPicture photo={photo} state={shown} representative={name} />}
      {!isShowing && (
        <div className={styles.empty}>
          {isShownEarlier ? (
            <IconPhoto size={56} stroke={1.25} aria-hidden="true" />
          ) : (
            <IconEyeOff size={56} stroke={1.25} aria-hidden="true" />
          )}
          <p role="status">
            {shown.kind === 'preparing'
              ? 'Getting the picture ready…'
              : isShownEarlier
                ? `${name} still sees ${pane.kind === 'photo' ? pane.name : 'your photo'}.`
                : `${name} cannot see anything right now.`}
          </p>
          {shown.kind === 'none' && shown.problem !== null && (
            <Problem>{pictureProblem[shown.problem]}</Problem>
          )}
        </div>
      )}
      <div className={styles.actions}>
        <ChooseFile
          look={isShowing || isShownEarlier ? 'raised' : 'filled'}
          icon={<IconPhoto size={22} stroke={1.75} aria-hidden="true" />}
          {...(isShowing || isShownEarlier ? { onOpen: () => void photo.beginChoosing() } : {})}
          onFile={(file) => void photo.choose(file, 'photo')}
        >
          {isShowing || isShownEarlier ? 'Choose another' : 'Choose a photo'}
        </ChooseFile>
      </div>
    </TabPage>
  );
}
