import { useEffect, useRef } from 'react';
import { LateLaser } from '../annotation/late-laser';
import { Button } from '../shell/button';
import { Problem } from '../shell/tab-page';
import type { PhotoController, PhotoState } from './photo-controller';
import styles from './photos.module.css';
import { pictureProblem } from './picture-problem';

interface PickedPictureProps {
  readonly photo: PhotoController;
  readonly state: Exclude<PhotoState, { readonly kind: 'none' | 'preparing' }>;
  readonly representative: string;
}

/** The picture the customer chose, and how far it is. */
export function PickedPicture({ photo, state, representative }: PickedPictureProps) {
  const { address, name, width, height, isReduced } = state.picture;
  const figure = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each newly picked picture comes into view
  useEffect(() => {
    figure.current?.scrollIntoView({ block: 'nearest' });
  }, [address]);
  return (
    <figure ref={figure} className={styles.picked}>
      <div className={styles.picture}>
        <img src={address} alt={name} />
        <LateLaser fit="contain" mirrored={false} />
      </div>
      <figcaption>
        <p className="tabular">
          {name}, {width} × {height}
        </p>
        {isReduced && <p>It was too large to send as it is, so it is sent smaller.</p>}
        {state.kind === 'sending' && (
          <>
            <p role="status">Sending…</p>
            <progress max={1} value={state.part} aria-label={`Sending ${name}`} />
          </>
        )}
        {state.kind === 'shown' && (
          <p role="status" className={styles.seen}>
            {representative} sees this picture.
          </p>
        )}
        {state.kind === 'not-sent' && (
          <>
            <Problem>{pictureProblem[state.problem]}</Problem>
            <Button look="raised" onClick={() => void photo.sendAgain()}>
              Try again
            </Button>
          </>
        )}
      </figcaption>
    </figure>
  );
}
