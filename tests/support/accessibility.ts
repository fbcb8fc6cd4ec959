import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with every rule the page breaks, whatever its impact. */
export async function expectAccessible(page: Page, place: string): Promise<void> {
  // Colours are judged when a dialog has risen, not on its way; what turns for ever never gets there.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
  // The console has no page but its own, so nothing is put together in a page beside it.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const broken = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(broken, place).toEqual([]);
}
