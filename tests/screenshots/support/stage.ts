import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  type Browser,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
} from '@playwright/test';
import type { SimulatedPhoneControl } from '../../../customer/practice/control';
import type { Settings } from '../../../shared/settings/settings';
import { answerClosing, newDataFolder, siteAddress } from '../../support/console/console-app';
import { electronLaunch, projectRoot } from '../../support/electron-path';
import { launchPhoneBrowser, openPhone, type Phone } from '../../support/phone/phone';
import { watchMedia } from '../../support/phone/watch-media';
import { movablePage } from './movable-page';
import { smallPng } from './small-png';

/** What customers are told in the pictures; the name leads to this computer. */
const host = 'northlake.example';
const firstPort = 9443;

/** When the pictures begin: a working day in the morning, wherever they are taken. */
const begin = Date.UTC(2026, 9, 14, 9, 37, 40);
export const timeZone = 'Europe/London';
process.env.TZ = timeZone;

const picturesFolder = join(projectRoot, 'assets/screenshots');
const simulatedPhone = join(projectRoot, 'dist/practice/simulated-phone.js');

export const consoleSize = { width: 1440, height: 900 } as const;

const settings: Partial<Settings> = {
  representativeName: 'Dana Whitfield',
  siteName: 'Northlake Support',
  reach: 'local-network',
  address: host,
  colorScheme: 'light',
  sounds: false,
  notifications: false,
};

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';
const chrome =
  'Mozilla/5.0 (Linux; Android 16; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';

export interface Person {
  readonly name: string;
  readonly locale: string;
  readonly userAgent: string;
}

/** The example people, each with a phone. */
export const people = {
  maria: { name: 'Maria Lindqvist', locale: 'sv-SE', userAgent: safari },
  kwame: { name: 'Kwame Boateng', locale: 'en-GB', userAgent: chrome },
  tomas: { name: 'Tomás Ferreira', locale: 'pt-PT', userAgent: safari },
  aiko: { name: 'Aiko Tanaka', locale: 'en-GB', userAgent: chrome },
} as const satisfies Readonly<Record<string, Person>>;

export interface WithSimulatedPhone {
  readonly sightlineSimulatedPhone: SimulatedPhoneControl;
}

/** A console and phones, both real, on clocks that the pictures can move. */
export class Stage {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly #browser: Browser;
  readonly #phones = new Set<Phone>();
  readonly #dataFolder: string;

  private constructor(app: ElectronApplication, page: Page, browser: Browser, dataFolder: string) {
    this.app = app;
    this.page = page;
    this.#browser = browser;
    this.#dataFolder = dataFolder;
  }

  /** Starts a console with the files given in its data folder, e.g. a damaged database. */
  static async open(files: Readonly<Record<string, string>> = {}): Promise<Stage> {
    const dataFolder = await newDataFolder({ ...settings, port: await freePort() });
    for (const [name, text] of Object.entries(files)) await writeFile(join(dataFolder, name), text);
    const launch = electronLaunch({
      args: [`--data-folder=${dataFolder}`, '--lang=en-GB', '--force-device-scale-factor=1'],
      env: { SIGHTLINE_PICTURES_BEGIN: String(begin), SIGHTLINE_PICTURES_HOST: host, TZ: timeZone },
    });
    const preload = join(import.meta.dirname, 'movable-main.cjs');
    const [app, browser] = await Promise.all([
      electron.launch({ ...launch, args: ['-r', preload, ...launch.args] }),
      launchPhoneBrowser([`--host-resolver-rules=MAP ${host} 127.0.0.1`]),
    ]);
    const page = await app.firstWindow();
    const stage = new Stage(app, page, browser, dataFolder);
    const now = await app.evaluate(() => Date.now());
    await app.context().addInitScript(movablePage, now - Date.now());
    await stage.resize(consoleSize);
    await page.reload();
    await expect(page.getByText('Site on')).toBeVisible();
    await expect(page.getByText('It answers at this address.')).toBeVisible();
    return stage;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await answerClosing(this.app);
    await this.app.close();
    await rm(this.#dataFolder, { recursive: true, force: true });
  }

  /** Sets the size of the window's content, in pixels of the screen. */
  async resize({ width, height }: { readonly width: number; readonly height: number }): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    );
  }

  /** Lets so many seconds pass on the console at once; phones that are in a session stay connected. */
  async letPass(seconds: number): Promise<void> {
    await this.app.evaluate((_electron, milliseconds) => {
      (globalThis as unknown as { moveClock: (by: number) => void }).moveClock(milliseconds);
    }, seconds * 1_000);
    // Any message of a phone tells the site that it is still there.
    for (const { page } of this.#phones) {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    }
    await this.page.evaluate((milliseconds) => window.moveClock?.(milliseconds), seconds * 1_000);
    // The page shows a new time when its own second turns.
    const from = await this.page.evaluate(() => Date.now());
    await this.page.waitForFunction((began) => Date.now() > began + 1_050, from);
  }

  /** A phone with simulated cameras, at `path` of the site. */
  async phone({ locale, userAgent }: Person, path = '/'): Promise<Phone> {
    const phone = await openPhone(this.#browser, 'about:blank', { locale, userAgent, timezoneId: timeZone });
    await phone.context.addInitScript({ path: simulatedPhone });
    // The clients' own hints would name the browser these pictures are taken with.
    await phone.context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'userAgentData', { get: () => undefined });
      (window as unknown as WithSimulatedPhone).sightlineSimulatedPhone.setSpeed(0);
    });
    await phone.context.addInitScript(watchMedia);
    await phone.page.goto(`${await siteAddress(this.page)}${path}`);
    this.#phones.add(phone);
    phone.page.on('close', () => this.#phones.delete(phone));
    return phone;
  }

  /** Writes `console-<name>-light.png` and `-dark.png`. */
  async picture(name: string): Promise<void> {
    for (const scheme of ['light', 'dark'] as const) {
      await this.#showScheme(scheme);
      await takePicture(this.page, `console-${name}-${scheme}`);
    }
    await this.#showScheme('light');
  }

  /** As `picture`, of the page shown larger by `factor`, as a person does with the system's zoom keys. */
  async zoomedPicture(name: string, factor: number): Promise<void> {
    await this.#zoom(factor);
    for (const scheme of ['light', 'dark'] as const) {
      await this.#showScheme(scheme);
      await settled(this.page);
      // The driver's own picture would be cut to the size of a page that is not zoomed.
      const picture = await this.app.evaluate(async ({ BrowserWindow }) => {
        const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
        return image?.toPNG().toString('base64') ?? '';
      });
      await keepPicture(Buffer.from(picture, 'base64'), `console-${name}-${scheme}`);
    }
    await this.#showScheme('light');
    await this.#zoom(1);
  }

  async #zoom(factor: number): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, value) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(value),
      factor,
    );
    await this.page.waitForFunction((width) => window.innerWidth === width, consoleSize.width / factor);
  }

  async #showScheme(colorScheme: 'light' | 'dark'): Promise<void> {
    await this.page.evaluate(async (scheme) => {
      const { sightline } = window as unknown as {
        sightline: { request: (name: string, args: unknown) => Promise<unknown> };
      };
      await sightline.request('change-settings', { colorScheme: scheme });
    }, colorScheme);
    await expect(this.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  }
}

/** The first free port from the one the pictures usually show. */
async function freePort(): Promise<number> {
  for (let port = firstPort; ; port += 1) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Writes `phone-<name>-light.png` and `-dark.png`. */
export async function phonePicture({ page }: Phone, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await takePicture(page, `phone-${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function takePicture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await settled(page);
  await keepPicture(await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' }), name);
}

/** Waits until the fonts are there and what the page has just decided is drawn. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });
}

async function keepPicture(picture: Buffer, name: string): Promise<void> {
  await mkdir(picturesFolder, { recursive: true });
  await writeFile(join(picturesFolder, `${name}.png`), smallPng(picture));
}

/** Takes a phone's network away for as long as the picture needs. */
export async function loseConnection({ context, page }: Phone): Promise<void> {
  await context.setOffline(true);
  await page.evaluate(() => {
    const { watched } = window as unknown as { watched: { sockets: WebSocket[] } };
    for (const socket of watched.sockets) socket.close();
  });
}

/** Waits until the live picture has its full size, or as long as a slow computer may take. */
export async function sharpPicture(page: Page): Promise<void> {
  const statistics = page.getByRole('region', { name: 'Picture statistics' });
  await expect(statistics).toContainText('VP9');
  await expect(statistics)
    .toContainText('1280×720')
    .catch(() => undefined);
}
