import { IconChevronRight } from '@tabler/icons-react';
import type { SiteStatus } from '../../shared/ipc/view';
import { spokenKey } from './key-text';
import styles from './read-aloud.module.css';

type SiteOn = Extract<SiteStatus, { kind: 'on' }>;

/** Shows what the representative can read to the customer on the telephone, step by step. */
export function ReadAloud({ site, sessionKey }: { readonly site: SiteOn; readonly sessionKey: string }) {
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        <IconChevronRight size={16} stroke={1.75} className={styles.arrow} aria-hidden="true" />
        Read aloud
        <span className={styles.hint}>What to say on the telephone</span>
      </summary>
      <ol className={styles.steps}>
        {readAloudSteps(site, sessionKey).map((step) => (
          <li key={step} className={styles.step}>
            {step}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Returns the sentences to read, in order; the warning is left out where phones trust the certificate. */
export function readAloudSteps(site: SiteOn, sessionKey: string): readonly string[] {
  return [
    `“Please open the browser on your phone and go to ${site.address}.”`,
    ...(site.certificate.kind === 'self-signed'
      ? [
          '“Your phone says that the connection is not private. That is expected: my computer made its own certificate. On an iPhone, tap Show Details, then Visit This Website. On Android, tap Advanced, then Proceed.”',
        ]
      : []),
    `“Now type this session key: ${spokenKey(sessionKey)}. Then type your name and press Connect.”`,
    '“You decide what I see. I can only watch, and you can stop at any time.”',
  ];
}
