import { firstName } from '../../shared/words/people';
import styles from './frozen-notice.module.css';

interface FrozenNoticeProps {
  /** The representative's. */
  readonly name: string;
  readonly onShow: () => void;
}

/** Says that the representative draws on a frozen picture, where another part of the page is in front, and leads to it. */
export function FrozenNotice({ name, onShow }: FrozenNoticeProps) {
  return (
    <div className={styles.notice}>
      <span className={styles.mark} aria-hidden="true" />
      <p role="status">{firstName(name)} draws on a frozen picture.</p>
      <button type="button" className={styles.show} onClick={onShow}>
        Show it
      </button>
    </div>
  );
}
