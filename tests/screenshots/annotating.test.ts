import { expect, test } from '@playwright/test';
import { drag, takeTool } from '../support/journeys/annotating';
import { generateSessionKey, join, representativeWrites } from '../support/journeys/journey';
import { allowSharing, openTab } from '../support/journeys/watching';
import { people, phonePicture, Stage, sharpPicture } from './support/stage';

let stage: Stage;

test.beforeEach(async () => {
  stage = await Stage.open();
});

test.afterEach(() => stage.close());

test('drawing on a frozen picture', async () => {
  const { page } = stage;
  const { name } = people.kwame;
  const sessionKey = await generateSessionKey(page);
  const phone = await stage.phone(people.kwame);
  await join(phone.page, sessionKey, name, 'The internet is gone since this morning.');
  await page.getByRole('button', { name: `Accept ${name}` }).click();
  await expect(phone.page.getByRole('textbox', { name: /^Write to/ })).toBeVisible();
  await representativeWrites(page, 'Hi Kwame, please show me the back of the router.');
  await stage.letPass(17);
  await allowSharing(page, phone.page);
  await openTab(phone.page, 'Camera');
  await expect(page.getByText('Live: camera')).toBeVisible();
  await stage.letPass(41);
  await sharpPicture(page);

  await takeTool(page, 'Arrow');
  await drag(page, [
    [0.62, 0.62],
    [0.5, 0.44],
  ]);
  await expect(page.getByText(/^Frozen at/).first()).toBeVisible();
  await takeTool(page, 'Ellipse');
  await drag(page, [
    [0.34, 0.38],
    [0.46, 0.52],
  ]);
  await takeTool(page, 'Numbered pin');
  await drag(page, [[0.66, 0.66]]);
  await drag(page, [[0.3, 0.34]]);
  await takeTool(page, 'Highlighter');
  await drag(page, [
    [0.2, 0.82],
    [0.6, 0.82],
  ]);
  await takeTool(page, 'Pen');
  await drag(page, [
    [0.7, 0.2],
    [0.76, 0.3],
    [0.82, 0.18],
    [0.88, 0.28],
  ]);
  await takeTool(page, 'Rectangle');
  await drag(page, [
    [0.12, 0.12],
    [0.28, 0.26],
  ]);
  await takeTool(page, 'Line');
  await drag(page, [
    [0.1, 0.9],
    [0.9, 0.9],
  ]);
  await takeTool(page, 'Text');
  await drag(page, [[0.56, 0.7]]);
  await page.keyboard.type('Pull this plug');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/marks delivered/)).toBeVisible();
  await stage.letPass(14);
  await stage.picture('annotating');
  await expect(phone.page.locator('[data-frozen]').first()).toBeVisible();
  await phonePicture(phone, 'frozen');

  await page.getByRole('button', { name: 'Save still' }).click();
  await expect(page.getByRole('log').getByText('Annotated still kept')).toBeVisible();
  await phone.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(page.getByText(/stopped sharing/).first()).toBeVisible();
  await stage.letPass(5);
  await stage.picture('frozen-after-sharing');
});
