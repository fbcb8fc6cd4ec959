import { type Browser, expect, test } from '@playwright/test';
import { repeats } from '../support/amounts';
import { type ConsoleApp, launchConsole, siteAddress } from '../support/console/console-app';
import { layoutFaults } from '../support/console/layout-faults';
import { drag, takeTool } from '../support/journeys/annotating';
import { openFileTransfer } from '../support/journeys/files';
import { customerWrites, generateSessionKey, join, representativeWrites } from '../support/journeys/journey';
import { allowSharing, joinSimulated, openTab } from '../support/journeys/watching';
import { launchPhoneBrowser, openPhone } from '../support/phone/phone';

let console: ConsoleApp;
let browser: Browser;

test.beforeEach(async () => {
  [console, browser] = await Promise.all([launchConsole(), launchPhoneBrowser()]);
});

test.afterEach(async () => {
  await view({ width: 1440, height: 900, zoom: 1 });
  await browser.close();
  await console.close();
});

/** A window's content in pixels of the screen, and the zoom of what is in it. */
interface View {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

/** Window sizes by zoom; what a page is as wide as is the window's width by the zoom. */
const sizes: Readonly<Record<string, readonly (readonly [width: number, height: number])[]>> = {
  '1': [
    [720, 560],
    [801, 600],
    [881, 640],
    [960, 700],
    [1024, 700],
    [1079, 720],
    [1100, 720],
    [1280, 800],
    [1440, 900],
    [1920, 1080],
  ],
  '0.75': [
    [720, 560],
    [3840, 2160],
  ],
  '1.25': [[1024, 700]],
  '1.5': [
    [720, 560],
    [1024, 700],
    [1440, 900],
  ],
  '2': [
    [720, 560],
    [1024, 700],
    [1440, 900],
    [3840, 2160],
  ],
};
const allViews: readonly View[] = Object.entries(sizes).flatMap(([zoom, pairs]) =>
  pairs.map(([width, height]) => ({ width, height, zoom: Number(zoom) })),
);
/** The sizes at which most gives way; `npm run long` walks them all, down to 720×560 at 200 %. */
const telling = ['720 1', '881 1', '1079 1', '1440 1', '3840 0.75', '1024 1.25', '1024 1.5'];
const views = repeats({
  short: allViews.filter(({ width, zoom }) => telling.includes(`${width} ${zoom}`)),
  long: allViews,
});
const wide: View = { width: 1440, height: 900, zoom: 1 };
const narrow: View = { width: 720, height: 560, zoom: 1 };

/** Gives the window a size and a zoom, and waits until the page has them and stands still. */
async function view({ width, height, zoom }: View): Promise<void> {
  await console.app.evaluate(
    ({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setContentSize(wanted.width, wanted.height);
      window?.webContents.setZoomFactor(wanted.zoom);
    },
    { width, height, zoom },
  );
  await console.page.waitForFunction((expected) => Math.abs(window.innerWidth - expected) < 2, width / zoom, {
    polling: 'raf',
  });
  await console.page.evaluate(async () => {
    const picture = () =>
      [...document.querySelectorAll('button, [role="tab"], textarea, h1, h2')]
        .map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].map(Math.round).join();
        })
        .join(' ');
    for (let before = '', now = picture(), same = 0; same < 3; before = now, now = picture()) {
      same = before === now ? same + 1 : 0;
      await new Promise(requestAnimationFrame);
    }
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
  });
}

/** What is wrong, by where. */
const faults: string[] = [];

/** Walks the sizes and zooms with the console as it is, and notes what is wrong at each. */
async function walk(state: string, within = 'body'): Promise<void> {
  for (const each of views) {
    await view(each);
    const found = await console.page.evaluate(layoutFaults, within);
    const name = `${state} ${each.width}x${each.height} at ${each.zoom * 100} %`;
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    if (found.length > 0) {
      await console.page.screenshot({ path: test.info().outputPath(`${name}.png`) }).catch(() => undefined);
    }
  }
  await view(wide);
}

const name = 'Maximiliane Lindqvist-Hernández';

test('nothing is cut off, covered or out of reach, from 720×560 to 3840×2160 and from 75 % to 200 %', async () => {
  test.setTimeout(1_800_000);
  const { page } = console;
  await expect(page.getByText('Site on')).toBeVisible();
  await walk('empty');

  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  for (const section of await settings.getByRole('tab').allTextContents()) {
    await settings.getByRole('tab', { name: section }).click();
    await walk(`settings, ${section}`);
  }
  await page.keyboard.press('Escape');

  await page
    .getByRole('button', { name: /^Generate session key/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Session key' })).toContainText(/\d{3}\s\d{3}\s\d{3}/);
  await walk('key');
  await page.getByRole('dialog', { name: 'Session key' }).getByRole('button', { name: 'Done' }).click();

  const phone = await joinSimulated(console, browser, name, { width: 480, height: 270, frameRate: 5 });
  const second = await openPhone(browser, await siteAddress(page));
  await join(second.page, await generateSessionKey(page), 'Kwame Boateng', 'The light of my router is off.');
  await expect(page.getByRole('button', { name: 'Accept Kwame Boateng' })).toBeVisible();
  await walk('waiting');
  await view(narrow);
  await page
    .getByRole('button', { name: /sessions/i })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Accept Kwame Boateng' })).toBeVisible();
  await walk('rail', '[data-open="true"]');
  await page.keyboard.press('Escape');

  await representativeWrites(
    page,
    'Hello Maximiliane. May I see the back of the router? You choose what you show.',
  );
  await customerWrites(phone.page, 'Yes. The internet light is off since the painters moved it.');
  await walk('not requested');
  await allowSharing(page, phone.page);
  await walk('allowed');
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
  await expect(page.getByText(/^VP9/).first()).toBeVisible();
  await walk('live');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText(/^Recording 0:/)).toBeVisible();
  await walk('recording');
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await view(narrow);
  await page.getByRole('tab', { name: 'Session log' }).click();
  await walk('log');

  await view(narrow);
  await page.getByRole('tab', { name: 'Screen' }).click();
  await view(wide);
  await takeTool(page, 'Arrow');
  await walk('bar open');
  await drag(page, [
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  await expect(page.getByText(/^Frozen at /)).toBeVisible();
  await walk('frozen');
  await page.getByRole('button', { name: 'Clear and resume' }).click();
  await expect(page.getByText('Live: camera')).toBeVisible();

  await openFileTransfer(page);
  await walk('files, not requested');
  await page.getByRole('button', { name: 'Ask for file access' }).click();
  await phone.page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.getByText('Customer’s files').first()).toBeVisible();
  await walk('files');

  await page.getByRole('tab', { name: 'System Information' }).click();
  await page.getByRole('button', { name: 'Ask for system information' }).click();
  await phone.page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('System and browser')).toBeVisible();
  await walk('system information');

  await page.getByRole('button', { name: 'End session' }).click();
  await walk('ending');
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await expect(page.getByRole('heading', { name: 'Session ended' })).toBeVisible();
  await walk('wrap-up');

  await page.getByRole('button', { name: 'History', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Search messages, names and notes' })).toBeVisible();
  await walk('history');
  expect(faults).toEqual([]);
});
