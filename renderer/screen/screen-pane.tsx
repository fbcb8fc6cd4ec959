import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useStore } from 'react-redux';
import type { ActiveSession } from '../../shared/session/session-state';
import { usePlatform } from '../app/platform';
import { callName } from '../session/customer-name';
import { emptyLog, type SessionLog } from '../store/session-log';
import { CapturedIndex } from './captured';
import { CapturedStrip } from './captured-strip';
import { DetachedNote } from './detached-note';
import { detachedPanes } from './detached-panes';
import { EmptyPane } from './empty-pane';
import { FrameAge } from './frame-age';
import { LivePicture } from './live-picture';
import { commandOfKey, type PaneCommand } from './pane-keys';
import { paneTools, type ToolName } from './pane-tools';
import { PhotoPicture } from './photo-picture';
import { QualityMenu, qualityValue } from './quality-menu';
import { RecordingPill } from './recording-pill';
import styles from './screen-pane.module.css';
import type { WatchedStatistics } from './statistics-watch';
import { StatusLine } from './status-line';
import { Toolbar } from './toolbar';
import { useFullScreen } from './use-full-screen';
import { usePaneCommands, useRecordingAnswer } from './use-pane-commands';
import { usePictureControls } from './use-picture-controls';
import { useReportVideo } from './use-report-video';
import type { Reception } from './video-receiver';
import type { SessionVideo } from './video-receivers';
import { recorderOf } from './window-recordings';
import { useAutomaticLevel, useHealth, usePaneIsHere, useReception } from './window-video';

const noStatistics = () => null;
const neverChanges = () => () => undefined;
/** A stage narrower than this has no room for the strip of captured pictures. */
const stripFrom = 560;
const panStep = 48;

/** The Screen tab: what the customer shows now, or why nothing is shown and what can be done about it. */
export function ScreenPane({
  sessionId,
  state,
  log,
  video,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession;
  readonly log: SessionLog | null;
  readonly video: SessionVideo | undefined;
}) {
  const { pane, recording } = state;
  const name = callName(state.customer.name);
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
  const hasPicture = isHere && (live !== null || pane.kind === 'photo');
  const hasStrip = items.length > 0 && (stage === null || stage.clientWidth >= stripFrom);
  const pictureName = pane.kind === 'live' || pane.kind === 'photo' ? `${pane.kind} ${pane.at}` : '';
  const controls = usePictureControls(stage, pictureName, hasStrip);
  const [isFullScreen, toggleFullScreen] = useFullScreen(stage);
  const [showsStatistics, setShowsStatistics] = useState(false);
  const commands = usePaneCommands(sessionId, state);
  const store = useStore();
  const [isHeld, setIsHeld] = useState(() => recorderOf(store, sessionId)?.isHeld ?? false);
  useEffect(() => {
    if (recording.kind === 'off') setIsHeld(false);
  }, [recording.kind]);

  const tools = useMemo(
    () =>
      paneTools({
        state,
        name,
        hasPicture,
        isFullScreen,
        isDetached: detachedPanes.isDetachedWindow,
        isHeld,
      }),
    [state, name, hasPicture, isFullScreen, isHeld],
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
      case 'fit':
        controls.fit();
        return;
      case 'actual':
        controls.actual();
        return;
      case 'zoom-in':
        controls.zoomIn();
        return;
      case 'zoom-out':
        controls.zoomOut();
        return;
      case 'turn-left':
        controls.turn(-1);
        return;
      case 'turn-right':
        controls.turn(1);
        return;
      case 'pan-left':
        controls.pan({ x: panStep, y: 0 });
        return;
      case 'pan-right':
        controls.pan({ x: -panStep, y: 0 });
        return;
      case 'pan-up':
        controls.pan({ x: 0, y: panStep });
        return;
      case 'pan-down':
        controls.pan({ x: 0, y: -panStep });
        return;
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
      }
    }
  };
  const keys = useKeys(hasPicture, carryOut);

  let content: ReactNode;
  if (!isHere) content = <DetachedNote sessionId={sessionId} />;
  else if (pane.kind === 'photo') {
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
  } else if (pane.kind === 'live' && live !== null) {
    content = (
      <LivePicture
        sessionId={sessionId}
        stream={live.stream}
        stalledSince={stalledSince}
        isLost={isLost}
        isAway={state.presence.kind === 'away'}
        pane={pane}
        name={name}
        controls={controls}
        frameAge={frameAge}
        extra={<RecordingPill recording={recording} />}
        onReconnect={
          pane.method === 'broadcast' || video === undefined ? null : () => video.receiver.requestOffer()
        }
      />
    );
  } else content = <EmptyPane sessionId={sessionId} state={state} />;

  const source = pane.kind === 'live' ? pane : pane.kind === 'paused' ? pane.resumes : null;
  const quality =
    isHere && source?.capabilities.quality === true
      ? {
          value: qualityValue(state.quality, automaticLevel),
          menu: (hasLabel: boolean) => (
            <QualityMenu
              quality={state.quality}
              automaticLevel={automaticLevel}
              source={source.source}
              hasLabel={hasLabel}
              onSelect={commands.selectQuality}
            />
          ),
        }
      : null;
  const hasToolbar = isHere && (hasPicture || source !== null || recording.kind !== 'off');

  return (
    <div className={styles.pane} ref={keys}>
      {hasToolbar && (
        <Toolbar controls={hasPicture ? controls : null} tools={tools} onTool={use} quality={quality} />
      )}
      <div className={styles.stage} ref={setStage}>
        {content}
        {isHere && (
          <CapturedStrip
            sessionId={sessionId}
            customer={state.customer.name}
            items={items}
            isNarrow={!hasStrip}
          />
        )}
      </div>
      {hasPicture && isFlowing && (
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

type LiveReception = Exclude<Reception, { kind: 'idle' }> & { readonly stream: MediaStream };

/** The reception whose picture is that of the live pane; a connection that ended before the pane began is not. */
function liveReception(pane: ActiveSession['pane'], reception: Reception): LiveReception | null {
  if (pane.kind !== 'live' || reception.kind === 'idle') return null;
  const { stream } = reception;
  if (stream === null) return null;
  if ((reception.kind === 'failed' || reception.kind === 'closed') && reception.at < pane.at) return null;
  return { ...reception, stream };
}

/** Carries out the keys pressed while the focus is in the pane. Returns the pane's ref. */
function useKeys(isOn: boolean, carryOut: (command: PaneCommand) => void) {
  const platform = usePlatform();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const latest = useRef(carryOut);
  latest.current = carryOut;
  useEffect(() => {
    if (element === null || !isOn) return;
    const pressed = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || takesText(target) || event.defaultPrevented) return;
      const command = commandOfKey(event, platform, target.closest('[data-picture]') !== null);
      if (command === undefined) return;
      event.preventDefault();
      latest.current(command);
    };
    element.addEventListener('keydown', pressed);
    return () => element.removeEventListener('keydown', pressed);
  }, [element, isOn, platform]);
  return setElement;
}

function takesText(target: Element): boolean {
  return target.closest('textarea, [contenteditable="true"], input:not([type="radio"])') !== null;
}
