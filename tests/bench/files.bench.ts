import { mkdir, mkdtemp, open, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import Database from 'libsql';
import {
  type BareApp,
  residentBytes,
  startBareBrowser,
  startBareConsole,
} from '../support/console/bare-apps';
import { newDataFolder } from '../support/console/console-app';
import { projectRoot } from '../support/electron-path';
import { type Figure, percentile, printFigures } from '../support/figures';
import { askLater, deskOf, pageOf, shareFiles } from '../support/journeys/file-journey';
import { hashOf } from '../support/journeys/files';
import { sendMessages, sentMessages, shownMessages, watchMessages } from './chat-in-page';
import { type RawRoad, startRawRoad } from './raw-road';

/** Bytes of the file; fewer for a quick look. */
const size = Number(process.env.SIGHTLINE_BENCH_BYTES ?? 2 ** 30);
const name = 'Backup.bin';
const folderId = 'bench-folder';
const mebibyte = 1024 * 1024;
const messages = 25;
/** As quick as somebody may answer; more would measure how fast a phone paints messages. */
const everyMs = 400;

interface Completed {
  readonly at: number;
  readonly size: number;
  readonly durationMs: number;
  readonly digest: string | null;
}

/** What main was like meanwhile: bytes of memory at most, and how late its event loop was, in milliseconds. */
interface Load {
  readonly memory: number;
  readonly late: { readonly p99: number; readonly max: number };
}

let folder: string;
let dataFolder: string;
let console: BareApp;
let browser: BareApp;
let road: RawRoad;
let sessionId: string;
/** The address of the console's site. */
let site: string;

test.beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'sightline-files-')));
  await mkdir(join(folder, 'back'));
  await writeRandom(join(folder, name));
  dataFolder = await newDataFolder();
  await writeFile(
    join(dataFolder, 'granted-folders.json'),
    JSON.stringify({ folders: [{ folderId, path: folder }] }),
  );
  [console, browser, road] = await Promise.all([
    startBareConsole(dataFolder, join(projectRoot, 'tests/bench/loop-delay.cjs'), {
      SIGHTLINE_LOOP_DELAY: join(folder, 'loop.json'),
    }),
    startBareBrowser(join(folder, 'profile')),
    startRawRoad(join(folder, name), folder),
  ]);
  sessionId = await console.driven((desk) =>
    browser.driven(async (phone) => {
      const page = await pageOf(phone, 'about:blank');
      const shared = await shareFiles(await deskOf(desk), page, 'Maria Lindqvist');
      site = new URL(page.url()).origin;
      return shared;
    }),
  );
});

test.afterAll(async () => {
  await browser?.close();
  await console?.close();
  await road?.close();
  await rm(dataFolder, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

/** No two mebibytes are the same. */
async function writeRandom(path: string): Promise<void> {
  const handle = await open(path, 'w');
  const piece = crypto.getRandomValues(Buffer.alloc(65_536));
  const block = Buffer.concat(Array.from({ length: 16 }, () => piece));
  for (let at = 0; at < size; at += mebibyte) {
    block.writeUInt32BE(at / mebibyte, 0);
    await handle.write(block, 0, Math.min(mebibyte, size - at), at);
  }
  await handle.close();
}

/** The transfers the session's log tells of so far. */
function completed(): readonly Completed[] {
  const database = new Database(join(dataFolder, 'sightline.sqlite'), { readonly: true });
  try {
    const rows = database
      .prepare("SELECT at, body FROM event WHERE body LIKE '%file-transfer-%' ORDER BY seq")
      .all() as { at: number; body: string }[];
    return rows.flatMap(({ at, body }) => {
      const event = JSON.parse(body) as Completed & { kind: string };
      if (event.kind === 'file-transfer-failed') throw new Error(body);
      return event.kind === 'file-transfer-completed' ? [{ ...event, at }] : [];
    });
  } finally {
    database.close();
  }
}

/** Main's load while `work` runs. */
async function loadDuring(work: () => Promise<unknown>): Promise<Load> {
  const file = join(folder, 'loop.json');
  const late = async (): Promise<Load['late']> => {
    await rm(file, { force: true });
    process.kill(console.pid, 'SIGUSR2');
    await expect.poll(() => readFile(file, 'utf8').catch(() => ''), { intervals: [20] }).not.toBe('');
    return JSON.parse(await readFile(file, 'utf8'));
  };
  await late();
  let memory = 0;
  let isOver = false;
  const done = work().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    memory = Math.max(memory, await residentBytes(console.pid));
    await Promise.race([done, pass(100)]);
  }
  await done;
  return { memory, late: await late() };
}

/** Has the console queue a transfer with nobody watching, and waits until the log says it is done. */
async function transfer(direction: 'upload' | 'download'): Promise<Completed> {
  const before = completed().length;
  const [request, what] =
    direction === 'upload'
      ? (['queue-uploads', { sources: [{ folderId, path: name }], folder: '' }] as const)
      : (['queue-downloads', { paths: [name], folderId, folder: 'back' }] as const);
  await console.driven(async (desk) =>
    askLater(await deskOf(desk), 500, request, { sessionId, ...what, onCollision: 'replace' }),
  );
  await expect.poll(() => completed().length, { timeout: 600_000, intervals: [500] }).toBe(before + 1);
  return completed().at(-1) as Completed;
}

async function raw(worker: 'down' | 'up'): Promise<number> {
  const finished = road.finished();
  await browser.driven(async (phone) => {
    const page = await phone.contexts()[0]?.newPage();
    await page?.goto(road.address);
    await page?.evaluate((path) => void new Worker(path), `/${worker}.js`);
  });
  const milliseconds = await finished;
  await browser.driven(async (phone) => {
    await (await pageOf(phone, road.address)).close();
  });
  return milliseconds;
}

const megabytesPerSecond = (bytes: number, milliseconds: number): number => bytes / milliseconds / 1000;

test('a large file each way', async () => {
  test.setTimeout(900_000);
  const rawDown = await raw('down');
  const rawUp = await raw('up');
  const idle = await loadDuring(() => pass(5_000));
  const figures: Figure[] = [];
  for (const [direction, floor] of [
    ['upload', rawDown],
    ['download', rawUp],
  ] as const) {
    let one: Completed | undefined;
    const load = await loadDuring(async () => {
      one = await transfer(direction);
    });
    if (one === undefined) throw new Error('nothing was transferred');
    expect(one.size).toBe(size);
    const against = direction === 'upload' ? 'a fetch stream into OPFS' : 'PUTs of OPFS slices';
    figures.push(
      {
        name: direction === 'upload' ? 'console to phone' : 'phone to console',
        measured: megabytesPerSecond(size, one.durationMs),
        floor: megabytesPerSecond(size, floor),
        unit: 'MB/s',
        against,
      },
      {
        name: '  memory of main',
        measured: load.memory / mebibyte,
        floor: idle.memory / mebibyte,
        unit: 'MiB',
        against: 'idle',
      },
      {
        name: '  event loop of main late, p99',
        measured: load.late.p99,
        floor: idle.late.p99,
        unit: 'ms',
        against: 'idle',
      },
      {
        name: '  event loop of main late, at most',
        measured: load.late.max,
        floor: idle.late.max,
        unit: 'ms',
        against: 'idle',
      },
    );
  }
  printFigures(`Files: ${(size / mebibyte).toFixed(0)} MiB each way`, figures);
  expect(await hashOf(join(folder, 'back', name))).toBe(await hashOf(join(folder, name)));
});

test('a chat message while files saturate the road', async () => {
  test.setTimeout(900_000);
  await browser.driven(async (phone) => openChat(await pageOf(phone, site)));
  /** How long each message sent before `work` was done took to be shown, in milliseconds. */
  const delays = async (title: string, work: () => Promise<number>): Promise<number[]> => {
    await browser.driven(async (phone) => (await pageOf(phone, site)).evaluate(watchMessages, title));
    const wanted = { sessionId, title, count: messages, delayMs: 2_000, everyMs };
    await console.driven(async (desk) => (await deskOf(desk)).evaluate(sendMessages, wanted));
    const until = await work();
    await pass(2_000);
    const sent = await console.driven(async (desk) => (await deskOf(desk)).evaluate(sentMessages));
    const shownAt = await browser.driven(async (phone) =>
      (await pageOf(phone, site)).evaluate(shownMessages),
    );
    const during = sent.filter(({ at }) => at < until);
    return during.map(({ text, at }) => (shownAt[text] ?? Number.POSITIVE_INFINITY) - at);
  };
  const quiet = await delays('Quiet', async () => {
    await pass(2_000 + messages * everyMs);
    return Date.now();
  });
  const figures: Figure[] = [];
  for (const direction of ['upload', 'download'] as const) {
    const busy = await delays(direction, async () => (await transfer(direction)).at);
    figures.push({
      name: `shown during an ${direction}, p95 of ${busy.length}`,
      measured: percentile(busy, 0.95),
      floor: percentile(quiet, 0.95),
      unit: 'ms',
      against: 'no transfer',
    });
  }
  printFigures('Files: chat messages beside them', figures);
});

async function openChat(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'What you see and show' })
    .getByText('Chat', { exact: true })
    .click();
}
