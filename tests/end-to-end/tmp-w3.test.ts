import { expect, test } from '@playwright/test';
import { launchConsole } from '../support/console-app';
import { launchPhoneBrowser } from '../support/phone';
import { watchMedia } from '../support/watch-media';
import { allowSharing, joinSimulated, openTab, videoWire } from '../support/watching';

test('zoom', async () => {
  const [console_, browser] = await Promise.all([launchConsole(), launchPhoneBrowser()]);
  await console_.page.evaluate(watchMedia);
  const phone = await joinSimulated(console_, browser, 'Maria Lindqvist');
  await allowSharing(console_.page, phone.page);
  await openTab(phone.page, 'Camera');
  await expect(console_.page.getByText('Live: camera')).toBeVisible();
  const look = async (what: string) => {
    for (let i = 0; i < 3; i += 1) {
      const at = Date.now();
      const state = await phone.page.evaluate(() => JSON.stringify(window.sightlineSimulatedPhone?.state()));
      const lag = Date.now() - at;
      const wire = await videoWire(phone.page, 'outbound-rtp');
      console.log(what, lag, Date.now() - at, state, JSON.stringify(wire));
      await new Promise((r) => setTimeout(r, 1000));
    }
  };
  await look('plain');
  await phone.page.getByRole('button', { name: 'Flash' }).click();
  await look('torch');
  await phone.page.getByRole('slider', { name: 'Zoom' }).fill('3');
  await look('zoom');
  await phone.page.getByRole('button', { name: 'Flash' }).click();
  await look('zoom without torch');
  await browser.close();
  await console_.close();
});
