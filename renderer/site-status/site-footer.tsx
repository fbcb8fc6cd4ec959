import { reachNow } from '../../shared/settings/reach';
import { CopyIcon } from '../kit/copy-button';
import { StatusDot } from '../kit/status-dot';
import { selectSite } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import { dialogOpened } from '../store/ui-slice';
import styles from './site-footer.module.css';
import { reachWord, siteWords } from './site-words';

/** Shows the rail's footer: whether the site is on, who can reach it, and where. */
export function SiteFooter() {
  const site = useAppSelector(selectSite);
  const dispatch = useAppDispatch();
  const words = siteWords(site);
  return (
    <footer className={styles.footer}>
      <p className={styles.line}>
        <StatusDot tone={words.tone} shape={words.shape} />
        <strong className={styles.state}>{words.text}</strong>
        {site.kind === 'on' && <span className={styles.reach}>{reachWord(reachNow(site))}</span>}
      </p>
      {site.kind === 'on' && (
        <p className={styles.line}>
          <span className={styles.address}>{site.address}</span>
          <CopyIcon text={site.address} what="address" />
        </p>
      )}
      {site.kind === 'off' && (
        <>
          <p className={styles.message}>{site.message}</p>
          <button
            type="button"
            className={styles.link}
            onClick={() => dispatch(dialogOpened({ kind: 'settings', section: 'site' }))}
          >
            Site settings
          </button>
        </>
      )}
    </footer>
  );
}
