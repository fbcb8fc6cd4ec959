import { Radio } from '@mantine/core';
import { limits } from '../../shared/limits';
import { CopyIcon } from '../kit/copy-button';
import { SavedField } from '../kit/saved-field';
import { selectSite } from '../store/selectors';
import { useAppSelector } from '../store/store';
import { CertificateSettings } from './certificate-settings';
import styles from './settings-dialog.module.css';
import { useChoice, useSettings } from './use-settings';

const lowestPort = 1024;
const highestPort = 65_535;

/** Shows the site that customers' phones connect to: its name, who can reach it, and where. */
export function SiteSettings() {
  const [settings, change] = useSettings();
  const site = useAppSelector(selectSite);
  const reach = useChoice(settings.reach, (value) => change({ reach: value }));
  const portTaken = site.kind === 'on' && site.port !== site.portWanted ? site : null;
  return (
    <>
      <div className={styles.group}>
        <SavedField
          label="Site name"
          description="Customers see it before they join, for example your company’s name."
          value={settings.siteName}
          maxLength={limits.siteNameCharacters}
          save={(siteName) => change({ siteName })}
        />
        <Radio.Group
          label="Who can reach it"
          value={reach.value}
          error={reach.problem}
          onChange={(value) => reach.choose(value === 'this-computer' ? 'this-computer' : 'local-network')}
        >
          <div className={styles.group}>
            <Radio value="local-network" label="This network" description="Phones on the same Wi-Fi." />
            <Radio
              value="this-computer"
              label="This computer only"
              description="For trying it out; no phone can connect."
            />
          </div>
        </Radio.Group>
      </div>
      <div className={styles.group}>
        {site.kind === 'off' && (
          <p className={styles.problem} role="alert">
            The site is off. {site.message}
          </p>
        )}
        <div>
          <SavedField
            label="Port"
            value={String(settings.port)}
            check={checkPort}
            save={(text) => change({ port: Number(text.trim()) })}
          />
          {portTaken !== null && (
            <p className={`${styles.hint} ${styles.wait}`} role="status">
              Port {portTaken.portWanted} is taken by another program; using {portTaken.port}.
            </p>
          )}
        </div>
        <SavedField
          label="Host name or address shown to customers"
          description="Leave empty for this computer’s address on the network."
          value={settings.address}
          maxLength={255}
          check={checkHost}
          save={(text) => change({ address: text.trim() })}
        />
        {site.kind === 'on' && (
          <dl className={styles.facts}>
            <dt>Customers open</dt>
            <dd className={`${styles.withCopy} sl-tabular`}>
              {site.address} <CopyIcon text={site.address} what="address" />
            </dd>
            {site.addresses.length > 1 && (
              <>
                <dt>Also answers at</dt>
                <dd className="sl-tabular">
                  {site.addresses.filter((address) => address !== site.address).join(', ')}
                </dd>
              </>
            )}
          </dl>
        )}
      </div>
      <CertificateSettings site={site} />
    </>
  );
}

/** Returns what is wrong with a port as typed, or null. */
export function checkPort(text: string): string | null {
  const port = /^\d+$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return port >= lowestPort && port <= highestPort
    ? null
    : `Type a number from ${lowestPort} to ${highestPort}, for example 8443.`;
}

/** Returns what is wrong with a host as typed, or null; empty is fine. */
export function checkHost(text: string): string | null {
  const host = text.trim();
  if (host === '') return null;
  const url = URL.parse(`https://${host}/`);
  return url !== null &&
    url.pathname === '/' &&
    url.port === '' &&
    url.username === '' &&
    !/[\s/?#@]/.test(host)
    ? null
    : 'Type a host name or an address only, for example help.example.com or 192.0.2.24.';
}
