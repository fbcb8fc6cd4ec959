import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FilesController } from '../../../../customer/files/files-controller';
import type { LateFiles } from '../../../../customer/files/late-files';
import { FilesDesk } from '../../../../customer/files/worker/files-desk';
import { Sandbox } from '../../../../customer/files/worker/sandbox';
import type { FromFilesWorker, ToFilesWorker } from '../../../../customer/files/worker/worker-messages';
import type { SessionClient } from '../../../../customer/session/session-client';
import { appendOn, joinOn, openCustomerPage } from '../../../support/phone/customer-page';
import { MemoryDisk } from '../../../support/played/memory-disk';

/** The real files of the page, without a worker between and with a disk in memory. */
function filesIn(disk: MemoryDisk) {
  return (client: SessionClient): LateFiles => {
    let identifiers = 0;
    const newIdentifier = (): string => {
      identifiers += 1;
      return `identifier-${identifiers}`;
    };
    const make = async (): Promise<FilesController> => {
      const sandbox = await Sandbox.open({ disk, newIdentifier, now: () => 1_000 });
      let listener: ((message: FromFilesWorker) => void) | undefined;
      const early: ToFilesWorker[] = [];
      let desk: FilesDesk | undefined;
      const controller = new FilesController(client, {
        post: (message) => (desk === undefined ? early.push(message) : desk.receive(message)),
        onMessage: (heard) => {
          listener = heard;
        },
        onFailure: () => undefined,
      });
      desk = new FilesDesk({
        ...{ sandbox, newIdentifier, now: () => 1_000, clock: () => 0 },
        post: (message) => act(() => listener?.(message)),
        fetch: () => Promise.reject(new Error('There is no site.')),
        after: (_milliseconds, action) => {
          const timer = setTimeout(action, 0);
          return () => clearTimeout(timer);
        },
      });
      for (const message of early) desk.receive(message);
      return controller;
    };
    let made: Promise<FilesController> | undefined;
    return {
      get: () => {
        made ??= make();
        return made;
      },
    };
  };
}

async function openFiles(): Promise<Awaited<ReturnType<typeof openCustomerPage>>> {
  const site = await openCustomerPage('', filesIn(new MemoryDisk()));
  await joinOn(site);
  return site;
}
const tab = (name: string) =>
  within(screen.getByRole('navigation', { name: 'What you see and show' })).getByText(name);
const sent = (site: Awaited<ReturnType<typeof openCustomerPage>>) => [...site.sent];

test('the customer is asked before files can be seen, and the answer is sent', async () => {
  const site = await openFiles();
  await appendOn(site, 'representative', { kind: 'file-access-requested' });
  const sheet = await screen.findByRole('dialog', { name: 'Astrid Holm asks to exchange files' });
  expect(within(sheet).getByText(/Nothing else on your phone can be seen/)).toBeTruthy();
  fireEvent.click(within(sheet).getByRole('button', { name: 'Allow' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() =>
    expect(sent(site)).toContainEqual(expect.objectContaining({ kind: 'allow-file-access' })),
  );
});

test('after the end it says how many files are kept, where files were exchanged', async () => {
  const site = await openFiles();
  await appendOn(site, 'customer', { kind: 'file-access-allowed' });
  fireEvent.click(tab('Files'));
  const picker = await screen.findByLabelText('Files to add');
  fireEvent.change(picker, { target: { files: [new File(['one'], 'a.txt'), new File(['two'], 'b.txt')] } });
  await screen.findByText('b.txt');
  await appendOn(site, 'representative', { kind: 'session-ended', reason: 'representative-ended' });
  const term = await screen.findByText('Files kept');
  await waitFor(() => expect(term.nextElementSibling?.textContent).toBe('2'));
});

test('after a session without files nothing is said of them', async () => {
  const site = await openFiles();
  await appendOn(site, 'representative', { kind: 'session-ended', reason: 'representative-ended' });
  await screen.findByText('Messages');
  expect(screen.queryByText('Files kept')).toBeNull();
});

test('files are added, renamed in view and deleted, each told to the representative who may see them', async () => {
  const site = await openFiles();
  await appendOn(site, 'customer', { kind: 'file-access-allowed' });
  fireEvent.click(tab('Files'));
  const picker = await screen.findByLabelText('Files to add');
  fireEvent.change(picker, { target: { files: [new File(['hello'], 'note.txt')] } });
  fireEvent.click(await screen.findByRole('button', { name: /note\.txt.*added/ }));
  expect(await screen.findByText('hello')).toBeTruthy();

  fireEvent.click(screen.getByRole('button', { name: 'Rename' }));
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'read me.txt' } });
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Rename' }));
  expect(await screen.findByRole('heading', { name: 'read me.txt' })).toBeTruthy();

  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText(/No files yet/)).toBeTruthy();
  expect(sent(site)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        change: { kind: 'renamed', path: 'note.txt', name: 'read me.txt' },
      }),
      expect.objectContaining({ change: { kind: 'deleted', paths: ['read me.txt'], count: 1 } }),
    ]),
  );
});

test('what was allowed is taken back, and nothing is told of the files from then on', async () => {
  const site = await openFiles();
  await appendOn(site, 'customer', { kind: 'file-access-allowed' });
  fireEvent.click(tab('Files'));
  fireEvent.click(await screen.findByRole('button', { name: 'Stop sharing files with Astrid' }));
  fireEvent.click(screen.getByRole('button', { name: 'Stop sharing files' }));
  await waitFor(() =>
    expect(sent(site)).toContainEqual(expect.objectContaining({ kind: 'revoke-file-access' })),
  );
  await appendOn(site, 'customer', { kind: 'file-access-revoked' });
  expect(screen.getByText('Only you see the files here. Astrid sees none of them.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'New folder' }));
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Mine' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create' }));
  expect(await screen.findByRole('button', { name: /Mine/ })).toBeTruthy();
  expect(sent(site)).not.toContainEqual(expect.objectContaining({ kind: 'report-file-change' }));
});

test('what the representative does is said where the files are shown', async () => {
  const site = await openFiles();
  await appendOn(site, 'customer', { kind: 'file-access-allowed' });
  fireEvent.click(tab('Files'));
  await screen.findByText(/No files yet/);
  await appendOn(site, 'representative', { kind: 'customer-folder-created', path: 'Guides' });
  expect(screen.getByText(/created the folder Guides/)).toBeTruthy();
});

test('after the session the files are there, and only the customer sees them', async () => {
  const site = await openFiles();
  await appendOn(site, 'representative', { kind: 'session-ended', reason: 'representative-ended' });
  fireEvent.click(await screen.findByRole('button', { name: 'View files' }));
  expect(await screen.findByText(/^Only you see these files/)).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: 'Close the files' }));
  expect(await screen.findByRole('heading', { name: 'The session has ended' })).toBeTruthy();
});
