import { X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { SiteCheck, SiteStatus } from '../../shared/ipc/view';
import { isLoopbackAddress } from '../../shared/settings/reach';
import type { Settings } from '../../shared/settings/settings';
import { connectInMemory } from '../../shared/wire/memory-connection';
import { namesOfThisComputer, type SiteCertificate } from '../../site/certificate';
import type { FileRoads } from '../../site/file-road';
import { loadOrMakeCertificate } from '../../site/kept-certificate';
import { loadOrMakeLinkKey } from '../../site/kept-link-key';
import { addressToShow, localAddresses, siteUrl } from '../../site/local-addresses';
import type { Pictures } from '../../site/pictures';
import type { SecurityLog } from '../../site/security-log';
import { checkAddresses } from '../../site/self-check';
import { createSite, type Site } from '../../site/site';
import type { SiteLog } from '../../site/site-log';
import type { Uploads } from '../../site/uploads';
import { RequestRefusal } from '../ipc/request-server';
import { type Notices, sayKeysAreGuessed } from '../notices/notices';
import type { SessionRegistry } from '../session/session-registry';
import { SiteLink } from '../session/site-link';
import { ImportedCertificateStore } from './imported-certificate-store';
import type { SecretStore } from './secret-store';

export interface EmbeddedSiteOptions {
  readonly registry: SessionRegistry;
  readonly notices: Notices;
  readonly uploads: Uploads;
  readonly fileRoads: FileRoads;
  readonly pictures: Pictures;
  readonly customerFolder: string;
  readonly dataFolder: string;
  readonly secrets: SecretStore;
  readonly settings: () => Settings;
  readonly log: SiteLog;
  readonly security: SecurityLog;
  readonly changed: (status: SiteStatus) => void;
}

interface ChosenCertificate {
  readonly kind: 'self-signed' | 'imported';
  readonly certificate: SiteCertificate;
}

/** How often the computer's addresses are looked at, in milliseconds. */
const addressCheckMs = 10_000;

/** The site inside the console: started with it, and started anew when settings or the network change. */
export class EmbeddedSite {
  readonly #options: EmbeddedSiteOptions;
  readonly #imported: ImportedCertificateStore;
  #status: SiteStatus = { kind: 'starting' };
  #site: Site | undefined;
  #chosen: ChosenCertificate | undefined;
  #addressCheck: ReturnType<typeof setInterval> | undefined;
  #isClosed = false;
  /** Starts and stops follow one another, so that no two sites ever want the same port. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: EmbeddedSiteOptions) {
    this.#options = options;
    this.#imported = new ImportedCertificateStore(
      join(options.dataFolder, 'site', 'imported-certificate.json'),
      options.secrets,
    );
  }

  get status(): SiteStatus {
    return this.#status;
  }

  /** The name customers see. */
  get siteName(): string {
    return this.#options.settings().siteName || `Support at ${hostname().replace(/\.local$/, '')}`;
  }

  /** Starts the site. Never rejects: what goes wrong is in `status`. */
  start(): Promise<void> {
    let known = addressesNow();
    this.#addressCheck = setInterval(() => {
      const now = addressesNow();
      if (now === known) return;
      known = now;
      void this.#restart();
    }, addressCheckMs);
    return this.#restart();
  }

  /** The site as this computer itself reaches it; undefined while it is not on. */
  get onThisComputer(): { readonly origin: string; readonly fingerprint: string } | undefined {
    const status = this.#status;
    return status.kind === 'on'
      ? { origin: siteUrl('localhost', status.port), fingerprint: status.certificate.fingerprint }
      : undefined;
  }

  /** Where the site stands once no start or stop is under way. */
  async settled(): Promise<SiteStatus> {
    let work: Promise<void>;
    do {
      work = this.#work;
      await work;
    } while (work !== this.#work);
    return this.#status;
  }

  /** Opens the addresses customers may be told, as a phone would. */
  async check(): Promise<SiteCheck> {
    const status = await this.settled();
    const addresses = status.kind === 'on' ? addressesToCheck(status) : [];
    const fingerprint = status.kind === 'on' ? status.certificate.fingerprint : '';
    return { checkedAt: Date.now(), addresses: await checkAddresses(addresses, fingerprint) };
  }

  settingsChanged(next: Settings, before: Settings): void {
    if (next.reach !== before.reach || next.port !== before.port || next.address !== before.address) {
      void this.#restart();
    } else if (next.siteName !== before.siteName) {
      this.#site?.setSiteName(this.siteName);
      this.#tellStatus();
    }
  }

  /** Uses the certificate in a file from now on. @throws RequestRefusal */
  async importCertificate(path: string, passphrase: string): Promise<void> {
    let result: Awaited<ReturnType<ImportedCertificateStore['import']>>;
    try {
      result = await this.#imported.import(path, passphrase);
    } catch {
      throw new RequestRefusal(
        'certificate-not-usable',
        'The file could not be read, or its copy not be written.',
      );
    }
    if (result.kind === 'refused') throw new RequestRefusal('certificate-not-usable', result.message);
    if (!this.#options.secrets.isAvailable) {
      this.#options.notices.show({
        id: 'secrets-in-plain-text',
        kind: 'information',
        title: 'The certificate’s private key is kept without encryption.',
        text: 'This computer has no password store that Sightline can use. Only you can read the file, but so can a backup of it.',
      });
    }
    await this.#restart();
  }

  async removeImportedCertificate(): Promise<void> {
    await this.#imported.remove();
    await this.#restart();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#addressCheck);
    await this.#work;
    await this.#site?.close();
    this.#site = undefined;
  }

  #restart(): Promise<void> {
    this.#work = this.#work.then(() => this.#open());
    return this.#work;
  }

  async #open(): Promise<void> {
    if (this.#isClosed) return;
    const settings = this.#options.settings();
    this.#setStatus({ kind: 'starting' });
    await this.#site?.close();
    this.#site = undefined;
    try {
      this.#chosen = await this.#chooseCertificate(settings);
      const { dns, ip } = namesOfThisComputer(settings.address);
      const site = await createSite({
        siteName: this.siteName,
        reach: settings.reach,
        port: settings.port,
        customerFolder: this.#options.customerFolder,
        certificate: this.#chosen.certificate,
        names: [...dns, ...ip],
        linkKey: await loadOrMakeLinkKey(join(this.#options.dataFolder, 'site')),
        uploads: this.#options.uploads,
        fileRoads: this.#options.fileRoads,
        pictures: this.#options.pictures,
        log: this.#options.log,
        security: this.#options.security,
      });
      this.#site = site;
      const [siteEnd, consoleEnd] = connectInMemory();
      site.connectRepresentative(siteEnd);
      const link = new SiteLink(consoleEnd);
      link.onMessage(({ kind }) => {
        if (kind === 'guessing-noticed') sayKeysAreGuessed(this.#options.notices);
      });
      this.#options.registry.attachSite(link);
      this.#tellStatus();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#setStatus({
        kind: 'off',
        message: `The site could not start (${reason}). Choose another port or network in Settings, Site.`,
      });
    }
  }

  async #chooseCertificate(settings: Settings): Promise<ChosenCertificate> {
    const imported = await this.#imported.read();
    if (imported?.kind === 'read') return { kind: 'imported', certificate: imported.certificate };
    if (imported?.kind === 'refused') {
      this.#options.notices.show({
        id: 'imported-certificate',
        kind: 'warning',
        title: 'The imported certificate cannot be used, so the site uses its own.',
        text: `${imported.message} It is kept; import another in Settings, Site.`,
      });
    }
    const folder = join(this.#options.dataFolder, 'site');
    const kept = await loadOrMakeCertificate(folder, namesOfThisComputer(settings.address));
    if (kept.kind === 'remade' && kept.reason === 'damaged') {
      this.#options.notices.show({
        id: 'certificate-remade',
        kind: 'information',
        title: 'The site’s certificate was damaged, so a new one was made.',
        text: 'Phones that connected before show their certificate warning once more. Nothing else changed.',
      });
    }
    return { kind: 'self-signed', certificate: kept.certificate };
  }

  #tellStatus(): void {
    const site = this.#site;
    const chosen = this.#chosen;
    if (site === undefined || chosen === undefined) return;
    const settings = this.#options.settings();
    const { fingerprint, expiresAt } = chosen.certificate;
    const host =
      settings.reach === 'this-computer'
        ? 'localhost'
        : (addressToShow(localAddresses(), settings.address || certificateHost(chosen)) ?? 'localhost');
    this.#setStatus({
      kind: 'on',
      siteName: this.siteName,
      address: siteUrl(host, site.port),
      addresses: [...site.addresses],
      reach: settings.reach,
      port: site.port,
      portWanted: site.portWanted,
      certificate: { kind: chosen.kind, fingerprint, expiresAt },
    });
  }

  #setStatus(status: SiteStatus): void {
    this.#status = status;
    this.#options.changed(status);
  }
}

/** The name an imported certificate was issued for, as phones trust no other; empty where it has none to type. */
function certificateHost({ kind, certificate }: ChosenCertificate): string {
  if (kind !== 'imported' || certificate.kind !== 'pem') return '';
  const names = new X509Certificate(certificate.certificatePem).subjectAltName?.split(', ') ?? [];
  return names.find((name) => name.startsWith('DNS:') && !name.includes('*'))?.slice('DNS:'.length) ?? '';
}

/** How many of a computer's addresses are opened at most. */
const addressesChecked = 8;

/** The address shown first, then the others that another device could use. */
function addressesToCheck({ address, addresses }: Extract<SiteStatus, { kind: 'on' }>): string[] {
  const others = addresses.filter((other) => other !== address && !isLoopbackAddress(other));
  return [address, ...others].slice(0, addressesChecked);
}

function addressesNow(): string {
  return localAddresses()
    .map(({ address }) => address)
    .sort()
    .join(' ');
}
