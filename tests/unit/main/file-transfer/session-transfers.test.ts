import { createHash, randomBytes } from 'node:crypto';
import { link, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { publishEveryMs } from '../../../../main/file-transfer/file-transfers';
import { downloadsId } from '../../../../main/file-transfer/granted-folders';
import { TransferStore } from '../../../../main/file-transfer/transfer-store';
import { partialName } from '../../../../shared/file-transfer/partial-name';
import { recordHeader } from '../../../../shared/file-transfer/record';
import { namesOf } from '../../../../shared/file-transfer/relative-path';
import { safeFileNameSchema } from '../../../../shared/file-transfer/transfer';
import { settle } from '../../../support/played/scripted-site';
import { ConsoleWithFiles, path } from './console-with-files';

const big = randomBytes(3 * 1024 * 1024 + 17);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('an upload arrives whole, and the log says so with size and SHA-256', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  await desk.write('big.bin', big);
  await desk.upload(['big.bin']);
  await desk.over();
  expect(desk.statuses()).toEqual(['big.bin completed']);
  expect(hashOf(desk.phone.files.get('big.bin')?.bytes ?? Buffer.of())).toBe(hashOf(big));
  const done = desk.session.log.eventsAfter(0, 100).find(({ kind }) => kind === 'file-transfer-completed');
  expect(done).toMatchObject({
    name: 'big.bin',
    size: big.length,
    digest: hashOf(big),
    direction: 'to-customer',
  });
});

test('a download is verified, put in its place and leaves nothing else behind [F11]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('Photos/a.bin', { bytes: big, modifiedAt: 5 });
  desk.phone.files.set('Photos/empty.txt', { bytes: Buffer.of(), modifiedAt: 5 });
  await desk.download(['Photos']);
  await desk.over();
  expect(desk.statuses()).toEqual(['a.bin completed', 'empty.txt completed']);
  expect(hashOf(await readFile(join(desk.downloads, 'Photos/a.bin')))).toBe(hashOf(big));
  expect((await readdir(join(desk.downloads, 'Photos'))).sort()).toEqual(['a.bin', 'empty.txt']);
  const done = desk.session.log.eventsAfter(0, 100).filter(({ kind }) => kind === 'file-transfer-completed');
  expect(done).toHaveLength(2);
  expect(done).toContainEqual(expect.objectContaining({ name: 'a.bin', digest: hashOf(big) }));
  expect(done).toContainEqual(expect.objectContaining({ name: 'empty.txt', size: 0 }));
});

test('a folder is uploaded with its folders', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  await desk.write('Case/one.txt', Buffer.from('1'));
  await desk.write('Case/deep/two.txt', Buffer.from('2'));
  const { folders } = await desk.upload(['Case']);
  await desk.over();
  expect(folders).toEqual(['Case', 'Case/deep']);
  expect([...desk.phone.files.keys()].sort()).toEqual(['Case/deep/two.txt', 'Case/one.txt']);
});

test('a name that is taken on the phone asks, and goes on as chosen for all [F9]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  for (const name of ['a.txt', 'b.txt']) {
    await desk.write(name, Buffer.from(`new ${name}`));
    desk.phone.files.set(name, { bytes: Buffer.from('old'), modifiedAt: 1 });
  }
  await desk.upload(['a.txt', 'b.txt']);
  await desk.until(() => desk.statuses().every((status) => status.endsWith('colliding')));
  desk.exchange.choose(desk.exchange.board.queue.files[0]?.transferId ?? '', 'keep-both', true);
  await desk.over();
  const texts = [...desk.phone.files].map(([name, { bytes }]) => [name, Buffer.from(bytes).toString()]);
  expect(Object.fromEntries(texts)).toEqual({
    'a.txt': 'old',
    'b.txt': 'old',
    'a (2).txt': 'new a.txt',
    'b (2).txt': 'new b.txt',
  });
});

test('a name that is taken on this computer is replaced, doubled or left, never overwritten unasked', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('a.txt', { bytes: Buffer.from('from the phone'), modifiedAt: 1 });
  await desk.write('a.txt', Buffer.from('mine'));
  const text = (name: string) => readFile(join(desk.downloads, name), 'utf8');

  await desk.download(['a.txt']);
  await desk.until(() => desk.statuses().at(-1) === 'a.txt colliding');
  expect(await text('a.txt')).toBe('mine');
  desk.exchange.choose(desk.exchange.board.queue.files[0]?.transferId ?? '', 'skip', false);
  await desk.over();
  expect(await readdir(desk.downloads)).toEqual(['a.txt']);

  await desk.download(['a.txt'], '', 'keep-both');
  await desk.over();
  expect(await text('a.txt')).toBe('mine');
  expect(await text('a (2).txt')).toBe('from the phone');

  await desk.download(['a.txt'], '', 'replace');
  await desk.over();
  expect(await text('a.txt')).toBe('from the phone');
});

test('a name taken while the bytes came is noticed before the file is placed', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('a.bin', { bytes: big, modifiedAt: 1 });
  let isFirst = true;
  const late: Promise<void>[] = [];
  desk.phone.passChunk = () => {
    if (isFirst) late.push(desk.write('a.bin', Buffer.from('mine')));
    isFirst = false;
    return true;
  };
  await desk.download(['a.bin']);
  await desk.until(() => desk.statuses()[0] === 'a.bin colliding');
  await Promise.all(late);
  expect(await readFile(join(desk.downloads, 'a.bin'), 'utf8')).toBe('mine');
  desk.exchange.choose(desk.exchange.board.queue.files[0]?.transferId ?? '', 'keep-both', false);
  await desk.over();
  expect(hashOf(await readFile(join(desk.downloads, 'a (2).bin')))).toBe(hashOf(big));
  expect((await readdir(desk.downloads)).sort()).toEqual(['a (2).bin', 'a.bin']);
});

test('a road that breaks goes on where it was, both ways [F7]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  await desk.write('up.bin', big);
  desk.phone.files.set('down.bin', { bytes: big, modifiedAt: 1 });
  let chunks = 0;
  let sent = 0;
  desk.phone.passChunk = (_message, bytes) => {
    chunks += 1;
    sent += bytes.length;
    if (chunks === 6) setImmediate(() => desk.breakRoad());
    return true;
  };
  await desk.upload(['up.bin']);
  await desk.download(['down.bin'], '');
  await desk.until(() => !desk.exchange.isRoadOpen);
  expect(desk.statuses().every((status) => /waiting|completed/.test(status))).toBe(true);
  sent = 0;
  await desk.openRoad();
  await desk.over();
  expect(desk.statuses()).toEqual(['up.bin completed', 'down.bin completed']);
  expect(hashOf(desk.phone.files.get('up.bin')?.bytes ?? Buffer.of())).toBe(hashOf(big));
  expect(hashOf(await readFile(join(desk.downloads, 'down.bin')))).toBe(hashOf(big));
  expect(sent).toBeLessThan(2 * big.length);
});

test('a console that is killed takes its downloads up from what is on disk', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('down.bin', { bytes: big, modifiedAt: 1 });
  let sent = 0;
  desk.phone.passChunk = (_message, bytes) => {
    sent += bytes.length;
    return sent < 2 * 1024 * 1024;
  };
  await desk.download(['down.bin']);
  await desk.until(() => (desk.exchange.board.queue.files[0]?.done ?? 0) > 512 * 1024);
  desk.console.clock.advance(1_000);
  const kept = desk.exchange.board.queue.files[0]?.done ?? 0;
  const again: number[] = [];
  desk.phone.passChunk = (message) => {
    again.push(message.offset);
    return true;
  };
  await desk.restartConsole();
  await desk.over();
  expect(desk.statuses()).toEqual(['down.bin completed']);
  expect(Math.min(...again)).toBeGreaterThanOrEqual(kept);
  expect(hashOf(await readFile(join(desk.downloads, 'down.bin')))).toBe(hashOf(big));
});

test('what was queued a moment before a kill is queued afterwards, offered once and done once', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  const restart = async (connectionId: string): Promise<void> => {
    // What was killed is let go of only once nothing looks at its files any more.
    const killed = desk.console.files;
    onTestFinished(() => killed.dispose());
    desk.breakRoad();
    desk.console.restart();
    await desk.console.site.resume(connectionId, desk.sessionId, desk.token, 0);
    await settle();
  };
  await desk.write('up.bin', big);
  desk.phone.files.set('down.bin', { bytes: big, modifiedAt: 5 });
  let chunks = 0;
  desk.phone.passChunk = () => {
    chunks += 1;
    return chunks < 4;
  };
  await desk.upload(['up.bin']);
  await desk.download(['down.bin']);
  await desk.until(() => chunks >= 4);
  await restart('phone-0002');
  expect(desk.statuses()).toEqual(['up.bin waiting', 'down.bin waiting']);
  desk.phone.passChunk = () => true;
  await desk.openRoad('phone-0002');
  await desk.over();
  expect(desk.statuses()).toEqual(['up.bin completed', 'down.bin completed']);
  expect(hashOf(await readFile(join(desk.downloads, 'down.bin')))).toBe(hashOf(big));
  await restart('phone-0003');
  expect(desk.statuses()).toEqual([]);
  const kinds = desk.kinds();
  expect(kinds.filter((kind) => kind === 'file-transfer-offered')).toHaveLength(2);
  expect(kinds.filter((kind) => kind === 'file-transfer-completed')).toHaveLength(2);
});

test.each([
  ['moved, under both of its names', 'placing'],
  ['moved, and before the log says so', 'ended'],
] as const)('a download that was killed while it was %s is done, and asks nothing', async (_when, stage) => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.breakRoad();
  const roadId = 'download-0001';
  const digest = hashOf(big);
  const name = safeFileNameSchema.parse('down.bin');
  const partialPath = join(desk.downloads, partialName(roadId));
  await desk.write('down.bin', big);
  if (stage === 'placing') await link(join(desk.downloads, 'down.bin'), partialPath);
  desk.phone.files.set('down.bin', { bytes: big, modifiedAt: 5 });
  const transfers = join(desk.downloads, '../transfers');
  const store = new TransferStore(transfers);
  store.keepQueue(desk.sessionId, [
    {
      ...{ transferId: roadId, batchId: roadId, roadId, name, direction: 'to-representative' },
      ...{ size: big.length, folderId: downloadsId, sourceNames: [], folder: '', customerPath: name },
      ...{ startedAt: 1, isPaused: false, choice: null },
    },
  ]);
  await store.keepJournal(desk.sessionId, roadId, {
    kind: 'receiver',
    partialPath,
    journal: {
      ...{ transferId: roadId, attempt: 1, round: 1, name, target: { name, replace: false } },
      source: { size: big.length, modifiedAt: 5 },
      stage:
        stage === 'placing'
          ? { kind: stage, digest }
          : { kind: stage, outcome: { kind: 'completed', digest } },
    },
  });
  const killed = desk.console.files;
  onTestFinished(() => killed.dispose());
  desk.console.restart();
  await desk.console.site.resume('phone-0002', desk.sessionId, desk.token, 0);
  await settle();
  await desk.openRoad('phone-0002');
  await desk.over();
  expect(desk.statuses()).toEqual(['down.bin completed']);
  expect(desk.kinds().filter((kind) => kind === 'file-transfer-completed')).toHaveLength(1);
  expect(await readdir(desk.downloads)).toEqual(['down.bin']);
  expect(hashOf(await readFile(join(desk.downloads, 'down.bin')))).toBe(digest);
  await vi.waitFor(async () =>
    expect(await readdir(join(transfers, desk.sessionId))).toEqual(['queue.json']),
  );
});

test('a customer gone for the shortest grace period ends the session and what was under way, and leaves nothing running', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  const { console, session } = desk;
  console.gracePeriod = 60_000;
  desk.phone.files.set('down.bin', { bytes: big, modifiedAt: 5 });
  let chunks = 0;
  desk.phone.passChunk = () => {
    chunks += 1;
    return chunks < 4;
  };
  await desk.download(['down.bin']);
  await desk.until(() => chunks >= 4);
  desk.breakRoad();
  console.site.disconnected('phone-0001', 'silent');
  await settle();
  console.clock.advance(59_999);
  expect(session.state.phase).toBe('active');
  console.clock.advance(1);
  expect(session.state).toMatchObject({ phase: 'ended', reason: 'customer-did-not-return' });
  const kinds = session.log.eventsAfter(0, 1000).map(({ kind }) => kind);
  expect(kinds.slice(-3)).toEqual(['customer-connection-lost', 'file-transfer-cancelled', 'session-ended']);
  await console.files.remove(desk.sessionId);
  expect(await readdir(desk.downloads)).toEqual([]);
  expect(session.hasTimers).toBe(false);
  // The console is told of transfers a last time.
  console.clock.advance(publishEveryMs);
  expect(console.clock.pending).toBe(0);
});

test('a session that ended in the middle of a transfer keeps no byte of it once it is deleted', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('down.bin', { bytes: big, modifiedAt: 5 });
  let chunks = 0;
  desk.phone.passChunk = () => {
    chunks += 1;
    return chunks < 4;
  };
  await desk.download(['down.bin']);
  await desk.until(() => chunks >= 4);
  await settle();
  const transfers = join(desk.downloads, '../transfers');
  expect(await readdir(transfers)).toEqual([desk.sessionId]);
  expect(await readdir(desk.downloads)).toHaveLength(1);
  desk.session.record('customer', { kind: 'session-ended', reason: 'customer-ended' });
  await desk.console.files.remove(desk.sessionId);
  expect(await readdir(transfers)).toEqual([]);
  expect(await readdir(desk.downloads)).toEqual([]);
});

test('a source that changed meanwhile is begun anew, and the log says so [F11]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  await desk.write('up.bin', big);
  const other = randomBytes(2 * 1024 * 1024);
  let isChanged = false;
  desk.phone.passChunk = () => {
    if (!isChanged) void desk.write('up.bin', other);
    isChanged = true;
    return true;
  };
  await desk.upload(['up.bin']);
  await desk.over();
  expect(desk.statuses()).toEqual(['up.bin completed']);
  expect(hashOf(desk.phone.files.get('up.bin')?.bytes ?? Buffer.of())).toBe(hashOf(other));
  expect(desk.kinds()).toContain('file-transfer-begun-anew');
});

test('a paused file waits while others go, a cancelled one leaves nothing', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('a.bin', { bytes: big, modifiedAt: 1 });
  desk.phone.files.set('b.bin', { bytes: big, modifiedAt: 1 });
  desk.phone.passChunk = ({ offset }) => offset < 1024 * 1024;
  await desk.download(['a.bin', 'b.bin']);
  const ids = () => desk.exchange.board.queue.files.map(({ transferId }) => transferId);
  await desk.until(() => desk.exchange.board.queue.files.every(({ done }) => done > 0));
  desk.exchange.pause(ids()[0] ?? '');
  desk.exchange.cancel(ids()[1] ?? '');
  expect(desk.statuses()).toEqual(['a.bin paused', 'b.bin cancelled']);
  expect(desk.kinds()).toContain('file-transfer-cancelled');
  desk.phone.passChunk = () => true;
  desk.exchange.unpause(ids()[0] ?? '');
  // The chunks lost before the pause are asked for again once the phone is silent for too long.
  await settle();
  desk.console.clock.advance(12_000);
  await desk.over();
  expect((await readdir(desk.downloads)).sort()).toEqual(['a.bin']);
  expect(hashOf(await readFile(join(desk.downloads, 'a.bin')))).toBe(hashOf(big));
});

test('taking the permission back ends the road and every transfer [F3]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('a.bin', { bytes: big, modifiedAt: 1 });
  desk.phone.passChunk = ({ offset }) => offset === 0;
  await desk.download(['a.bin']);
  await desk.until(() => (desk.exchange.board.queue.files[0]?.done ?? 0) > 0);
  desk.console.site.fromPhone('phone-0001', { kind: 'revoke-file-access', id: 'revoke-0001' });
  await settle();
  expect(desk.exchange.isRoadOpen).toBe(false);
  expect(desk.statuses()).toEqual(['a.bin cancelled']);
  const count = () => desk.console.site.messagesTo('phone-0001').length;
  const before = count();
  desk.console.site.fromPhone('phone-0001', { kind: 'request-file-road', id: 'road-again-1' });
  await settle();
  expect(count()).toBe(before + 1);
  expect(desk.console.site.messagesTo('phone-0001').at(-1)).toMatchObject({
    kind: 'refusal',
    code: 'not-allowed',
  });
  await desk.until(() => desk.exchange.board.queue.files.length === 1);
  await desk.console.files.dispose();
  expect(await readdir(desk.downloads)).toEqual([]);
});

test('the policy decides which way files go [F1]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  await desk.write('up.txt', Buffer.from('up'));
  desk.phone.files.set('down.txt', { bytes: Buffer.from('down'), modifiedAt: 1 });
  desk.session.record('representative', { kind: 'file-policy-selected', policy: 'download-only' });
  await desk.upload(['up.txt']);
  await desk.download(['down.txt']);
  await desk.over();
  expect(desk.exchange.board.queue.files.map(({ status }) => status)).toEqual([
    { kind: 'ended', outcome: { kind: 'refused', reason: 'not-allowed' } },
    expect.objectContaining({ kind: 'ended', outcome: expect.objectContaining({ kind: 'completed' }) }),
  ]);
  desk.session.record('representative', { kind: 'file-policy-selected', policy: 'off' });
  expect(desk.exchange.isRoadOpen).toBe(false);
});

test('a file that is gone is left out, or fails by name and can be tried again', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  const left = await desk.download(['gone.txt']);
  expect(left.leftOut).toEqual([{ name: 'gone.txt', message: 'It is not on the phone any more.' }]);
  await desk.write('up.txt', Buffer.from('up'));
  desk.breakRoad();
  await desk.upload(['up.txt']);
  await rm(join(desk.downloads, 'up.txt'));
  await desk.openRoad();
  await desk.over();
  expect(desk.statuses()).toEqual(['up.txt failed source-gone']);
  await desk.write('up.txt', Buffer.from('up again'));
  desk.exchange.retry(desk.exchange.board.queue.files[0]?.transferId ?? '');
  await desk.over();
  expect(desk.statuses()).toEqual(['up.txt completed']);
  expect(Buffer.from(desk.phone.files.get('up.txt')?.bytes ?? []).toString()).toBe('up again');
});

test('progress is told at most four times a second, and only of what changed', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  await desk.write('up.bin', big);
  desk.console.clock.advance(1_000);
  desk.console.published.length = 0;
  await desk.upload(['up.bin']);
  await desk.over();
  const told = () => desk.console.published.filter(({ kind }) => kind === 'transfers-changed');
  expect(told()).toHaveLength(0);
  desk.console.clock.advance(250);
  expect(told()).toEqual([
    expect.objectContaining({
      changed: [expect.objectContaining({ name: 'up.bin', done: big.length })],
      road: 'open',
    }),
  ]);
});

test('a damaged chunk is asked for again, and never kept [F10]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  desk.phone.files.set('a.bin', { bytes: big, modifiedAt: 1 });
  let damaged = 0;
  desk.phone.passChunk = (message) => {
    if (message.offset !== 65_536 || damaged > 0) return true;
    damaged += 1;
    const { send } = desk.phone;
    desk.phone.tell({ ...message, digest: '00'.repeat(32) });
    send?.(recordHeader('chunk', message.length));
    send?.(big.subarray(message.offset, message.offset + message.length));
    return false;
  };
  await desk.download(['a.bin']);
  await desk.over();
  expect(damaged).toBe(1);
  expect(desk.phone.received.some(({ kind }) => kind === 'repeat-from')).toBe(true);
  expect(hashOf(await readFile(join(desk.downloads, 'a.bin')))).toBe(hashOf(big));
});

test('a file that was not asked for is refused [F12]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  const source = { size: 5, modifiedAt: 1 };
  const offer = {
    kind: 'offer-file',
    transferId: 'unasked-1',
    attempt: 1,
    name: 'a.exe',
    source,
    round: 0,
    paused: false,
  } as const;
  desk.phone.tell(offer);
  await desk.until(() => desk.phone.received.some(({ kind }) => kind === 'refuse-file'));
  expect(desk.phone.received.at(-1)).toMatchObject({
    kind: 'refuse-file',
    transferId: 'unasked-1',
    reason: 'not-allowed',
  });
  expect(await readdir(desk.downloads)).toEqual([]);
});

test('a grant ends one that waits, an open road ends the one before, and an old grant is over [F4]', async () => {
  const desk = await ConsoleWithFiles.start();
  expect(await desk.grant()).toBeUndefined();
  expect(desk.console.site.messagesTo('phone-0001').at(-1)).toMatchObject({
    kind: 'refusal',
    code: 'not-allowed',
  });
  await desk.allow();
  const carrier = { bufferedBytes: 0, write: () => undefined, close: () => undefined };
  const open = (path: string | undefined) => desk.console.files.open(path?.split('/').at(-1) ?? '', carrier);
  const [first, second] = [await desk.grant(), await desk.grant()];
  expect(first).not.toBe(second);
  expect(open(first)).toBeUndefined();
  const closed = vi.spyOn(carrier, 'close');
  expect(open(second)).toBeDefined();
  expect(open(second)).toBeUndefined();
  const third = await desk.grant();
  expect(closed).not.toHaveBeenCalled();
  expect(open(third)).toBeDefined();
  expect(closed).toHaveBeenCalledTimes(1);
  const late = await desk.grant();
  desk.console.clock.advance(30_000);
  expect(open(late)).toBeUndefined();
});

test('folders of thousands are listed page by page, and each question is answered once [F8]', async () => {
  const desk = await (await ConsoleWithFiles.start()).allow();
  for (let index = 0; index < 1_234; index += 1) {
    desk.phone.files.set(`file ${index}.txt`, { bytes: Buffer.of(1), modifiedAt: index });
  }
  const entries = await desk.exchange.browse.list('');
  expect(new Set(entries.map(({ name }) => name)).size).toBe(1_234);
  expect(desk.phone.received.filter(({ kind }) => kind === 'list-folder')).toHaveLength(3);
  const [name] = namesOf(path('new.txt'));
  if (name === undefined) throw new Error('a path has a name');
  const renamed = desk.exchange.browse.carryOut({ kind: 'rename-entry', path: path('no.txt'), name });
  await expect(renamed).rejects.toMatchObject({ reason: 'not-found' });
  desk.phone.tell({ kind: 'folder-changed', path: '' });
  await desk.until(() => desk.console.published.some(({ kind }) => kind === 'customer-folder-changed'));
  const asked = desk.exchange.browse.list('');
  desk.breakRoad();
  await expect(asked).rejects.toMatchObject({ reason: 'road-closed' });
});
