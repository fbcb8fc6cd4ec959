import { describe, expect, test } from 'vitest';
import { ticketLifetimeMs, ticketsAtOnce } from '../../../../main/session/upload-tickets';
import { limits } from '../../../../shared/limits';
import type { SiteMessage } from '../../../../shared/wire/site-message';
import { bytesOfType, sha256 } from '../../../support/pictures';
import { ConsoleWithoutWindows, messagesOf } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

const jpeg = bytesOfType('image/jpeg', 3_000);

/** The same picture with other sides in its frame header. */
function ofSize(width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg);
  bytes.writeUInt16BE(height, 25);
  bytes.writeUInt16BE(width, 27);
  return bytes;
}

async function shared(desk = new ConsoleWithoutWindows(temporaryFolder())) {
  const { session, sessionId } = await desk.joinAndStart('phone-0001');
  session.record('customer', { kind: 'sharing-allowed' });
  return { desk, session, sessionId };
}

async function request(
  desk: ConsoleWithoutWindows,
  id: string,
  size = jpeg.length,
): Promise<Extract<SiteMessage, { kind: 'upload-granted' | 'refusal' }> | undefined> {
  desk.site.fromPhone('phone-0001', { kind: 'request-upload', id, type: 'image/jpeg', size });
  await settle();
  const answers = desk.site
    .messagesTo('phone-0001')
    .filter((message) => message.kind === 'upload-granted' || message.kind === 'refusal');
  return answers.at(-1);
}

async function grantOf(desk: ConsoleWithoutWindows, id: string, size = jpeg.length) {
  const answer = await request(desk, id, size);
  if (answer?.kind !== 'upload-granted') throw new Error('refused');
  return desk.watching.uploads.find(answer.path.replace('/uploads/', ''));
}

async function* pieces(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

/** Pieces that come when the test says so. */
function slowly(first: Uint8Array, rest: Uint8Array) {
  let go: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  async function* parts(): AsyncGenerator<Uint8Array> {
    yield first;
    await gone;
    yield rest;
  }
  return { parts: parts(), go };
}

describe('a ticket [U1] [U2]', () => {
  test('lets one picture in, which can then be shown', async () => {
    const { desk, session, sessionId } = await shared();
    const answer = await request(desk, 'upload-0001');
    expect(answer).toMatchObject({
      kind: 'upload-granted',
      id: 'upload-0001',
      path: expect.stringMatching(/^\/uploads\/[\w-]{22}$/),
      expiresAt: desk.clock.now() + ticketLifetimeMs,
    });
    const grant = await grantOf(desk, 'upload-0002');
    expect(grant).toMatchObject({ type: 'image/jpeg', size: 3_000 });
    expect(await grant?.receive(pieces(jpeg))).toEqual({ kind: 'kept', hash: sha256(jpeg), size: 3_000 });
    expect(await grant?.receive(pieces(jpeg))).toEqual({ kind: 'unknown' });
    const show = { hash: sha256(jpeg), width: 48, height: 64, name: 'IMG.JPG', origin: 'photo' } as const;
    desk.site.fromPhone('phone-0001', { kind: 'show-photo', id: 'command-0000', ...show, width: 4_800 });
    await settle();
    expect(session.state).not.toMatchObject({ pane: { kind: 'photo' } });
    desk.site.fromPhone('phone-0001', { kind: 'show-photo', id: 'command-0001', ...show });
    await settle();
    expect(session.state).toMatchObject({
      pane: { kind: 'photo', blob: { hash: sha256(jpeg), type: 'image/jpeg', size: 3_000 } },
    });
    expect(desk.blobs.list(sessionId)).toHaveLength(1);
    desk.close();
  });

  test('is given only while sharing is allowed, and is over when it is not', async () => {
    const desk = new ConsoleWithoutWindows(temporaryFolder());
    const { session } = await desk.joinAndStart('phone-0001');
    expect(await request(desk, 'upload-0001')).toMatchObject({
      kind: 'refusal',
      code: 'not-allowed',
      commandId: 'upload-0001',
    });
    session.record('customer', { kind: 'sharing-allowed' });
    const grant = await grantOf(desk, 'upload-0002');
    session.record('customer', { kind: 'sharing-stopped' });
    expect(await grant?.receive(pieces(jpeg))).toEqual({ kind: 'unknown' });
    desk.close();
  });

  test('that is on its way when sharing stops keeps nothing', async () => {
    const { desk, session, sessionId } = await shared();
    const grant = await grantOf(desk, 'upload-0001');
    const { parts, go } = slowly(jpeg.subarray(0, 1_000), jpeg.subarray(1_000));
    const receiving = grant?.receive(parts);
    session.record('customer', { kind: 'sharing-stopped' });
    go();
    expect(await receiving).toEqual({ kind: 'unknown' });
    expect(desk.blobs.list(sessionId)).toEqual([]);
    desk.close();
  });

  test('waits a minute; the same request again gets another in its place', async () => {
    const { desk } = await shared();
    const first = await grantOf(desk, 'upload-0001');
    const second = await grantOf(desk, 'upload-0001');
    expect(await first?.receive(pieces(jpeg))).toEqual({ kind: 'unknown' });
    desk.clock.advance(ticketLifetimeMs);
    expect(await second?.receive(pieces(jpeg))).toEqual({ kind: 'unknown' });
    desk.close();
  });

  test('is refused when too many wait, and when a session has sent its share', async () => {
    const { desk } = await shared();
    for (let count = 0; count < ticketsAtOnce; count += 1) await grantOf(desk, `upload-100${count}`);
    expect(await request(desk, 'upload-0002')).toMatchObject({
      code: 'not-allowed',
      retryAfterMs: ticketLifetimeMs,
    });
    desk.clock.advance(ticketLifetimeMs);
    expect(await request(desk, 'upload-0003', limits.pictureBytes)).toMatchObject({
      kind: 'upload-granted',
    });
    desk.close();
  });

  test('of a session that ended is over, and its timers are gone', async () => {
    const { desk, session } = await shared();
    const grant = await grantOf(desk, 'upload-0001');
    session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
    expect(await grant?.receive(pieces(jpeg))).toEqual({ kind: 'unknown' });
    expect(desk.clock.pending).toBe(0);
    desk.close();
  });
});

describe('uploads on their way', () => {
  test('are at most four for a session; the fifth keeps its ticket', async () => {
    const { desk } = await shared();
    const slow = Array.from({ length: limits.uploadsAtOnce }, () =>
      slowly(jpeg.subarray(0, 1_000), jpeg.subarray(1_000)),
    );
    const grants: Awaited<ReturnType<typeof grantOf>>[] = [];
    for (const index of slow.keys()) grants.push(await grantOf(desk, `upload-000${index}`));
    const running = slow.map(({ parts }, index) => grants[index]?.receive(parts));
    const fifth = await grantOf(desk, 'upload-0009');
    expect(await fifth?.receive(pieces(jpeg))).toEqual({ kind: 'too-many' });
    for (const { go } of slow) go();
    expect(await Promise.all(running)).toEqual(
      running.map(() => ({ kind: 'kept', hash: sha256(jpeg), size: 3_000 })),
    );
    expect(await fifth?.receive(pieces(jpeg))).toMatchObject({ kind: 'kept' });
    desk.close();
  });

  test.each([
    ['wrong-type', [bytesOfType('image/png', 3_000)]],
    ['wrong-type', [jpeg.subarray(0, 3), Buffer.alloc(2_997)]],
    ['too-many-pixels', [ofSize(7_072, 7_072), jpeg]],
    ['too-many-pixels', [ofSize(65_535, 65_535)]],
    ['incomplete', [jpeg.subarray(0, 2_000)]],
    ['too-large', [jpeg, jpeg]],
  ] as const)('that are %s are refused by name', async (kind, parts) => {
    const { desk, sessionId } = await shared();
    const grant = await grantOf(desk, 'upload-0001');
    expect(await grant?.receive(pieces(...parts))).toEqual({ kind });
    expect(desk.blobs.list(sessionId)).toEqual([]);
    desk.close();
  });
});

test('ICE servers are told at the start, at resuming and when they change [V10]', async () => {
  const desk = new ConsoleWithoutWindows(temporaryFolder());
  desk.settings = { iceServers: [{ urls: 'stun:192.0.2.1' }], relayOnly: false };
  const { sessionId, token } = await desk.join('phone-0001', { instance: 'page-00001' });
  expect(messagesOf(desk.site, 'phone-0001', 'ice-servers')).toEqual([]);
  desk.registry.find(sessionId)?.record('representative', {
    kind: 'session-started',
    representative: { name: 'Astrid' },
    waitedMs: 0,
  });
  await settle();
  expect(messagesOf(desk.site, 'phone-0001', 'ice-servers')).toEqual([
    { kind: 'ice-servers', iceServers: [{ urls: 'stun:192.0.2.1' }], relayOnly: false },
  ]);
  desk.settings = { iceServers: [], relayOnly: true };
  for (const session of desk.registry.all()) desk.watching.sendIceServers(session);
  desk.site.resume('phone-0002', sessionId, token, 2, 'page-00001');
  await settle();
  for (const phone of ['phone-0001', 'phone-0002']) {
    const told = messagesOf(desk.site, phone, 'ice-servers').at(-1);
    expect(told, phone).toEqual({ kind: 'ice-servers', iceServers: [], relayOnly: true });
  }
  desk.close();
});
