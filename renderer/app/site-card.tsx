import { Button } from '@mantine/core';
import { selectSite } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import { dialogOpened } from '../store/ui-slice';
import { CopyButton } from './copy-button';
import styles from './site-card.module.css';
import { siteWords } from './site-words';
import { StatusDot } from './status-dot';

/** The address customers open, and who can reach it. */
export function SiteCard() {
  const site = useAppSelector(selectSite);
  const dispatch = useAppDispatch();
  const { tone, shape } = siteWords(site);
  return (
    <div className={styles.card}>
      <StatusDot tone={tone} shape={shape} />
      <div className={styles.words}>
        {site.kind === 'on' && (
          <>
            <p className={styles.line}>
              {site.reach === 'local-network'
                ? 'Your site, reachable on this network'
                : 'Your site, reachable on this computer only'}
            </p>
            <p className={`${styles.address} sl-tabular`}>{site.address}</p>
            {site.port !== site.portWanted && (
              <p className={styles.line}>
                Port {site.portWanted} is taken by another program; using {site.port}.
              </p>
            )}
          </>
        )}
        {site.kind === 'starting' && <p className={styles.line}>Your site is starting.</p>}
        {site.kind === 'off' && (
          <>
            <p className={styles.line}>Your site is off, so no customer can connect.</p>
            <p className={styles.problem}>{site.message}</p>
          </>
        )}
      </div>
      {site.kind === 'on' && <CopyButton text={site.address} what="address" />}
      <Button variant="quiet" onClick={() => dispatch(dialogOpened({ kind: 'settings', section: 'site' }))}>
        Site settings
      </Button>
    </div>
  );
}
