import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { SiteCheck, SiteStatus } from '../../shared/ipc/view';
import { reachNow } from '../../shared/settings/reach';
import { CopyButton } from '../kit/copy-button';
import { StatusDot } from '../kit/status-dot';
import { useRequest } from '../kit/use-request';
import { selectSite, usePlatform } from '../store/selectors';
import { useAppDispatch, useAppSelector } from '../store/store';
import { dialogOpened } from '../store/ui-slice';
import styles from './site-card.module.css';
import { certificateWords, checkWords, reachLine } from './site-check-words';
import { siteWords } from './site-words';

type SiteOn = Extract<SiteStatus, { kind: 'on' }>;

/** Shows the address customers open, who can reach it, and whether it answers. */
export function SiteCard() {
  const site = useAppSelector(selectSite);
  const dispatch = useAppDispatch();
  const { tone, shape } = siteWords(site);
  const isCutOff = site.kind === 'on' && site.reach !== reachNow(site);
  return (
    <>
      <div className={styles.card}>
        <StatusDot tone={isCutOff ? 'wait' : tone} shape={isCutOff ? 'ring' : shape} />
        <div className={styles.words}>
          {site.kind === 'on' && (
            <>
              <p className={styles.line}>{reachLine(site)}</p>
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
      {site.kind === 'on' && <SelfCheck key={site.address} site={site} />}
    </>
  );
}

type Checking =
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly check: SiteCheck }
  | { readonly kind: 'not-checked' };

/** Shows whether the address answers, what to do where a phone cannot open it, and what its certificate means. */
function SelfCheck({ site }: { readonly site: SiteOn }) {
  const [checking, check] = useSiteCheck();
  const platform = usePlatform();
  const words = checking.kind === 'checked' ? checkWords(site, checking.check, platform) : undefined;
  return (
    <div className={styles.check}>
      <div className={styles.found}>
        <div className={styles.words} role="status">
          {checking.kind === 'checking' && <p>Checking whether the address answers…</p>}
          {checking.kind === 'not-checked' && <p>The address could not be checked. Check again.</p>}
          {words !== undefined && (
            <p>
              <span className={styles.outcome} data-tone={words.tone}>
                {words.text}
              </span>{' '}
              {words.remedy}
            </p>
          )}
        </div>
        <Button variant="quiet" size="xs" disabled={checking.kind === 'checking'} onClick={check}>
          Check again
        </Button>
      </div>
      <p>{certificateWords(site)}</p>
    </div>
  );
}

/** Returns the newest self-check, which begins at once, and a function that repeats it. */
function useSiteCheck(): readonly [Checking, () => void] {
  const request = useRequest();
  const [checking, setChecking] = useState<Checking>({ kind: 'checking' });
  const [times, setTimes] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press checks again
  useEffect(() => {
    let isWanted = true;
    setChecking({ kind: 'checking' });
    request('check-site', {}).then(
      (check) => isWanted && setChecking({ kind: 'checked', check }),
      () => isWanted && setChecking({ kind: 'not-checked' }),
    );
    return () => {
      isWanted = false;
    };
  }, [times]);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  return [checking, again];
}
