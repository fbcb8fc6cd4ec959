import { expect, test } from 'vitest';
import { ClientRequests, RequestRefusedError } from '../../../../customer/session/client-requests';

test('each answer finds its question', async () => {
  const requests = new ClientRequests();
  const first = requests.upload('upload-1');
  const second = requests.upload('upload-2');
  const broadcast = requests.broadcast('broadcast-1');
  const command = requests.command('command-1');
  requests.uploadGranted({ kind: 'upload-granted', id: 'upload-2', path: '/uploads/2', expiresAt: 2 });
  requests.uploadGranted({ kind: 'upload-granted', id: 'upload-1', path: '/uploads/1', expiresAt: 1 });
  requests.broadcastOpened({ kind: 'broadcast-opened', id: 'broadcast-1', path: '/whip/1', token: 'secret' });
  requests.commandDone('command-1');
  expect(await first).toEqual({ path: '/uploads/1', expiresAt: 1 });
  expect(await second).toEqual({ path: '/uploads/2', expiresAt: 2 });
  expect(await broadcast).toEqual({ path: '/whip/1', token: 'secret' });
  await command;
});

test('a refusal rejects its question only', async () => {
  const requests = new ClientRequests();
  const refused = requests.upload('upload-1');
  const waiting = requests.upload('upload-2');
  requests.refused('upload-1', 'not-allowed');
  await expect(refused).rejects.toEqual(new RequestRefusedError('not-allowed'));
  requests.uploadGranted({ kind: 'upload-granted', id: 'upload-2', path: '/uploads/2', expiresAt: 2 });
  expect((await waiting).path).toBe('/uploads/2');
});

test('a loss rejects what is asked once; a command goes on, as it is sent again', async () => {
  const requests = new ClientRequests();
  const upload = requests.upload('upload-1');
  const command = requests.command('command-1');
  requests.connectionLost();
  await expect(upload).rejects.toEqual(new RequestRefusedError('no-connection'));
  requests.commandDone('command-1');
  await command;
});

test('the end of the session rejects everything', async () => {
  const requests = new ClientRequests();
  const all = [requests.upload('upload-1'), requests.broadcast('broadcast-1'), requests.command('command-1')];
  requests.giveUp();
  for (const outcome of await Promise.allSettled(all)) expect(outcome.status).toBe('rejected');
});
