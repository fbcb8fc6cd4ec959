import { expect, test } from 'vitest';
import { PendingRequests, RequestRefusedError } from '../../../../customer/session/pending-requests';
import { type AnswerTo, type QuestionKind, questions } from '../../../../shared/wire/questions';

const answers: { readonly [Kind in QuestionKind]: (id: string) => AnswerTo<Kind> } = {
  'request-upload': (id) => ({ kind: 'upload-granted', id, path: `/uploads/${id}`, expiresAt: 1 }),
  'request-picture': (id) => ({ kind: 'picture-granted', id, path: `/pictures/${id}`, expiresAt: 2 }),
  'open-broadcast': (id) => ({ kind: 'broadcast-opened', id, path: `/whip/${id}`, token: 'secret' }),
  'request-file-road': (id) => ({ kind: 'file-road-granted', id, path: `/roads/${id}`, expiresAt: 3 }),
};
const kinds = Object.keys(questions) as QuestionKind[];

test.each(kinds)('an answer to %s finds its own question, and no other', async (kind) => {
  const requests = new PendingRequests();
  const first = requests.question(kind, 'first');
  const second = requests.question(kind, 'second');
  const command = requests.command('command');
  const answer = answers[kind]('second');
  requests.answered(answer);
  requests.answered(answers[kind]('first'));
  // An answer is none to a command, and that something is done is no answer.
  requests.answered(answers[kind]('command'));
  requests.done('command');
  expect(await second).toEqual(answer);
  expect(await first).toEqual(answers[kind]('first'));
  await command;
});

test.each(kinds)('%s waits on when told what answers another question', async (kind) => {
  const requests = new PendingRequests();
  const waiting = requests.question(kind, 'first');
  for (const other of kinds.filter((each) => each !== kind)) requests.answered(answers[other]('first'));
  requests.done('first');
  requests.answered(answers[kind]('first'));
  expect(await waiting).toEqual(answers[kind]('first'));
});

test('a refusal rejects its question only', async () => {
  const requests = new PendingRequests();
  const refused = requests.question('request-upload', 'upload-1');
  const waiting = requests.question('request-upload', 'upload-2');
  requests.refused('upload-1', 'not-allowed');
  await expect(refused).rejects.toEqual(new RequestRefusedError('not-allowed'));
  requests.answered(answers['request-upload']('upload-2'));
  expect((await waiting).path).toBe('/uploads/upload-2');
});

test('a loss rejects what is asked once; a command waits on, as it is sent again', async () => {
  const requests = new PendingRequests();
  const all = kinds.map((kind) => requests.question(kind, kind));
  const command = requests.command('command-1');
  requests.connectionLost();
  for (const asked of all) await expect(asked).rejects.toEqual(new RequestRefusedError('no-connection'));
  requests.questionRefused('command-1', 'too-many-messages');
  requests.done('command-1');
  await command;
});

test('the end of the session rejects everything', async () => {
  const requests = new PendingRequests();
  const all = [...kinds.map((kind) => requests.question(kind, kind)), requests.command('command-1')];
  requests.giveUp();
  for (const outcome of await Promise.allSettled(all)) expect(outcome.status).toBe('rejected');
});
