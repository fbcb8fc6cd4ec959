import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { annotationRequests } from '../../../../main/requests/annotation-requests';
import { SessionCommands } from '../../../../main/requests/carry-out';
import { sessionCommandRequests } from '../../../../main/requests/session-commands';
import type { AnnotationChange } from '../../../../shared/annotation/board';
import type { AnnotationElement } from '../../../../shared/annotation/element';
import { framePoint, inkPoint } from '../../../../shared/annotation/frame-point';
import { encodeStrokePart } from '../../../../shared/annotation/stroke-batch';
import type { Blob } from '../../../../shared/blob';
import { bytesOfType, cameraStarted } from '../../../support/pictures';
import { ConsoleWithoutWindows, messagesOf } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

vi.mock('electron', () => ({ ipcMain: {} }));

const frameId = 'frame-0001';
const size = { width: 1920, height: 1080 };
const webp = bytesOfType('image/webp', 3_000);

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** A console whose customer shows their camera, and a picture of it that was written. */
async function console() {
  const desk = new ConsoleWithoutWindows(temporaryFolder());
  const { session, sessionId } = await desk.joinAndStart('phone-0001');
  session.record('customer', { kind: 'sharing-allowed' });
  session.record('customer', cameraStarted());
  const image = await desk.blobs.write(sessionId, { type: 'image/webp', maxBytes: 10_000 }, once(webp));
  const commands = new SessionCommands(desk.commandParts);
  const requests = {
    ...sessionCommandRequests(commands),
    ...annotationRequests(commands, desk.watching, desk.blobs),
  };
  const freeze = (id = 'command-0001', wanted: Pick<Blob, 'hash'> = image) =>
    requests['freeze-frame']({ sessionId, id, frameId, hash: wanted.hash, ...size });
  const change = (id: string, ...changes: AnnotationChange[]) =>
    requests['change-annotation']({ sessionId, id, frameId, changes });
  const log = () => desk.store.eventsAfter(sessionId, 0, 1_000);
  return { desk, session, sessionId, image, requests, freeze, change, log };
}

function pin(id: string, number: number, version = 1): AnnotationElement {
  const fields = { id, version, order: number, colour: 'red', width: 'medium' } as const;
  return { kind: 'pin', ...fields, at: framePoint(100 * number, 50), number };
}

const add = (element: AnnotationElement): AnnotationChange => ({ kind: 'add', frameId, element });

async function fetched(desk: ConsoleWithoutWindows, hash: string, id = 'picture-0001') {
  desk.site.fromPhone('phone-0001', { kind: 'request-picture', id, hash });
  await settle();
  const answer = desk.site
    .messagesTo('phone-0001')
    .findLast(({ kind }) => kind === 'picture-granted' || kind === 'refusal');
  if (answer?.kind !== 'picture-granted') return answer;
  return desk.watching.pictures.take(answer.path.replace('/pictures/', ''));
}

describe('freezing [A1]', () => {
  test('shows both sides the same bytes until it is cleared', async () => {
    const { desk, session, image, requests, sessionId, freeze, log } = await console();
    await freeze();
    expect(session.state).toMatchObject({ freeze: { frameId, image, ...size }, pane: { kind: 'live' } });
    const grant = await fetched(desk, image.hash);
    if (grant === undefined || !('open' in grant)) throw new Error('no picture');
    expect(grant).toMatchObject({ type: 'image/webp', size: 3_000 });
    expect((await buffer(grant.open())).equals(webp)).toBe(true);
    await requests['clear-annotation']({ sessionId, id: 'command-0002', frameId });
    expect(session.state).toMatchObject({ freeze: null, pane: { kind: 'live' } });
    expect(
      log()
        .slice(-2)
        .map(({ kind }) => kind),
    ).toEqual(['annotation-began', 'annotation-cleared']);
    desk.close();
  });

  test('needs a picture that was kept, of a customer who shares, and nothing frozen yet', async () => {
    const { desk, session, freeze } = await console();
    expect(() => freeze('command-0001', { hash: 'f'.repeat(64) })).toThrow('could not be kept');
    await freeze('command-0002');
    expect(() => freeze('command-0003')).toThrow('A picture is frozen already.');
    session.record('customer', { kind: 'sharing-stopped' });
    expect(() => freeze('command-0004')).toThrow('does not share anything');
    desk.close();
  });

  test('outlives a restart of the console with every mark on it', async () => {
    const { desk, session, sessionId, freeze, change } = await console();
    await freeze();
    await change('command-0002', add(pin('mark-0001', 1)), add(pin('mark-0002', 2)));
    await change('command-0003', { kind: 'remove', frameId, id: 'mark-0001', version: 2 });
    const before = session.state;
    desk.restart();
    const after = desk.registry.find(sessionId)?.state;
    expect(after?.phase === 'active' && before.phase === 'active' && after.freeze).toEqual(
      before.phase === 'active' && before.freeze,
    );
    expect(after).toMatchObject({ freeze: { board: { elements: [{ id: 'mark-0002' }] } } });
    desk.close();
  });
});

describe('the frozen picture [A2]', () => {
  test('is the only one a phone may fetch, once for each ticket, and only while it shares', async () => {
    const { desk, session, image, freeze } = await console();
    const refused = { kind: 'refusal', code: 'not-allowed', commandId: 'picture-0001' };
    expect(await fetched(desk, image.hash)).toMatchObject(refused);
    await freeze();
    expect(await fetched(desk, 'f'.repeat(64))).toMatchObject(refused);
    desk.site.fromPhone('phone-0001', { kind: 'request-picture', id: 'picture-0002', hash: image.hash });
    await settle();
    const path = messagesOf(desk.site, 'phone-0001', 'picture-granted').at(-1)?.path ?? '';
    const name = path.replace('/pictures/', '');
    session.record('customer', { kind: 'sharing-stopped' });
    expect(desk.watching.pictures.take(name)).toBeUndefined();
    expect(await fetched(desk, image.hash)).toMatchObject(refused);
    desk.close();
  });
});

describe('marks [A3]', () => {
  test('are written once, in order, and a change repeated makes no second entry', async () => {
    const { desk, session, freeze, change, log } = await console();
    await freeze();
    const first = await change('command-0002', add(pin('mark-0001', 1)));
    expect(await change('command-0002', add(pin('mark-0001', 1)))).toEqual(first);
    await change('command-0003', { ...add(pin('mark-0001', 9, 2)), kind: 'replace' } as AnnotationChange);
    expect(session.state).toMatchObject({
      freeze: { board: { elements: [{ id: 'mark-0001', number: 9, version: 2 }] } },
    });
    expect(log().filter(({ kind }) => kind === 'annotation-changed')).toHaveLength(2);
    desk.close();
  });

  test('of another frame, too far away, or too large for one message are refused by name', async () => {
    const { desk, sessionId, requests, freeze, change } = await console();
    await freeze();
    const other = { ...add(pin('mark-0001', 1)), frameId: 'frame-0002' };
    expect(() => change('command-0002', other)).toThrow('not the one that is frozen');
    const far = { ...pin('mark-0001', 1), at: framePoint(60_000, 0) } as AnnotationElement;
    expect(() => change('command-0003', add(far))).toThrow('far outside');
    const points = Array.from({ length: 1_000 }, (_, index) => inkPoint(index + 0.0625, 100.0625, 0.37));
    const long = (id: string): AnnotationElement => ({
      kind: 'pen',
      id,
      version: 1,
      order: 1,
      colour: 'blue',
      width: 'thin',
      points,
    });
    expect(() => change('command-0004', add(long('mark-0001')), add(long('mark-0002')))).toThrow('in parts');
    expect(() => change('command-0005', { kind: 'clear', frameId })).toThrow('command of its own');
    await requests['clear-annotation']({ sessionId, id: 'command-0006', frameId });
    expect(() => change('command-0007', add(pin('mark-0001', 1)))).toThrow('not frozen any more');
    desk.close();
  });
});

describe('saving', () => {
  test.each(['active', 'sharing stopped', 'ended'] as const)(
    'keeps the picture and the marks as data: %s',
    async (situation) => {
      const { desk, session, sessionId, requests, freeze, change, log } = await console();
      await freeze();
      await change('command-0002', add(pin('mark-0001', 1)));
      if (situation !== 'active') session.record('customer', { kind: 'sharing-stopped' });
      if (situation === 'ended') {
        session.record('customer', { kind: 'session-ended', reason: 'customer-ended' });
      }
      const png = await desk.blobs.write(
        sessionId,
        { type: 'image/png', maxBytes: 10_000 },
        once(bytesOfType('image/png', 500)),
      );
      const save = { sessionId, id: 'command-0003', frameId, hash: png.hash, ...size };
      const saved = await requests['save-annotation'](save);
      expect(await requests['save-annotation'](save)).toEqual(saved);
      const event = log().at(-1);
      if (event?.kind !== 'annotation-saved') throw new Error('not saved');
      expect(event).toMatchObject({ frameId, blob: png, vectors: { type: 'application/json' }, ...size });
      const text = readFileSync(desk.blobs.folder(sessionId).blob(event.vectors.hash), 'utf8');
      expect(JSON.parse(text)).toMatchObject({ frameId, ...size, elements: [{ id: 'mark-0001' }] });
      desk.close();
    },
  );

  test('needs a frozen picture', async () => {
    const { desk, sessionId, requests, image } = await console();
    const save = { sessionId, id: 'command-0001', frameId, hash: image.hash, ...size };
    await expect(async () => requests['save-annotation'](save)).rejects.toThrow('not frozen any more');
    desk.close();
  });
});

describe('a stroke in motion [A5]', () => {
  test('reaches the phone and no log; of a frame that is gone it does not', async () => {
    const { desk, sessionId, requests, freeze, log } = await console();
    await freeze();
    const part = {
      frameId,
      frame: size,
      strokeId: 'stroke-0001',
      tool: 'pen',
      colour: 'red',
      width: 'thin',
      from: 0,
      points: [inkPoint(1, 2, 0.5)],
    } as const;
    const entries = log().length;
    await requests['draw-stroke']({ sessionId, batch: encodeStrokePart(part) });
    await requests['draw-stroke']({ sessionId, batch: encodeStrokePart({ ...part, frameId: 'frame-0002' }) });
    const laser = encodeStrokePart({ ...part, frameId: null, tool: 'laser', strokeId: 'stroke-0002' });
    await requests['draw-stroke']({ sessionId, batch: laser });
    await requests['cancel-stroke']({ sessionId, strokeId: 'stroke-0001' });
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'stroke-batch')).toEqual([encodeStrokePart(part), laser]);
    expect(messagesOf(desk.site, 'phone-0001', 'stroke-cancelled')).toEqual([
      { kind: 'stroke-cancelled', strokeId: 'stroke-0001' },
    ]);
    expect(log()).toHaveLength(entries);
    desk.close();
  });
});
