import { act, createEvent, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChatDrop } from '../../../../renderer/file-transfer/chat-drop';
import { FileTransferTab } from '../../../../renderer/file-transfer/file-transfer-tab';
import { transfersReceived } from '../../../../renderer/store/files-slice';
import { safeFileName } from '../../../../shared/file-transfer/file-name';
import { relativePathSchema } from '../../../../shared/file-transfer/relative-path';
import type { LocalEntry, TransferView } from '../../../../shared/ipc/file-view';
import type { FileAccess } from '../../../../shared/session/file-access';
import { reduceAll } from '../../../../shared/session/reduce';
import type { ActiveSession } from '../../../../shared/session/session-state';
import { playedParts, withParts } from '../app/render-console';
import { bodies, eventOf } from '../chat/samples';
import { downloads, localOf, transferOf } from './samples';

const sessionId = 'session-0000000000000001';

function stateWith(files: Partial<FileAccess>): ActiveSession {
  const state = reduceAll([
    eventOf(bodies['session-key-used'], 1, 0, 'customer'),
    eventOf(bodies['session-started'], 2, 1000, 'representative'),
  ]);
  if (state?.phase !== 'active') throw new Error('not active');
  return { ...state, files: { access: 'allowed', at: 0, policy: 'both', ...files } };
}

interface World {
  local?: readonly LocalEntry[];
  remote?: readonly string[];
  transfers?: readonly TransferView[];
  files?: Partial<FileAccess>;
  answers?: Record<string, (args: never) => unknown>;
}

async function show({ local = [], remote = [], transfers = [], files = {}, answers = {} }: World = {}) {
  const asked: [string, unknown][] = [];
  const folder = (name: string) => ({
    name,
    kind: 'file',
    size: 10,
    modifiedAt: 0,
  });
  const listed = { remote: [...remote] };
  vi.stubGlobal('sightline', {
    request: async (name: string, args: never) => {
      const answer = answers[name];
      if (answer !== undefined) {
        asked.push([name, args]);
        return { ok: true, value: answer(args) };
      }
      switch (name) {
        case 'list-granted-folders':
          return { ok: true, value: { folders: [downloads] } };
        case 'list-local-folder':
          return { ok: true, value: { entries: local, isCut: false } };
        case 'list-customer-folder':
          return {
            ok: true,
            value: { entries: listed.remote.map(folder), storage: { usage: 1e8, quota: 2e9 } },
          };
        default:
          asked.push([name, args]);
          if (name.startsWith('queue-')) return { ok: true, value: { queued: 1, leftOut: [] } };
          if (name.startsWith('select-') || name === 'request-file-access') {
            return { ok: true, value: { seq: 3 } };
          }
          return { ok: true, value: null };
      }
    },
    grantDropped: async (dropped: readonly File[]) => ({
      ok: true,
      value: {
        dropped: dropped.map((file) => ({
          folderId: 'folder-dropped-0000001',
          path: file.name,
          name: file.name,
          kind: 'file',
          size: file.size,
        })),
      },
    }),
    onEvent: () => () => undefined,
  });
  const parts = playedParts();
  const { store, folderNews } = parts;
  const totals = { files: 1, filesDone: 0, bytes: 10, bytesDone: 1, speed: null, timeLeftMs: null };
  store.dispatch(transfersReceived({ sessionId, view: { transfers: [...transfers], totals, road: 'open' } }));
  const state = stateWith(files);
  render(
    withParts(
      parts,
      <>
        <ChatDrop sessionId={sessionId} state={state}>
          <p>the log</p>
        </ChatDrop>
        <FileTransferTab sessionId={sessionId} state={state} />
      </>,
    ),
  );
  await settle();
  return { asked, listed, folderNews };
}

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 0))));
const pane = (name: 'This computer' | 'Customer’s files') => within(screen.getByRole('region', { name }));
const rowOf = (name: 'This computer' | 'Customer’s files', file: string) => {
  const row = pane(name)
    .getAllByRole('row')
    .find((each) => each.dataset.name === file);
  if (row === undefined) throw new Error(`${file} is not listed`);
  return row;
};

describe('FileTransferTab', () => {
  beforeEach(() => {
    // A page without layout has lists of no height, and they would show nothing.
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600);
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(400);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('shows no files before the customer allowed it, and asks for them', async () => {
    const { asked } = await show({ files: { access: 'off' } });
    expect(screen.queryByRole('grid')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Ask for file access' }));
    await settle();
    expect(asked).toEqual([['request-file-access', expect.objectContaining({ sessionId })]]);
  });

  it('sends what is selected to the folder the other pane shows', async () => {
    const { asked } = await show({ local: [localOf('a.txt'), localOf('b.txt')] });
    const send = screen.getByRole('button', { name: 'Send to Maria’s phone' });
    fireEvent.click(send);
    expect(asked).toEqual([]);
    fireEvent.click(rowOf('This computer', 'a.txt'));
    fireEvent.click(rowOf('This computer', 'b.txt'), { ctrlKey: true });
    fireEvent.click(send);
    await settle();
    const { folderId } = downloads;
    expect(asked).toEqual([
      [
        'queue-uploads',
        {
          sessionId,
          sources: [
            { folderId, path: 'a.txt' },
            { folderId, path: 'b.txt' },
          ],
          folder: '',
          onCollision: 'ask',
        },
      ],
    ]);
  });

  it('fetches with a double click, and by keyboard alone', async () => {
    const { asked } = await show({ remote: ['x.png', 'y.png'] });
    fireEvent.doubleClick(rowOf('Customer’s files', 'x.png'));
    const grid = pane('Customer’s files').getByRole('grid');
    fireEvent.keyDown(grid, { key: 'End' });
    fireEvent.keyDown(grid, { key: 'Enter', ctrlKey: true });
    await settle();
    expect(asked.map(([name, args]) => [name, (args as { paths: unknown }).paths])).toEqual([
      ['queue-downloads', ['x.png']],
      ['queue-downloads', ['y.png']],
    ]);
  });

  it('sends nothing against the policy, and says why', async () => {
    const { asked } = await show({
      local: [localOf('a.txt')],
      remote: ['x.png'],
      files: { policy: 'download-only' },
    });
    fireEvent.click(rowOf('This computer', 'a.txt'));
    const send = screen.getByRole('button', { name: 'Send to Maria’s phone' });
    expect(send.getAttribute('aria-disabled')).toBe('true');
    expect(send.getAttribute('aria-description')).toBe('Files only come from the phone now.');
    fireEvent.click(send);
    fireEvent.keyDown(pane('This computer').getByRole('grid'), { key: 'Enter', ctrlKey: true });
    await settle();
    expect(asked).toEqual([]);
  });

  it('does not send what cannot be sent, though it is selected with the rest', async () => {
    const { asked } = await show({
      local: [localOf('a.txt'), localOf('way\u202Eout', { isUsable: false, kind: 'link' })],
    });
    const grid = pane('This computer').getByRole('grid');
    expect(pane('This computer').getByTitle('way⟨U+202E⟩out')).toBeTruthy();
    fireEvent.keyDown(grid, { key: 'a', ctrlKey: true });
    fireEvent.keyDown(grid, { key: 'Enter', ctrlKey: true });
    await settle();
    expect(asked).toHaveLength(1);
    expect(asked[0]?.[1]).toMatchObject({ sources: [{ path: 'a.txt' }] });
  });

  it('deletes only after a question that names what goes', async () => {
    const { asked } = await show({ remote: ['x.png', 'y.png'] });
    fireEvent.keyDown(pane('Customer’s files').getByRole('grid'), { key: 'a', ctrlKey: true });
    fireEvent.keyDown(pane('Customer’s files').getByRole('grid'), { key: 'Delete' });
    const dialog = within(screen.getByRole('dialog', { name: 'Delete 2 items from Maria’s phone?' }));
    expect(dialog.getByText('y.png')).toBeTruthy();
    expect(asked).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    await settle();
    expect(asked).toEqual([
      ['delete-customer-files', expect.objectContaining({ paths: ['x.png', 'y.png'] })],
    ]);
  });

  it('asks before it opens what may run, with its ending and where it comes from, and opens it only then', async () => {
    const opened: unknown[] = [];
    const { asked } = await show({
      local: [localOf('setup.exe')],
      answers: {
        'open-local': (args: { confirmed: boolean }) => {
          if (args.confirmed) opened.push(args);
          return args.confirmed
            ? { kind: 'opened' }
            : { kind: 'needs-confirmation', ending: 'exe', from: 'Maria' };
        },
      },
    });
    fireEvent.doubleClick(rowOf('This computer', 'setup.exe'));
    await settle();
    const dialog = within(screen.getByRole('dialog', { name: 'Open setup.exe?' }));
    expect(dialog.getByText(/ends in \.exe.*fetched from Maria’s phone/)).toBeTruthy();
    expect(opened).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: 'Open it' }));
    await settle();
    expect(opened).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it('names a new folder as every system can, with the spelling offered', async () => {
    const { asked } = await show();
    fireEvent.click(pane('Customer’s files').getByRole('button', { name: /^New folder/ }));
    const dialog = within(screen.getByRole('dialog'));
    const make = dialog.getByRole<HTMLButtonElement>('button', { name: 'Make folder' });
    fireEvent.change(dialog.getByLabelText('Name'), { target: { value: 'con' } });
    expect(make.disabled).toBe(true);
    fireEvent.click(dialog.getByRole('button', { name: 'Use “_con”' }));
    fireEvent.click(make);
    await settle();
    expect(asked).toEqual([['create-customer-folder', expect.objectContaining({ path: '_con' })]]);
  });

  it('lists again when news of its folder come, and not of another', async () => {
    const { listed, folderNews } = await show({ remote: ['x.png'] });
    listed.remote = ['x.png', 'new.png'];
    act(() =>
      folderNews.publish({
        kind: 'customer-folder-changed',
        sessionId,
        path: relativePathSchema.parse('elsewhere'),
      }),
    );
    await settle();
    expect(() => rowOf('Customer’s files', 'new.png')).toThrow();
    act(() => folderNews.publish({ kind: 'customer-folder-changed', sessionId, path: '' }));
    await settle();
    expect(rowOf('Customer’s files', 'new.png')).toBeTruthy();
  });

  it('asks what to do about a name that is taken, for this file or the rest', async () => {
    const existing = safeFileName('a.txt');
    if (existing === undefined) throw new Error('not safe');
    const colliding = transferOf({ status: { kind: 'colliding', existing } });
    const { asked } = await show({
      transfers: [colliding, transferOf({ transferId: 'transfer-0000000000002', name: 'b.txt' })],
    });
    const group = within(screen.getByRole('group', { name: 'a.txt is already there' }));
    fireEvent.click(group.getByLabelText('Same for the rest'));
    fireEvent.click(group.getByRole('button', { name: 'Keep both' }));
    await settle();
    const { transferId } = colliding;
    expect(asked).toEqual([
      ['choose-collision', { sessionId, transferId, choice: 'keep-both', forAll: true }],
    ]);
  });

  it('pauses, resumes, cancels, retries and moves the transfer whose button it is', async () => {
    const at = (number: number) => `transfer-000000000000${number}`;
    const { asked } = await show({
      transfers: [
        transferOf({ transferId: at(1), name: '1.txt', status: { kind: 'active', speed: 1, timeLeftMs: 1 } }),
        transferOf({ transferId: at(2), name: '2.txt', status: { kind: 'paused', by: 'representative' } }),
        transferOf({
          transferId: at(3),
          name: '3.txt',
          status: { kind: 'ended', outcome: { kind: 'failed', failure: 'no-answer', by: 'here' } },
        }),
        transferOf({ transferId: at(4), name: '4.txt' }),
      ],
    });
    for (const name of ['Pause 1.txt', 'Resume 2.txt', 'Cancel 2.txt', 'Retry 3.txt', 'Move 4.txt up']) {
      fireEvent.click(screen.getByRole('button', { name }));
    }
    await settle();
    expect(asked).toEqual([
      ['pause-transfer', { sessionId, transferId: at(1) }],
      ['resume-transfer', { sessionId, transferId: at(2) }],
      ['cancel-transfer', { sessionId, transferId: at(2) }],
      ['retry-transfer', { sessionId, transferId: at(3) }],
      ['move-transfer', { sessionId, transferId: at(4), index: 2 }],
    ]);
    expect(screen.queryByRole('button', { name: 'Cancel 3.txt' })).toBeNull();
  });

  it('sends a file of the desktop that is dropped on the log or on the customer’s files', async () => {
    const { asked } = await show();
    const file = new File(['hello'], 'dropped.txt');
    for (const place of [screen.getByText('the log'), pane('Customer’s files').getByRole('grid')]) {
      const dataTransfer = { types: ['Files'], files: [file], dropEffect: 'none' };
      const over = createEvent.dragOver(place, { dataTransfer });
      fireEvent(place, over);
      expect(over.defaultPrevented).toBe(true);
      fireEvent.drop(place, { dataTransfer });
      await settle();
    }
    const sources = [{ folderId: 'folder-dropped-0000001', path: 'dropped.txt' }];
    expect(asked).toEqual([
      ['queue-uploads', { sessionId, sources, folder: '', onCollision: 'ask' }],
      ['queue-uploads', { sessionId, sources, folder: '', onCollision: 'ask' }],
    ]);
  });

  it('takes nothing from the desktop without access', async () => {
    const { asked } = await show({ files: { access: 'revoked' } });
    const dataTransfer = { types: ['Files'], files: [new File([], 'a')], dropEffect: 'none' };
    fireEvent.dragEnter(screen.getByText('the log'), { dataTransfer });
    expect(screen.getByText('Ask Maria for file access first, in the File Transfer tab')).toBeTruthy();
    fireEvent.drop(screen.getByText('the log'), { dataTransfer });
    await settle();
    expect(asked).toEqual([]);
  });

  it('keeps ten thousand entries out of the document but for those in view', async () => {
    const local = Array.from({ length: 10_000 }, (_, index) => localOf(`file ${index}.txt`));
    await show({ local });
    const grid = pane('This computer').getByRole('grid');
    expect(grid.getAttribute('aria-rowcount')).toBe('10001');
    expect(pane('This computer').getAllByRole('row').length).toBeLessThan(80);
    expect(pane('This computer').getByText('10,000 items')).toBeTruthy();
    fireEvent.keyDown(grid, { key: 'f' });
    fireEvent.keyDown(grid, { key: 'ArrowDown', shiftKey: true });
    expect(pane('This computer').getByText('2 of 10,000 selected')).toBeTruthy();
  });
});
