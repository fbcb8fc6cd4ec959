import { useState } from 'react';
import type { Freeze } from '../../shared/annotation/freeze';
import type { EndedSession } from '../../shared/session/session-state';
import { firstName } from '../../shared/words/people';
import { AnnotationBar } from '../annotation/annotation-bar';
import { FrozenPicture } from '../annotation/frozen-picture';
import { frozenWords } from '../annotation/frozen-words';
import { MarksView } from '../annotation/marks-view';
import { useAnnotation, useForgotten } from '../annotation/use-annotation';
import { usePictureControls } from '../picture/use-picture-controls';
import styles from './screen-pane.module.css';

/** The picture that was frozen when the session ended: to look at and to save, no more to draw on. */
export function EndedFrozen({
  sessionId,
  state,
  freeze,
  onClose,
}: {
  readonly sessionId: string;
  readonly state: EndedSession;
  readonly freeze: Freeze;
  readonly onClose: () => void;
}) {
  const annotation = useAnnotation(sessionId, freeze, state.lastSeq);
  useForgotten(sessionId, true);
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const controls = usePictureControls(stage, freeze.frameId, false);
  const { frame } = annotation.view;
  const name = firstName(state.customer.name);
  return (
    <div className={styles.pane}>
      <AnnotationBar annotation={annotation} isOver onClose={onClose} />
      <div className={styles.stage} ref={setStage}>
        {frame !== null && (
          <>
            <FrozenPicture
              annotation={annotation}
              frame={frame}
              words={frozenWords(state, name, true)}
              name={name}
              controls={controls}
              extra={null}
            />
            <MarksView annotator={annotation.annotator} frame={frame.size} controls={controls} />
          </>
        )}
      </div>
    </div>
  );
}
