import { Button, Modal } from '@mantine/core';
import { IconMail, IconMessage } from '@tabler/icons-react';
import { useState } from 'react';
import type { OpenSessionKey, SiteStatus } from '../../shared/ipc/view';
import { joinLink } from '../../shared/session-key/join-link';
import { CopyButton, CopyIcon } from '../kit/copy-button';
import { useNow } from '../kit/ticker';
import { useRequest } from '../kit/use-request';
import { useTask } from '../kit/use-task';
import { selectSite } from '../store/selectors';
import { useAppSelector } from '../store/store';
import { KeyCountdown } from './key-countdown';
import { KeyDetails } from './key-details';
import { KeyFooter } from './key-footer';
import { type KeyOutcome, outcomeOf } from './key-outcome';
import { groupedKey } from './key-text';
import { QrCode } from './qr-code';
import { ReadAloud } from './read-aloud';
import styles from './session-key-dialog.module.css';

/** Shows everything about one session key: the digits, ways to send them, and what happened to it. */
export function SessionKeyDialog({
  sessionKey,
  onClose,
}: {
  readonly sessionKey: string;
  readonly onClose: () => void;
}) {
  const open = useAppSelector((state) =>
    state.console.sessionKeys.find((known) => known.sessionKey === sessionKey),
  );
  const sessions = useAppSelector((state) => state.sessions);
  const site = useAppSelector(selectSite);
  const now = useNow();
  // A key that was used or has expired leaves the store; the dialog still shows what it was.
  const [last, setLast] = useState(open);
  if (open !== undefined && open !== last) setLast(open);
  const key = open ?? last;
  if (key === undefined) return null;
  const outcome = outcomeOf(key, open !== undefined, sessions, now);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Session key"
      size={704}
      padding={0}
      classNames={{ content: styles.content ?? '', header: styles.header ?? '', body: styles.body ?? '' }}
    >
      <div className={styles.top}>
        <div className={styles.main}>
          <p className={`${styles.key} sl-tabular`} data-open={outcome.kind === 'open'}>
            {groupedKey(key.sessionKey)}
          </p>
          <KeyCountdown openKey={key} outcome={outcome} now={now} />
          <SendButtons openKey={key} outcome={outcome} siteIsOn={site.kind === 'on'} />
        </div>
        {site.kind === 'on' && (
          <figure className={styles.qr}>
            <QrCode
              text={joinLink(site.address, key.sessionKey, key.linkSecret)}
              label="QR code of the link"
            />
            <figcaption>Scan with the phone’s camera</figcaption>
          </figure>
        )}
      </div>
      <div className={styles.rows}>
        <Rows site={site} openKey={key} />
        <KeyDetails openKey={key} disabled={outcome.kind !== 'open'} />
        {site.kind === 'on' && <ReadAloud site={site} sessionKey={key.sessionKey} />}
      </div>
      <KeyFooter openKey={key} outcome={outcome} onClose={onClose} />
    </Modal>
  );
}

function SendButtons({
  openKey,
  outcome,
  siteIsOn,
}: {
  readonly openKey: OpenSessionKey;
  readonly outcome: KeyOutcome;
  readonly siteIsOn: boolean;
}) {
  const request = useRequest();
  const [busy, run] = useTask();
  const usable = outcome.kind === 'open';
  const compose = (by: 'e-mail' | 'text-message') => () =>
    run(by === 'e-mail' ? 'The e-mail was not opened' : 'The text message was not opened', () =>
      request('compose-invitation', { sessionKey: openKey.sessionKey, by }),
    );
  return (
    <div className={styles.send}>
      <CopyButton
        text={groupedKey(openKey.sessionKey)}
        what="key"
        variant="filled"
        fullWidth
        disabled={!usable}
        className={styles.sendButton ?? ''}
      />
      <Button
        fullWidth
        className={styles.sendButton ?? ''}
        leftSection={<IconMail size={16} stroke={1.75} />}
        disabled={!usable || !siteIsOn || busy}
        onClick={compose('e-mail')}
      >
        E-mail
      </Button>
      <Button
        fullWidth
        className={styles.sendButton ?? ''}
        leftSection={<IconMessage size={16} stroke={1.75} />}
        disabled={!usable || !siteIsOn || busy}
        onClick={compose('text-message')}
      >
        Text message
      </Button>
    </div>
  );
}

function Rows({ site, openKey }: { readonly site: SiteStatus; readonly openKey: OpenSessionKey }) {
  if (site.kind !== 'on') {
    return (
      <p className={styles.problem} role="alert">
        {site.kind === 'starting'
          ? 'Your site is starting; its address and link appear here in a moment.'
          : `Your site is off, so the key cannot be used. ${site.message} The key is kept.`}
      </p>
    );
  }
  return (
    <>
      <dl className={styles.list}>
        <div className={styles.row}>
          <dt>Site</dt>
          <dd className="sl-tabular">
            <span className={styles.value}>{site.address}</span>
            <CopyIcon text={site.address} what="address" />
          </dd>
        </div>
        <div className={styles.row}>
          <dt>Link</dt>
          <dd className="sl-tabular">
            <span className={styles.value}>
              {site.address}/<strong>#{openKey.sessionKey}</strong>
            </span>
            <CopyIcon text={joinLink(site.address, openKey.sessionKey, openKey.linkSecret)} what="link" />
          </dd>
        </div>
      </dl>
      {site.reach === 'this-computer' && (
        <p className={styles.problem}>
          Only this computer can open the address. To help a phone, choose “This network” in the site
          settings.
        </p>
      )}
    </>
  );
}
