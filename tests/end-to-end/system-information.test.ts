import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import {
  type SystemInformationReport,
  systemInformationReportSchema,
} from '../../shared/system-information/report';
import { consoleRequest, newestSessionId } from '../support/console/console-requests';
import { expect, test } from '../support/fixtures/fixtures';
import { joinAndAccept, sessionEvents, shareCamera } from '../support/journeys/journey';
import { countMedia } from '../support/phone/watch-media';

async function ask(page: Page): Promise<void> {
  const sessionId = await newestSessionId(page);
  await consoleRequest(page, 'request-system-information', { sessionId, id: randomUUID() });
}

async function reports(page: Page): Promise<SystemInformationReport[]> {
  const events = (await sessionEvents(page)) as { kind: string; report?: unknown }[];
  return events.flatMap(({ kind, report }) =>
    kind === 'system-information-reported' ? [systemInformationReportSchema.parse(report)] : [],
  );
}

const kinds = async (page: Page): Promise<string[]> =>
  (await sessionEvents(page)).map(({ kind }) => kind).filter((kind) => kind.startsWith('system-information'));

test('a real phone tells what it can once the customer allows it, again when asked again, and no more once taken back [S13]', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await ask(page);
  const question = phone.page.getByRole('dialog', { name: 'Dana Whitfield asks for details of your phone' });
  await expect(question).toBeVisible();
  expect(await reports(page)).toEqual([]);
  await question.getByRole('button', { name: 'Allow' }).click();
  await expect.poll(async () => (await reports(page)).length).toBe(1);
  await expect(phone.page.getByText(/System information was sent/)).toBeVisible();

  const [report] = await reports(page);
  const items = new Map(
    report?.sections.flatMap((section) =>
      section.items.map((item) => [`${section.id}/${item.id}`, item] as const),
    ),
  );
  const truth = await phone.page.evaluate(() => ({
    cores: navigator.hardwareConcurrency,
    viewport: `${window.innerWidth} × ${window.innerHeight} pt`,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: navigator.language,
  }));
  expect(items.get('processor/cores')).toMatchObject({ value: truth.cores, source: 'measured' });
  expect(items.get('display/viewport')).toMatchObject({ value: truth.viewport, source: 'measured' });
  expect(items.get('language/time-zone')).toMatchObject({ value: truth.zone, source: 'measured' });
  expect(items.get('language/language')).toMatchObject({ value: truth.language, source: 'measured' });
  expect(items.get('codecs/vp8-encode')?.value).toMatch(/^Yes/);
  expect(items.get('network/online')).toMatchObject({ value: true });
  expect(items.get('device/serial-number')).toMatchObject({ value: null, source: 'not-available' });
  const sources = [...items.values()].map(({ source }) => source);
  for (const source of ['measured', 'inferred', 'not-available'] as const) {
    const count = sources.filter((one) => one === source).length;
    expect(count).toBeGreaterThan(0);
    test.info().annotations.push({ type: source, description: `${count} of ${items.size}` });
  }

  await phone.page.setViewportSize({ width: 844, height: 390 });
  await ask(page);
  await expect.poll(async () => (await reports(page)).length).toBe(2);
  await expect(question).toBeHidden();
  expect(JSON.stringify((await reports(page)).at(-1))).toContain('844 × 390 pt');

  await phone.page.getByRole('button', { name: 'What Dana Whitfield may do' }).click();
  await phone.page.getByRole('button', { name: 'Stop: Read details of your phone' }).click();
  await expect(phone.page.getByRole('button', { name: 'Stop: Read details of your phone' })).toBeHidden();
  await phone.page.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => kinds(page)).toContain('system-information-revoked');
  await ask(page);
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Decline' }).click();
  await expect.poll(async () => (await kinds(page)).at(-1)).toBe('system-information-declined');
  expect(await reports(page)).toHaveLength(2);
});

test('the list of what is allowed takes the camera back at once, and the log says so', async ({
  console,
  browser,
}) => {
  const { page } = console;
  const phone = await joinAndAccept(console, browser, 'Maria Lindqvist');
  await shareCamera(page, phone.page);
  await expect(phone.page.getByText('Your camera is shared')).toBeVisible();
  await phone.page.getByRole('button', { name: 'Chat' }).click();
  await phone.page.getByRole('button', { name: 'What Dana Whitfield may do' }).click();
  const list = phone.page.getByRole('dialog', { name: 'What Dana Whitfield may do' });
  await expect(list.getByRole('listitem').filter({ hasText: 'Camera' })).toContainText('Shown now');
  const took = await phone.page.evaluate(async () => {
    const { watched } = window as unknown as { watched: { tracks: MediaStreamTrack[] } };
    const button = document.querySelector<HTMLButtonElement>('button[aria-label="Stop: See what you show"]');
    const from = performance.now();
    button?.click();
    while (watched.tracks.some(({ readyState }) => readyState === 'live'))
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - from;
  });
  test.info().annotations.push({ type: 'taken back after', description: `${took.toFixed(0)} ms` });
  expect((await countMedia(phone.page)).running.tracks).toBe(0);
  await expect(list.getByRole('listitem').filter({ hasText: 'See what you show' })).toContainText(
    'Not allowed',
  );
  await expect(page.getByText(/stopped sharing/).first()).toBeVisible();
  const events = await sessionEvents(page);
  expect(events.filter(({ kind }) => kind === 'sharing-stopped')).toHaveLength(1);
});
