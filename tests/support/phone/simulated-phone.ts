import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { readTimecode } from '../../../customer/practice/scene/timecode';

/** The simulated phone's page, once it is open. */
export async function simulatedPhone(app: ElectronApplication): Promise<Page> {
  const isPhone = (page: Page): boolean => page.url().startsWith('https://localhost:');
  await expect.poll(() => app.windows().some(isPhone)).toBe(true);
  const page = app.windows().find(isPhone);
  if (page === undefined) throw new Error('the simulated phone has closed again');
  return page;
}

/** The milliseconds that the strip at the top of the console's live picture says; undefined where it says none. */
export async function shownTimecode(consolePage: Page): Promise<number | undefined> {
  const pixels = await consolePage.evaluate(() => {
    const video = document.querySelector('video');
    if (video === null || video.videoWidth === 0) return undefined;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    if (context === null) return undefined;
    context.drawImage(video, 0, 0);
    const height = Math.ceil(video.videoWidth / 24);
    const { data, width } = context.getImageData(0, 0, video.videoWidth, height);
    return { data: [...data], width, height };
  });
  return pixels === undefined ? undefined : readTimecode(pixels);
}
