import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { HistoryView } from '../../../../renderer/history/history-view';
import type { HistoryRow } from '../../../../shared/ipc/history-requests';
import { renderConsole } from '../app/render-console';
import { FakeMain, startOfTime } from '../store/samples';

const row: HistoryRow = {
  sessionId: 'session-past-00000001',
  customerName: 'Maria Lindqvist',
  description: 'Mail does not open.',
  reference: 'ITSM-4411',
  device: { model: 'iPhone 14', operatingSystem: 'iOS 18.6', browser: 'Safari 18.6', language: 'sv-SE' },
  representative: 'Dana',
  joinedAt: startOfTime,
  startedAt: startOfTime + 1000,
  endedAt: startOfTime + 60_000,
  phase: 'ended',
  ending: 'representative-ended',
  outcome: 'solved',
  messages: 4,
  match: null,
};

const view = <HistoryView text="" sessionId={null} />;

test('sessions are listed, and what is typed is searched for', async () => {
  const main = new FakeMain();
  main.answers['search-history'] = ({ text }) =>
    text === ''
      ? { rows: [row], total: 1, representatives: ['Dana'] }
      : { rows: [], total: 0, representatives: [] };
  renderConsole(main, view);
  expect(await screen.findByText('Maria Lindqvist')).toBeTruthy();
  expect(screen.getByText('1 session')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Search messages, names and notes'), {
    target: { value: 'printer' },
  });
  expect(await screen.findByText('No session matches. Try fewer words or a longer time.')).toBeTruthy();
  expect(main.askedFor('search-history').at(-1)).toMatchObject({ text: 'printer' });
  fireEvent.click(screen.getByRole('button', { name: 'Show all sessions' }));
  expect(await screen.findByText('Maria Lindqvist')).toBeTruthy();
});

test('a search that failed says why, and is made again', async () => {
  const main = new FakeMain();
  main.refuse('search-history', 'The history could not be read.');
  main.answers['search-history'] = () => ({ rows: [row], total: 1, representatives: [] });
  renderConsole(main, view);
  expect((await screen.findByRole('alert')).textContent).toContain('The history could not be read.');
  main.allow('search-history');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Maria Lindqvist')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a past session that cannot be opened says so, and the list stays', async () => {
  const main = new FakeMain();
  main.answers['search-history'] = () => ({ rows: [row], total: 1, representatives: [] });
  main.refuse('open-history-session', 'This session is not here any more.');
  renderConsole(main, view);
  fireEvent.click(await screen.findByText('Maria Lindqvist'));
  await waitFor(() => expect(main.askedFor('open-history-session')).toEqual([{ sessionId: row.sessionId }]));
  expect(await screen.findByText('This session is not here any more.')).toBeTruthy();
  expect(screen.getByRole('list', { name: 'Sessions' })).toBeTruthy();
});
