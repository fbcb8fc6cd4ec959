import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { SiteStatus } from '../../shared/ipc/view';
import { failureText } from '../kit/report-failure';
import { useRequest } from '../kit/use-request';
import styles from './settings-dialog.module.css';

const dateWords = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** Shows the certificate that protects the connection, and how to import one of your own. */
export function CertificateSettings({ site }: { readonly site: SiteStatus }) {
  const request = useRequest();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState('');

  const attempt = (task: () => Promise<string>): void => {
    setBusy(true);
    setProblem(null);
    setDone('');
    task()
      .then(setDone)
      .catch((error: unknown) => setProblem(failureText(error)))
      .finally(() => setBusy(false));
  };
  const importOne = () =>
    attempt(async () => {
      const result = await request('import-certificate', { passphrase });
      if (result.kind === 'cancelled') return '';
      setPassphrase('');
      return 'The certificate is in use.';
    });
  const remove = () =>
    attempt(async () => {
      await request('remove-imported-certificate', {});
      return 'The site uses its own certificate again.';
    });

  const certificate = site.kind === 'on' ? site.certificate : null;
  return (
    <div className={styles.group}>
      <div>
        <h3 className={styles.title}>Certificate</h3>
        {certificate?.kind === 'self-signed' && (
          <p className={styles.hint}>
            The site made its own certificate. Phones show a warning once, because they do not know it; the
            connection is encrypted all the same.
          </p>
        )}
        {certificate?.kind === 'imported' && (
          <p className={styles.hint}>
            The site uses the certificate you imported. Phones open it without a warning where they trust its
            issuer.
          </p>
        )}
      </div>
      {certificate !== null && (
        <dl className={styles.facts}>
          <dt>Kind</dt>
          <dd>{certificate.kind === 'self-signed' ? 'Self-signed' : 'Imported'}</dd>
          <dt>Valid until</dt>
          <dd>{dateWords.format(certificate.expiresAt)}</dd>
          <dt>Fingerprint</dt>
          <dd className="sl-tabular">{certificate.fingerprint}</dd>
        </dl>
      )}
      <div>
        <div className={styles.line}>
          <PasswordInput
            className={styles.grow ?? ''}
            label="Passphrase of the file, if it has one"
            autoComplete="off"
            maxLength={200}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <Button onClick={importOne} loading={busy}>
            Import PEM or PFX…
          </Button>
          {certificate?.kind === 'imported' && (
            <Button variant="destructive" onClick={remove} disabled={busy}>
              Remove
            </Button>
          )}
        </div>
        {problem !== null && (
          <p className={`${styles.hint} ${styles.problem}`} role="alert">
            {problem}
          </p>
        )}
        <p className={styles.hint} role="status">
          {done}
        </p>
      </div>
    </div>
  );
}
