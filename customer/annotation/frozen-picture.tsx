import { IconMinus, IconPlus, IconSnowflake, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { FrameView } from '../../shared/annotation/frame-transform';
import type { Freeze } from '../../shared/annotation/freeze';
import { firstName } from '../../shared/words/people';
import { useClient, useFollowed } from '../session/context';
import { RoundButton } from '../shell/button';
import { timeWords } from '../shell/words';
import { browserImages, FrozenImage, type FrozenImageState } from './frozen-image';
import styles from './frozen-picture.module.css';
import { FrozenStage } from './frozen-stage';
import { newestMarkWords, pictureWords } from './mark-words';
import { onPixelRatio } from './pixel-ratio';
import { useStrokes } from './strokes-context';
import { zoomedBy, zoomRoom, zoomStep } from './touch';
import { useTouch } from './use-touch';

interface FrozenPictureProps {
  readonly freeze: Freeze;
  /** The representative's. */
  readonly name: string;
  /** Whether a video stands still meanwhile. */
  readonly isVideo: boolean;
  readonly isLost: boolean;
  readonly isShown: boolean;
  readonly onHide: () => void;
}

/** What the representative sees frozen, with the marks as they are drawn; the customer can look closer. */
export function FrozenPicture({ freeze, ...rest }: FrozenPictureProps) {
  const client = useClient();
  const [image, setImage] = useState<FrozenImage<ImageBitmap> | null>(null);
  const { hash, type, size } = freeze.image;
  useEffect(() => {
    const made = new FrozenImage(client, { hash, type, size }, browserImages);
    setImage(made);
    return () => {
      setImage(null);
      made.dispose();
    };
  }, [client, hash, type, size]);
  return image === null ? null : <Shown freeze={freeze} image={image} {...rest} />;
}

function Shown({
  freeze,
  image,
  name,
  isVideo,
  isLost,
  isShown,
  onHide,
}: FrozenPictureProps & { readonly image: FrozenImage<ImageBitmap> }) {
  const state = useFollowed(image);
  const first = firstName(name);
  const { elements } = freeze.board;
  return (
    <section className={styles.frozen} aria-label="Frozen picture">
      <header className={styles.head}>
        <p className={styles.badge}>
          <IconSnowflake size={18} stroke={2} aria-hidden="true" />
          Frozen at {timeWords(freeze.at)}
        </p>
        <RoundButton label="Hide the frozen picture" onClick={onHide}>
          <IconX size={22} stroke={2} aria-hidden="true" />
        </RoundButton>
        <p className={styles.words} role="status">
          {isLost ? lostWords(first) : frozenWords(first, isVideo)}
        </p>
      </header>
      {state.kind === 'here' ? (
        <Canvas freeze={freeze} name={first} image={state.picture} hash={state.hash} isShown={isShown} />
      ) : (
        <Missing state={state} name={first} onRetry={() => image.tryAgain()} />
      )}
      <p className="hidden-visually" role="status">
        {newestMarkWords(elements, first)}
      </p>
    </section>
  );
}

interface CanvasProps {
  readonly freeze: Freeze;
  readonly name: string;
  readonly image: ImageBitmap;
  readonly hash: string;
  readonly isShown: boolean;
}

function Canvas({ freeze, name, image, hash, isShown }: CanvasProps) {
  const strokes = useStrokes();
  const { frameId, width, height, board } = freeze;
  const area = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const stage = useRef<FrozenStage | null>(null);
  const [zoom, setZoom] = useState(1);

  useEffect(() => {
    const element = area.current;
    const contexts = { below: below.current?.getContext('2d'), above: above.current?.getContext('2d') };
    if (element === null || !contexts.below || !contexts.above) return;
    const made = new FrozenStage(
      { below: contexts.below, above: contexts.above },
      frameId,
      { width, height },
      strokes,
    );
    stage.current = made;
    made.setImage(image);
    const follow = (): void =>
      made.resize(element.clientWidth, element.clientHeight, window.devicePixelRatio);
    follow();
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    const stopFollowing = onPixelRatio(follow);
    return () => {
      stage.current = null;
      observer.disconnect();
      stopFollowing();
      made.dispose();
    };
  }, [frameId, width, height, strokes, image]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with another image the stage is another one
  useEffect(() => stage.current?.setElements(board.elements), [board.elements, image]);

  const show = (view: FrameView, isMoving: boolean): void => {
    stage.current?.setView(view, isMoving);
    setZoom(view.zoom);
  };
  const touch = useTouch(area, () => stage.current?.view, show);
  const enlarge = (factor: number): void => {
    if (stage.current !== null) show(zoomedBy(stage.current.view, factor), false);
  };
  const room = zoomRoom({ zoom });
  return (
    <div className={styles.stage}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and here are none */}
      <div
        ref={area}
        className={styles.area}
        role="group"
        aria-label="Frozen picture: plus and minus enlarge it, arrow keys move it, 0 shows all of it"
        tabIndex={isShown ? 0 : -1}
        {...touch}
      >
        <canvas
          ref={below}
          className={styles.canvas}
          role="img"
          aria-label={pictureWords(board.elements, name)}
          data-frozen={hash}
        />
        <div className={styles.above} aria-hidden="true">
          <canvas ref={above} className={styles.canvas} />
        </div>
      </div>
      <div className={styles.zoom}>
        <button
          type="button"
          aria-label="Zoom out"
          disabled={!room.less}
          onClick={() => enlarge(1 / zoomStep)}
        >
          <IconMinus size={22} stroke={2} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="tabular"
          aria-label="Show the whole picture"
          onClick={() => enlarge(0)}
        >
          {zoom.toLocaleString(undefined, { maximumFractionDigits: 1 })}×
        </button>
        <button type="button" aria-label="Zoom in" disabled={!room.more} onClick={() => enlarge(zoomStep)}>
          <IconPlus size={22} stroke={2} aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}

function Missing({
  state,
  name,
  onRetry,
}: {
  readonly state: Exclude<FrozenImageState<ImageBitmap>, { readonly kind: 'here' }>;
  readonly name: string;
  readonly onRetry: () => void;
}) {
  return (
    <div className={styles.missing} role="status">
      <p>{missingWords(state, name)}</p>
      {state.kind === 'failed' && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

function frozenWords(name: string, isVideo: boolean): string {
  return isVideo
    ? `${name} draws on this picture. Your video is paused and goes on afterwards.`
    : `${name} draws on this picture.`;
}

function lostWords(name: string): string {
  return `Connection lost. The picture stays frozen; what ${name} draws comes when you are connected again.`;
}

function missingWords(
  state: Exclude<FrozenImageState<ImageBitmap>, { readonly kind: 'here' }>,
  name: string,
): string {
  return state.kind === 'failed' ? problemWords[state.problem](name) : waitingWords[state.kind];
}

const waitingWords = {
  fetching: 'Getting the frozen picture…',
  waiting: 'The frozen picture comes when you are connected again.',
} as const;

const problemWords = {
  'did-not-arrive': (name: string) => `The frozen picture did not arrive. ${name} still sees it.`,
  'is-another': (name: string) => `What arrived is not the picture ${name} sees, so it is not shown.`,
  'cannot-read': (name: string) => `This browser cannot show the frozen picture. ${name} still sees it.`,
} as const;
