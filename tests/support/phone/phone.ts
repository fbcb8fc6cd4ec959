import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from '@playwright/test';
import { chromiumPath } from '../electron-path';

/** A real browser that plays phones: each phone is a context of its own. */
export async function launchPhoneBrowser(extraArguments: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--use-fake-device-for-media-stream=device-count=2',
      '--use-fake-ui-for-media-stream',
      ...extraArguments,
    ],
  });
}

export interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** A phone-sized page at `url`, with the customer client loaded. */
export async function openPhone(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 1,
    hasTouch: true,
    ignoreHTTPSErrors: true,
    ...options,
  });
  await context.grantPermissions(['camera']);
  const page = await context.newPage();
  await page.goto(url);
  return { context, page, close: () => context.close() };
}
