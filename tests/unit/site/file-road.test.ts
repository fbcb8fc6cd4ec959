import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileLimits } from '../../../shared/file-transfer/file-limits';
import type { FileRoads, RoadCarrier, RoadTraffic } from '../../../site/file-road';
import { PlayedRoad } from '../../support/wire/file-road-client';
import { ConsoleWithFiles } from '../main/file-transfer/console-with-files';
import { startSite } from './support/test-site';

const token = 'A'.repeat(22);

/** A console that knows one token, and keeps what comes. */
class Roads implements FileRoads {
  carrier: RoadCarrier | undefined;
  readonly bytes: Buffer[] = [];
  closed = 0;
  isBroken = false;
  /** Sent while the road is being opened. */
  early = '';

  open(name: string, carrier: RoadCarrier): RoadTraffic | undefined {
    if (name !== token || this.carrier !== undefined) return undefined;
    this.carrier = carrier;
    if (this.early !== '') carrier.write(Buffer.from(this.early));
    return {
      received: (bytes) => {
        if (this.isBroken) throw new Error('no record');
        this.bytes.push(Buffer.from(bytes));
      },
      closed: () => {
        this.closed += 1;
      },
    };
  }
}

async function playedRoads() {
  const roads = new Roads();
  const { base } = await startSite({ fileRoads: roads });
  const road = new PlayedRoad(base, `/files/${token}`);
  onTestFinished(() => road.abort());
  return { roads, base, road };
}

test('a road opens once, streams down and takes bodies up in their order [F5]', async () => {
  const { roads, road } = await playedRoads();
  const down: Buffer[] = [];
  roads.early = 'at once ';
  expect(await road.open((bytes) => down.push(bytes))).toBe(200);
  expect(await new PlayedRoad(road.base, road.path).open(() => undefined)).toBe(404);
  roads.carrier?.write(Buffer.from('hello'));
  // The second body comes first, and waits for the one before it.
  const [second, first] = await Promise.all([
    road.put(1, Buffer.from('two')),
    road.put(0, Buffer.from('one')),
  ]);
  expect([first, second]).toEqual([204, 204]);
  expect(Buffer.concat(roads.bytes).toString()).toBe('onetwo');
  await road.until(() => Buffer.concat(down).toString() === 'at once hello');
});

test('a body that is not next, or too large, is refused by name [F5]', async () => {
  const { roads, road } = await playedRoads();
  await road.open(() => undefined);
  expect(await road.put(0, Buffer.from('one'))).toBe(204);
  expect(await road.put(0, Buffer.from('again'))).toBe(409);
  expect(await road.put(1 + fileLimits.upBodiesAtOnce, Buffer.from('far'))).toBe(409);
  expect(await road.put(1, Buffer.alloc(fileLimits.upBodyBytes + 1))).toBe(413);
  expect(Buffer.concat(roads.bytes).toString()).toBe('one');
  expect(roads.closed).toBe(0);
});

test('bytes that are no records end the road [F6]', async () => {
  const { roads, road } = await playedRoads();
  await road.open(() => undefined);
  roads.isBroken = true;
  expect(await road.put(0, Buffer.from('nonsense'))).toBe(400);
  await road.closed;
  expect(roads.closed).toBe(1);
  expect(await road.put(1, Buffer.from('more'))).toBe(404);
});

test('a road belongs to pages of this site, and to those who know its path', async () => {
  const { base, road } = await playedRoads();
  expect(await road.open(() => undefined, { Origin: 'https://evil.example' })).toBe(403);
  expect(await new PlayedRoad(base, `/files/${'B'.repeat(22)}`).open(() => undefined)).toBe(404);
  expect(await road.put(0, Buffer.from('early'))).toBe(404);
  expect(await status(`${base}/files/short/down`)).toBe(404);
});

test('files go both ways over a real site, and only what was sent is taken', async () => {
  const desk = await ConsoleWithFiles.start();
  const { base } = await startSite({ fileRoads: desk.console.files });
  desk.console.site.fromPhone('phone-0001', { kind: 'allow-file-access', id: 'allow-0001' });
  const path = (await desk.grant()) ?? '';
  const road = new PlayedRoad(base, path);
  onTestFinished(() => road.abort());
  expect(await road.open((bytes) => desk.phone.take(bytes))).toBe(200);
  desk.phone.open((bytes) => road.send(bytes));
  const bytes = randomBytes(9 * 1024 * 1024 + 3);
  await mkdir(desk.downloads, { recursive: true });
  await writeFile(join(desk.downloads, 'up.bin'), bytes);
  desk.phone.files.set('down.bin', { bytes, modifiedAt: 1 });
  await desk.upload(['up.bin']);
  await desk.download(['down.bin']);
  await road.until(() => desk.exchange.board.queue.files.every(({ status: { kind } }) => kind === 'ended'));
  expect(desk.statuses()).toEqual(['up.bin completed', 'down.bin completed']);
  const hash = (one: Uint8Array) => createHash('sha256').update(one).digest('hex');
  expect(hash(desk.phone.files.get('up.bin')?.bytes ?? Buffer.of())).toBe(hash(bytes));
  expect(hash(await readFile(join(desk.downloads, 'down.bin')))).toBe(hash(bytes));
});

function status(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, { rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });
}
