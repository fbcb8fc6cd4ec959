import type { Recording } from '../../shared/session/recording';
import { shortDuration } from '../../shared/words/durations';
import { useNow } from '../kit/ticker';
import styles from '../picture/picture-stage.module.css';

/** The recording under way, with its red mark and its time. */
export function RecordingPill({ recording }: { readonly recording: Recording }) {
  if (recording.kind !== 'running' && recording.kind !== 'paused') return null;
  return <Running recording={recording} />;
}

function Running({
  recording,
}: {
  readonly recording: Extract<Recording, { readonly kind: 'running' | 'paused' }>;
}) {
  const now = useNow();
  const isRunning = recording.kind === 'running';
  const ms = recording.recordedMs + (isRunning ? Math.max(0, now - recording.at) : 0);
  return (
    <span className={styles.pill} data-tone={isRunning ? 'recording' : 'recording-paused'}>
      <span className={styles.dot} />
      {`${isRunning ? 'Recording' : 'Recording paused'} ${shortDuration(ms)}`}
    </span>
  );
}
