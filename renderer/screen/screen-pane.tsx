import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { ActiveSession } from '../../shared/session/session-state';
import { callName } from '../session/customer-name';
import { EmptyPane } from './empty-pane';
import { LivePicture, type PictureScale } from './live-picture';
import styles from './screen-pane.module.css';
import type { WatchedStatistics } from './statistics-watch';
import { StatusLine } from './status-line';
import { Toolbar } from './toolbar';
import { useReportVideo } from './use-report-video';
import type { SessionVideo } from './video-receivers';
import { useReception } from './window-video';

const noStatistics = () => null;
const neverChanges = () => () => undefined;

/** The Screen tab: what the customer shows now, or why nothing is shown and what can be done about it. */
export function ScreenPane({
  sessionId,
  state,
  video,
}: {
  readonly sessionId: string;
  readonly state: ActiveSession;
  readonly video: SessionVideo | undefined;
}) {
  const reception = useReception(video);
  const isLive = state.pane.kind === 'live' && reception.kind !== 'idle' && reception.stream !== null;
  const isFlowing = isLive && reception.kind !== 'failed' && reception.kind !== 'closed';
  const statistics = useSyncExternalStore<WatchedStatistics | null>(
    isFlowing && video !== undefined ? video.statistics.watch : neverChanges,
    isFlowing && video !== undefined ? video.statistics.watched : noStatistics,
  );
  useReportVideo(sessionId, state, statistics);
  const [scale, setScale] = useState<PictureScale>('fit');
  const [shownScale, setShownScale] = useState(0);
  const [stage, setStage] = useState<HTMLElement | null>(null);

  let content: ReactNode;
  if (state.pane.kind === 'live' && reception.kind !== 'idle' && reception.stream !== null) {
    content = (
      <LivePicture
        stream={reception.stream}
        lostAt={reception.kind === 'failed' || reception.kind === 'closed' ? reception.at : null}
        source={state.pane.source}
        name={callName(state.customer.name)}
        scale={scale}
        onScale={setShownScale}
      />
    );
  } else {
    content = <EmptyPane sessionId={sessionId} state={state} />;
  }

  return (
    <div className={styles.pane}>
      {isLive && <Toolbar stage={stage} scale={scale} onScale={setScale} />}
      <div className={styles.stage} ref={setStage}>
        {content}
      </div>
      {isFlowing && <StatusLine statistics={statistics} scale={scale} shownScale={shownScale} />}
    </div>
  );
}
