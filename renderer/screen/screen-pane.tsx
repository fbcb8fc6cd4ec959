import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { sharingIsAllowed } from '../../shared/session/pane';
import type { ActiveSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { AnnotationBar } from '../annotation/annotation-bar';
import { AnnotationOverlay } from '../annotation/annotation-overlay';
import { AnnotationsMenu } from '../annotation/annotations-menu';
import { FrozenPicture } from '../annotation/frozen-picture';
import { FrozenStatus } from '../annotation/frozen-status';
import { frozenWords } from '../annotation/frozen-words';
import type { AnnotationCommand } from '../annotation/tool-list';
import { useAnnotation } from '../annotation/use-annotation';
import { CapturedIndex } from '../captured/captured';
import { CapturedStrip } from '../captured/captured-strip';
import { usePictureControls } from '../picture/use-picture-controls';
import { useRecordings } from '../recording/recordings';
import { emptyLog, type LogPages } from '../store/log-pages';
import { useDetachedPanes } from '../video/detached-panes';
import type { WatchedStatistics } from '../video/statistics-watch';
import { useReportVideo } from '../video/use-report-video';
import { useAutomaticLevel, useHealth, usePaneIsHere, useReception } from '../video/use-video';
import { liveReception } from '../video/video-receiver';
import type { SessionVideo } from '../video/video-receivers';
import { DetachedNote } from './detached-note';
import type { DropdownLook } from './dropdown-look';
import { EmptyPane } from './empty-pane';
import { FrameAge } from './frame-age';
import { LivePicture } from './live-picture';
import { lookAs } from './look-as';
import type { PaneCommand } from './pane-keys';
import { paneTools, type ToolName } from './pane-tools';
import { PhotoPicture } from './photo-picture';
import { QualityMenu, qualityValue } from './quality-menu';
import { RecordingPill } from './recording-pill';
import styles from './screen-pane.module.css';
import { StatusLine } from './status-line';
import { Toolbar } from './toolbar';
import { useFullScreen } from './use-full-screen';
import { usePaneCommands, useRecordingAnswer } from './use-pane-commands';
import { usePaneKeys } from './use-pane-keys';

const noStatistics = () => null;
const neverChanges = () => () => undefined;
/** A stage narrower than this has no room for the strip of captured pictures. */
const stripFrom = 560;

/** The Screen tab: what the customer shows now, or why nothing is shown and what can be done about it. */
export function ScreenPane({
  sessionId,
  state,
  log,
  video,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession;
  readonly log: LogPages | null;
  readonly video: SessionVideo | undefined;
}) {
  const { pane, recording } = state;
  const name = firstName(state.customer.name);
  const isHere = usePaneIsHere(sessionId);
  const reception = useReception(video);
  const live = liveReception(pane, reception);
  const isLost = live?.kind === 'failed' || live?.kind === 'closed';
  const isFlowing = live !== null && !isLost;
  const statistics = useSyncExternalStore<WatchedStatistics | null>(
    isFlowing && video !== undefined ? video.statistics.watch : neverChanges,
    isFlowing && video !== undefined ? video.statistics.watched : noStatistics,
  );
  useReportVideo(sessionId, state, statistics);
  useRecordingAnswer(recording, name);
  const health = useHealth(isFlowing ? video : undefined);
  const automaticLevel = useAutomaticLevel(video);
  const stalledSince =
    live?.kind === 'failed' || live?.kind === 'closed' ? live.at : isFlowing ? health.stalledSince : null;

  const [captured] = useState(() => new CapturedIndex());
  const items = captured.items(log ?? emptyLog);
  const [frameAge] = useState(() => new FrameAge());
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const annotation = useAnnotation(sessionId, state.freeze, state.lastSeq);
  const { frame } = annotation.view;
  const [isBarOpen, setIsBarOpen] = useState(false);
  const hasPicture = isHere && (live !== null || pane.kind === 'photo' || frame !== null);
  const isAnnotating = hasPicture && (isBarOpen || frame !== null);
  const hasStrip = items.length > 0 && (stage === null || stage.clientWidth >= stripFrom);
  // A picture that freezes stays where it is.
  const pictureName = useRef('');
  if (frame === null) {
    pictureName.current = pane.kind === 'live' || pane.kind === 'photo' ? `${pane.kind} ${pane.at}` : '';
  }
  const controls = usePictureControls(stage, pictureName.current, hasStrip);
  // A source is live before its first picture has come, and there is nothing yet to keep.
  const isShown = hasPicture && controls.source.width > 0;
  const [isFullScreen, toggleFullScreen] = useFullScreen(stage);
  const [showsStatistics, setShowsStatistics] = useState(false);
  const commands = usePaneCommands(sessionId, state);
  const recordings = useRecordings();
  const { isDetachedWindow } = useDetachedPanes();
  const [isHeld, setIsHeld] = useState(() => recordings.of(sessionId)?.isHeld ?? false);
  useEffect(() => {
    if (recording.kind === 'off' || recording.kind === 'failed') setIsHeld(false);
  }, [recording.kind]);

  const tools = useMemo(
    () =>
      paneTools({
        state,
        name,
        hasPicture: isShown,
        isFullScreen,
        isDetached: isDetachedWindow,
        isHeld,
      }),
    [state, name, isShown, isFullScreen, isDetachedWindow, isHeld],
  );
  const use = (tool: ToolName): void => {
    switch (tool) {
      case 'snapshot':
        commands.snapshot(false);
        return;
      case 'still':
        commands.requestStill();
        return;
      case 'record':
        commands.record();
        return;
      case 'hold-recording':
        commands.holdRecording(!isHeld);
        setIsHeld(!isHeld);
        return;
      case 'detach':
        commands.detach();
        return;
      case 'full-screen':
        toggleFullScreen();
        return;
    }
  };
  const carryOut = (command: PaneCommand): void => {
    switch (command) {
      case 'copy':
        commands.snapshot(true);
        return;
      case 'statistics':
        setShowsStatistics((shown) => isFlowing && !shown);
        return;
      case 'full-screen':
      case 'snapshot':
      case 'still':
      case 'record':
      case 'detach': {
        const tool = tools.find((each) => each.name === command);
        if (tool !== undefined && tool.reason === '') use(tool.name);
        return;
      }
      default:
        lookAs(command, controls);
    }
  };
  const annotate = (command: AnnotationCommand): boolean => {
    if (!isAnnotating) {
      if (command.kind !== 'choose' || command.change.tool === undefined) return false;
      setIsBarOpen(true);
    }
    if (annotation.carryOut(command, controls.placed.scale)) return true;
    if (command.kind !== 'escape' || frame !== null) return false;
    setIsBarOpen(false);
    return true;
  };
  const keys = usePaneKeys(hasPicture, annotate, carryOut);

  let content: ReactNode = null;
  if (!isHere) content = <DetachedNote sessionId={sessionId} />;
  else if (frame !== null) {
    content = (
      <FrozenPicture
        key={frame.frameId}
        annotation={annotation}
        frame={frame}
        words={frozenWords(state, name, frame.stage === 'shared')}
        name={name}
        controls={controls}
        extra={<RecordingPill recording={recording} />}
      />
    );
  } else if (pane.kind === 'photo') {
    content = (
      <PhotoPicture
        key={pane.blob.hash}
        sessionId={sessionId}
        pane={pane}
        name={name}
        controls={controls}
        onSave={commands.savePhoto}
      />
    );
  } else if (live === null || pane.kind !== 'live')
    content = <EmptyPane sessionId={sessionId} state={state} />;

  const source = pane.kind === 'live' ? pane : pane.kind === 'paused' ? pane.resumes : null;
  const quality =
    isHere && source?.capabilities.quality === true
      ? {
          value: qualityValue(state.quality, automaticLevel),
          menu: (look: DropdownLook) => (
            <QualityMenu
              quality={state.quality}
              automaticLevel={automaticLevel}
              look={look}
              onSelect={commands.selectQuality}
            />
          ),
        }
      : null;
  const hasToolbar = isHere && (hasPicture || source !== null || recording.kind !== 'off');

  return (
    <div className={styles.pane} ref={keys}>
      {hasToolbar && (
        <Toolbar
          controls={hasPicture ? controls : null}
          tools={tools}
          onTool={use}
          quality={quality}
          annotations={
            hasPicture
              ? (look) => (
                  <AnnotationsMenu
                    annotation={annotation}
                    isBarOpen={isAnnotating}
                    isOver={!sharingIsAllowed(pane)}
                    look={look}
                    onBar={setIsBarOpen}
                  />
                )
              : null
          }
        />
      )}
      {isAnnotating && (
        <AnnotationBar annotation={annotation} isOver={!sharingIsAllowed(pane)} onClose={null} />
      )}
      <div className={styles.stage} ref={setStage}>
        {isHere && pane.kind === 'live' && live !== null && (
          <LivePicture
            sessionId={sessionId}
            stream={live.stream}
            stalledSince={stalledSince}
            isLost={isLost}
            isAway={state.presence.kind === 'away'}
            isUnder={frame !== null}
            pane={pane}
            name={name}
            controls={controls}
            frameAge={frameAge}
            extra={<RecordingPill recording={recording} />}
            onReconnect={
              pane.method === 'broadcast' || video === undefined ? null : () => video.receiver.requestOffer()
            }
          />
        )}
        {content}
        {isAnnotating && <AnnotationOverlay annotation={annotation} controls={controls} name={name} />}
        {isHere && (
          <CapturedStrip
            sessionId={sessionId}
            customer={state.customer.name}
            items={items}
            isNarrow={!hasStrip}
          />
        )}
      </div>
      {isHere && frame !== null && (
        <FrozenStatus
          view={annotation.view}
          state={state}
          statistics={statistics}
          controls={controls}
          name={name}
        />
      )}
      {hasPicture && isFlowing && frame === null && (
        <StatusLine
          statistics={statistics}
          frameAge={frameAge}
          isStalled={stalledSince !== null}
          view={controls.view}
          shownScale={controls.shownScale}
          isOpen={showsStatistics}
          onOpen={setShowsStatistics}
        />
      )}
    </div>
  );
}
