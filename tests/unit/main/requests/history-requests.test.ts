import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { deleteSession } from '../../../../main/history/deletion';
import { PastSessions } from '../../../../main/history/past-sessions';
import { SessionCommands } from '../../../../main/requests/carry-out';
import { historyRequests } from '../../../../main/requests/history-requests';
import { sessionCommandRequests } from '../../../../main/requests/session-commands';
import { verifyTranscript } from '../../../../scripts/verify-transcript.mjs';
import { ConsoleWithoutWindows, kindsOf, messagesOf } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

const electron = vi.hoisted(() => ({
  chosen: { canceled: true, filePath: '' },
  asked: [] as { defaultPath: string }[],
}));
vi.mock('electron', () => ({
  ipcMain: {},
  app: { getPath: () => '/downloads' },
  dialog: {
    showSaveDialog: async (options: { defaultPath: string }) => {
      electron.asked.push(options);
      return electron.chosen;
    },
  },
}));

const report = {
  capturedAt: 1,
  sections: [
    { id: 'a', title: 'A', items: [{ id: 'b', label: 'B', value: 1, source: 'measured' as const }] },
  ],
};

async function console() {
  const folder = temporaryFolder();
  const desk = new ConsoleWithoutWindows(folder);
  onTestFinished(() => desk.close());
  const { session, sessionId } = await desk.joinAndStart('phone-0001', { name: 'Maja/..\\Holm' });
  const past = new PastSessions(desk.database);
  const deleted: string[] = [];
  const pastRequests = historyRequests({
    registry: desk.registry,
    store: desk.store,
    past,
    blobs: desk.blobs,
    deleteSession: (id) =>
      deleteSession(
        {
          past,
          letGo: (one) => desk.registry.letGo(one),
          removeTransfers: (one) => desk.files.remove(one),
          removeFolder: (one) => desk.blobs.remove(one),
          deleted: (one) => deleted.push(one),
        },
        id,
      ),
    unreadable: (id) => desk.store.setAside(id, desk.clock.now()),
    version: '0.1.0',
    now: () => desk.clock.now(),
  });
  const requests = { ...sessionCommandRequests(new SessionCommands(desk.commandParts)), ...pastRequests };
  const end = () =>
    session.record('representative', { kind: 'session-ended', reason: 'representative-ended' });
  return { folder, desk, session, sessionId, past, requests, deleted, end };
}

beforeEach(() => {
  electron.chosen = { canceled: true, filePath: '' };
  electron.asked.length = 0;
});

describe('system information', () => {
  test('is asked for, told, kept in the log and saved [S13]', async () => {
    const { folder, desk, sessionId, session, requests } = await console();
    await requests['request-system-information']({ sessionId, id: 'command-0001' });
    expect(() => requests['request-system-information']({ sessionId, id: 'command-0002' })).toThrow(
      'asked already',
    );
    desk.site.fromPhone('phone-0001', { kind: 'report-system-information', id: 'command-0003', report });
    desk.site.fromPhone('phone-0001', { kind: 'allow-system-information', id: 'command-0004' });
    desk.site.fromPhone('phone-0001', { kind: 'report-system-information', id: 'command-0005', report });
    await settle();
    expect(messagesOf(desk.site, 'phone-0001', 'refusal')).toMatchObject([
      { code: 'not-allowed', commandId: 'command-0003' },
    ]);
    expect(session.state).toMatchObject({
      systemInformation: { access: 'allowed', isAwaited: false, report },
    });
    electron.chosen = { canceled: false, filePath: join(folder, 'saved.csv') };
    expect(await requests['save-system-information']({ sessionId, format: 'csv' })).toEqual({
      kind: 'saved',
      name: 'saved.csv',
    });
    expect(readFileSync(join(folder, 'saved.csv'), 'utf8')).toContain('A,B,1,,measured');
  });
});

describe('wrap-up', () => {
  test('notes and outcome are taken during a session and after it, and never leave the console', async () => {
    const { desk, sessionId, session, requests, end } = await console();
    await requests['write-notes']({ sessionId, id: 'command-0001', text: 'secret one' });
    end();
    await requests['write-notes']({ sessionId, id: 'command-0002', text: 'secret two' });
    await requests['write-notes']({ sessionId, id: 'command-0002', text: 'secret two' });
    await requests['set-outcome']({ sessionId, id: 'command-0003', outcome: 'solved' });
    expect(session.state.wrapUp).toEqual({ notes: 'secret two', outcome: 'solved' });
    expect(kindsOf(desk.store.eventsAfter(sessionId, 0, 100)).slice(-3)).toEqual([
      'session-ended',
      'notes-written',
      'outcome-set',
    ]);
    await settle();
    expect(desk.site.textsTo().join()).not.toMatch(/secret|notes-written|outcome/);
    desk.restart();
    expect(desk.registry.find(sessionId)?.state.wrapUp).toEqual({ notes: 'secret two', outcome: 'solved' });
  });
});

describe('a past session', () => {
  test('that is no longer listed opens from disk as it was', async () => {
    const { desk, sessionId, session, requests, end } = await console();
    end();
    const state = structuredClone(session.state);
    expect(desk.registry.letGo(sessionId)).toBe(true);
    expect(await requests['open-history-session']({ sessionId })).toEqual({ sessionId, state });
    expect(() => requests['open-history-session']({ sessionId: 'no-such-session' })).toThrow(
      'not on this computer',
    );
  });

  test('is deleted with its folder, and an open one is not', async () => {
    const { desk, sessionId, past, requests, deleted, end } = await console();
    const { path } = desk.blobs.folder(sessionId);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'ab'.repeat(32)), 'x');
    await expect(requests['delete-session']({ sessionId })).rejects.toThrow('still open');
    expect(existsSync(path)).toBe(true);
    end();
    await requests['delete-session']({ sessionId });
    expect([past.has(sessionId), existsSync(path), desk.registry.find(sessionId)]).toEqual([
      false,
      false,
      undefined,
    ]);
    expect(deleted).toEqual([sessionId]);
    await settle();
    expect(desk.site.receivedOf('release-session')).toMatchObject([{ sessionId }]);
    await expect(requests['delete-session']({ sessionId })).rejects.toThrow('not on this computer');
  });

  test.each(['html', 'json', 'text'] as const)(
    'exports its transcript as %s to a name that is one',
    async (format) => {
      const { folder, sessionId, requests, end } = await console();
      end();
      expect(await requests['export-transcript']({ sessionId, format })).toEqual({ kind: 'cancelled' });
      const path = join(folder, 'transcript');
      electron.chosen = { canceled: false, filePath: path };
      expect(await requests['export-transcript']({ sessionId, format })).toEqual({
        kind: 'saved',
        name: 'transcript',
      });
      expect(electron.asked[0]?.defaultPath).toMatch(
        /^\/downloads\/Transcript Maja \.\. Holm \d{4}-\d\d-\d\d\.(html|json|txt)$/,
      );
      const text = readFileSync(path, 'utf8');
      if (format === 'text') expect(text).toContain('Transcript of a session with Maja');
      else expect(verifyTranscript(text)).toEqual({ kind: 'as-written', entries: 3 });
      electron.chosen = { canceled: false, filePath: join(folder, 'no-such-folder', 'transcript') };
      await expect(requests['export-transcript']({ sessionId, format })).rejects.toThrow(
        'Choose another place',
      );
    },
  );
});
