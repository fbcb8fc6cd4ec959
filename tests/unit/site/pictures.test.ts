import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { PictureGrant, Pictures } from '../../../site/pictures';
import { bytesOfType } from '../../support/pictures';
import { ask } from './support/event-stream-client';
import { startSite } from './support/test-site';

const ticket = 'ticket-000000000001';
const webp = bytesOfType('image/webp', 300_000);

/** Gives one picture once. */
class OnePicture implements Pictures {
  isUsed = false;

  take(name: string): PictureGrant | undefined {
    if (name !== ticket || this.isUsed) return undefined;
    this.isUsed = true;
    return { type: 'image/webp', size: webp.length, open: () => Readable.from([webp]) };
  }
}

describe('a picture [A2]', () => {
  test('is given once, byte for byte, to a page of this site', async () => {
    const { base } = await startSite({ pictures: new OnePicture() });
    const answer = await ask(`${base}/pictures/${ticket}`, { headers: { Origin: base } });
    expect(answer.status).toBe(200);
    expect(answer.body.equals(webp)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect((await ask(`${base}/pictures/${ticket}`, { headers: { Origin: base } })).status).toBe(404);
  });

  test('is given neither to another site’s page nor by another method, and its ticket stays good', async () => {
    const pictures = new OnePicture();
    const { base } = await startSite({ pictures });
    const elsewhere = { Origin: 'https://elsewhere.example' };
    expect((await ask(`${base}/pictures/${ticket}`, { headers: elsewhere })).status).toBe(403);
    expect((await ask(`${base}/pictures/${ticket}`, { method: 'PUT' })).status).toBe(405);
    expect((await ask(`${base}/pictures/ticket-000000000002`, {})).status).toBe(404);
    expect((await ask(`${base}/pictures/../${ticket}`, {})).status).toBe(404);
    expect(pictures.isUsed).toBe(false);
  });

  test('is not known to a site whose console gives none', async () => {
    const { base } = await startSite({});
    expect((await ask(`${base}/pictures/${ticket}`, {})).status).toBe(404);
  });
});
