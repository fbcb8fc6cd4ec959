import { describe, expect, test, vi } from 'vitest';
import { SessionCommands } from '../../../../main/requests/carry-out';
import { sessionCommandRequests } from '../../../../main/requests/session-commands';
import { watchingRequests } from '../../../../main/requests/watching-requests';
import type { EventBody, SessionEvent } from '../../../../shared/session/session-event';
import { blobOf, bytesOfType, cameraStarted, sha256 } from '../../../support/pictures';
import { ConsoleWithoutWindows, kindsOf } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

vi.mock('electron', () => ({ ipcMain: {} }));

const webm = bytesOfType('video/webm', 4_000);
const recordingId = 'recording-1';

async function console(...bodies: readonly EventBody[]) {
  const desk = new ConsoleWithoutWindows(temporaryFolder());
  const { session, sessionId } = await desk.joinAndStart('phone-0001');
  session.record('customer', { kind: 'sharing-allowed' });
  for (const body of bodies) session.record('customer', body);
  const commands = new SessionCommands(desk.commandParts);
  const requests = { ...sessionCommandRequests(commands), ...watchingRequests(commands, desk.watching) };
  const log = (): SessionEvent[] => desk.store.eventsAfter(sessionId, 0, 100);
  return { desk, session, sessionId, requests, log };
}

const allowed: EventBody[] = [{ kind: 'recording-requested' }, { kind: 'recording-allowed' }];

describe('recording', () => {
  test('runs from the customer’s consent to its file, named by its hash, in the log', async () => {
    const { desk, sessionId, requests, log } = await console(...allowed);
    await requests['start-recording']({ sessionId, id: 'command-0001', recordingId });
    await desk.watching.recordings.append(sessionId, recordingId, webm);
    await requests['pause-recording']({ sessionId, id: 'command-0002' });
    await requests['resume-recording']({ sessionId, id: 'command-0003' });
    const stop = { sessionId, id: 'command-0004', recordingId, durationMs: 1_234 };
    const stopped = await requests['stop-recording'](stop);
    expect(await requests['stop-recording'](stop)).toEqual(stopped);
    const blob = { hash: sha256(webm), type: 'video/webm', size: 4_000 };
    expect(log().at(-1)).toMatchObject({
      kind: 'recording-stopped',
      blob,
      durationMs: 1_234,
      by: 'representative',
    });
    expect(desk.blobs.find(sessionId, blob.hash)).toEqual(blob);
    expect(kindsOf(log()).slice(-4)).toEqual([
      'recording-started',
      'recording-paused',
      'recording-resumed',
      'recording-stopped',
    ]);
    desk.close();
  });

  test('ends at once when the customer takes the consent back, with what was recorded until then [S12]', async () => {
    const { desk, sessionId, session, requests, log } = await console(...allowed);
    await requests['start-recording']({ sessionId, id: 'command-0001', recordingId });
    await desk.watching.recordings.append(sessionId, recordingId, webm);
    desk.site.fromPhone('phone-0001', { kind: 'revoke-recording', id: 'command-0002' });
    await settle();
    expect(kindsOf(log()).slice(-2)).toEqual(['recording-revoked', 'recording-stopped']);
    expect(log().at(-1)).toMatchObject({ blob: { hash: sha256(webm) } });
    expect(session.state).toMatchObject({ recording: { kind: 'off' } });
    expect(() => requests['start-recording']({ sessionId, id: 'command-0003', recordingId })).toThrow();
    desk.close();
  });

  test('is not begun without consent, and not stopped by another’s name [S12]', async () => {
    const { desk, sessionId, requests, log } = await console({ kind: 'recording-requested' });
    const start = () => requests['start-recording']({ sessionId, id: 'command-0001', recordingId });
    expect(start).toThrow('has not allowed a recording');
    expect(desk.watching.recordings.isGrowing(sessionId, recordingId)).toBe(false);
    desk.registry.find(sessionId)?.record('customer', { kind: 'recording-allowed' });
    await start();
    const stop = { sessionId, id: 'command-0002', recordingId: 'recording-2', durationMs: 0 };
    expect(() => requests['stop-recording'](stop)).toThrow('Another recording runs.');
    expect(kindsOf(log()).at(-1)).toBe('recording-started');
    desk.close();
  });

  test('asked for and taken back leaves nothing', async () => {
    const { desk, session, sessionId, requests, log } = await console({ kind: 'recording-requested' });
    await requests['stop-recording']({ sessionId, id: 'command-0001', recordingId, durationMs: 99 });
    expect(log().at(-1)).toMatchObject({ kind: 'recording-stopped', blob: null, durationMs: 0 });
    expect(session.state).toMatchObject({ recording: { kind: 'off' } });
    expect(() =>
      requests['stop-recording']({ sessionId, id: 'command-0002', recordingId, durationMs: 0 }),
    ).toThrow('No recording runs.');
    desk.close();
  });

  test.each([
    [{ kind: 'sharing-stopped' }, ['sharing-stopped', 'recording-stopped']],
    [{ kind: 'session-ended', reason: 'customer-ended' }, ['recording-stopped', 'session-ended']],
  ] as const)('stops by itself with %o [S12]', async (body, last) => {
    const { desk, session, sessionId, requests, log } = await console(...allowed);
    await requests['start-recording']({ sessionId, id: 'command-0001', recordingId });
    await desk.watching.recordings.append(sessionId, recordingId, webm);
    desk.clock.advance(3_000);
    session.record('customer', body);
    expect(kindsOf(log()).slice(-2)).toEqual(last);
    expect(log().find(({ kind }) => kind === 'recording-stopped')).toMatchObject({
      by: 'site',
      blob: { hash: sha256(webm) },
      durationMs: 3_000,
    });
    desk.close();
  });

  test('cut off by a crash is logged at the next start, with what there is', async () => {
    const { desk, sessionId, requests, log } = await console(...allowed);
    await requests['start-recording']({ sessionId, id: 'command-0001', recordingId });
    await desk.watching.recordings.append(sessionId, recordingId, webm);
    desk.restart();
    expect(kindsOf(log()).slice(-2)).toEqual(['console-restarted', 'recording-stopped']);
    expect(log().at(-1)).toMatchObject({ blob: { hash: sha256(webm), size: 4_000 } });
    expect(desk.registry.find(sessionId)?.state).toMatchObject({ recording: { kind: 'off' } });
    desk.restart();
    expect(kindsOf(log()).filter((kind) => kind === 'recording-stopped')).toHaveLength(1);
    desk.close();
  });

  test('whose end the disk would not log is logged by the next start', async () => {
    const { desk, sessionId, requests, log } = await console(...allowed);
    await requests['start-recording']({ sessionId, id: 'command-0001', recordingId });
    await desk.watching.recordings.append(sessionId, recordingId, webm);
    desk.refuseWrites(true);
    const stop = { sessionId, id: 'command-0002', recordingId, durationMs: 5 };
    expect(() => requests['stop-recording'](stop)).toThrow('could not write');
    desk.refuseWrites(false);
    desk.restart();
    expect(log().at(-1)).toMatchObject({ kind: 'recording-stopped', blob: { hash: sha256(webm) } });
    desk.close();
  });
});

describe('snapshots and quality', () => {
  test('a snapshot is logged with what is kept under its hash, and never without', async () => {
    const { desk, sessionId, requests, log } = await console(cameraStarted());
    const png = bytesOfType('image/png');
    const save = { sessionId, id: 'command-0001', hash: sha256(png), width: 720, height: 1560 };
    expect(() => requests['save-snapshot'](save)).toThrow('not there any more');
    async function* pieces() {
      yield png;
    }
    await desk.blobs.write(sessionId, { type: 'image/png', maxBytes: 64 }, pieces());
    await requests['save-snapshot'](save);
    expect(log().at(-1)).toMatchObject({ kind: 'snapshot-saved', blob: blobOf('image/png'), width: 720 });
    desk.close();
  });

  test('selecting what is selected already makes no entry', async () => {
    const { desk, session, sessionId, requests, log } = await console();
    const before = session.state.lastSeq;
    const again = await requests['select-quality']({ sessionId, id: 'command-0001', quality: 'automatic' });
    expect(again).toEqual({ seq: before });
    await requests['select-quality']({ sessionId, id: 'command-0002', quality: 'few-colors' });
    expect(log().at(-1)).toMatchObject({
      kind: 'quality-selected',
      quality: 'few-colors',
      commandId: 'command-0002',
    });
    desk.close();
  });
});
