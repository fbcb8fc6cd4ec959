import { expect, onTestFinished, test } from 'vitest';
import type { CustomerMessage } from '../../../../shared/wire/customer-message';
import { ConsoleWithoutWindows, messagesOf } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

/** A customer's message whose identifier is made here. */
type Without = CustomerMessage extends infer One
  ? One extends CustomerMessage
    ? Omit<One, 'id'>
    : never
  : never;

async function started() {
  const desk = new ConsoleWithoutWindows(temporaryFolder());
  onTestFinished(() => desk.close());
  const { session } = await desk.joinAndStart('phone-0001');
  let sent = 0;
  const send = async (message: Without): Promise<string> => {
    sent += 1;
    desk.site.textFromPhone('phone-0001', JSON.stringify({ ...message, id: `command-${sent}` }));
    await settle();
    const answer = desk.site
      .messagesTo('phone-0001')
      .findLast(({ kind }) => kind === 'command-done' || kind === 'refusal');
    return answer?.kind === 'refusal' ? answer.code : (answer?.kind ?? '');
  };
  const files = () => (session.state.phase === 'active' ? session.state.files : undefined);
  return { desk, session, send, files };
}

test('access is asked for, answered, taken back and given again [F1]', async () => {
  const { session, send, files } = await started();
  expect(files()).toEqual({ access: 'off', at: 0, policy: 'both' });
  expect(await send({ kind: 'decline-file-access' })).toBe('command-done');
  expect(files()?.access).toBe('off');
  session.record('representative', { kind: 'file-access-requested' });
  expect(files()?.access).toBe('asked');
  await send({ kind: 'decline-file-access' });
  expect(files()?.access).toBe('declined');
  await send({ kind: 'allow-file-access' });
  expect(files()?.access).toBe('allowed');
  session.record('representative', { kind: 'file-access-requested' });
  expect(files()?.access).toBe('allowed');
  await send({ kind: 'revoke-file-access' });
  expect(files()?.access).toBe('revoked');
  session.record('representative', { kind: 'file-policy-selected', policy: 'off' });
  expect(await send({ kind: 'allow-file-access' })).toBe('not-allowed');
});

test('what the customer does with files is logged while access is allowed, and only as safe names [F2]', async () => {
  const { desk, session, send } = await started();
  const renamed = { kind: 'renamed', path: 'Work/a.txt', name: 'b.txt' } as const;
  await send({ kind: 'report-file-change', change: renamed });
  await send({ kind: 'allow-file-access' });
  await send({ kind: 'report-file-change', change: renamed });
  await send({ kind: 'report-file-change', change: { kind: 'created-folder', path: 'Work' } });
  await send({ kind: 'report-file-change', change: { kind: 'deleted', paths: ['a', 'b'], count: 2 } });
  const unsafe: Array<Extract<CustomerMessage, { kind: 'report-file-change' }>['change']> = [
    { kind: 'created-folder', path: '../up' },
    { kind: 'renamed', path: 'a.txt', name: 'C:evil' },
    { kind: 'deleted', paths: ['/etc'], count: 1 },
    { kind: 'deleted', paths: ['a', 'b'], count: 1 },
  ];
  for (const change of unsafe) {
    expect(await send({ kind: 'report-file-change', change }), JSON.stringify(change)).toBe('not-allowed');
  }
  const logged = session.log
    .eventsAfter(0, 100)
    .filter(({ by, kind }) => by === 'customer' && kind.startsWith('customer-f'));
  expect(logged).toMatchObject([
    { kind: 'customer-file-renamed', path: 'Work/a.txt', name: 'b.txt' },
    { kind: 'customer-folder-created', path: 'Work' },
    { kind: 'customer-files-deleted', paths: ['a', 'b'], count: 2 },
  ]);
  expect(messagesOf(desk.site, 'phone-0001', 'command-done')).toHaveLength(5);
});
