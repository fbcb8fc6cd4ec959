import { useState } from 'react';
import type { Freeze } from '../../shared/annotation/freeze';
import type { EndedSession } from '../../shared/session/session-state';
import styles from '../screen/screen-pane.module.css';
import { usePictureControls } from '../screen/use-picture-controls';
import { callName } from '../session/customer-name';
import { AnnotationBar } from './annotation-bar';
import { FrozenPicture } from './frozen-picture';
import { frozenWords } from './frozen-words';
import { MarksView } from './marks-view';
import { useAnnotation, useForgotten } from './use-annotation';

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
  const name = callName(state.customer.name);
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
