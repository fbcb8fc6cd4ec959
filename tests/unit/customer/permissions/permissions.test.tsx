import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { noCapabilities } from '../../../../shared/session/session-event';
import { appendOn, joinOn, openCustomerPage } from '../../../support/phone/customer-page';

const press = (name: string | RegExp): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
});

async function openList(): Promise<HTMLElement> {
  press('What Astrid Holm may do');
  return screen.findByRole('dialog', { name: 'What Astrid Holm may do' });
}

/** Each line's words, without its button. */
function linesOf(list: HTMLElement): string[] {
  return within(list)
    .getAllByRole('listitem')
    .map((item) => (item.textContent ?? '').replace(/Stop$/, ''));
}

test('the list says that nothing is allowed, as nothing is', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  const list = await openList();
  expect(linesOf(list)).toEqual([
    'See what you showNot allowed',
    'ScreenNot shown',
    'CameraNot shown',
    'Exchange filesNot allowed',
    'Record what you showNot allowed',
    'Read details of your phoneNot allowed',
  ]);
  expect(within(list).queryByRole('button', { name: /^Stop/ })).toBeNull();
  press('Done');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('each line that is allowed is taken back by one command, and says so at once', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  await appendOn(site, 'customer', { kind: 'sharing-allowed' });
  await appendOn(site, 'customer', {
    kind: 'source-started',
    source: 'screen',
    facing: 'unknown',
    method: 'broadcast',
    capabilities: noCapabilities,
  });
  await appendOn(site, 'representative', { kind: 'file-access-requested' });
  await appendOn(site, 'customer', { kind: 'file-access-allowed' });
  await appendOn(site, 'representative', { kind: 'recording-requested' });
  await appendOn(site, 'customer', { kind: 'recording-allowed' });
  await appendOn(site, 'representative', { kind: 'recording-started' });
  await appendOn(site, 'representative', { kind: 'system-information-requested' });
  await appendOn(site, 'customer', { kind: 'system-information-allowed' });
  await appendOn(site, 'customer', {
    kind: 'system-information-reported',
    report: { capturedAt: 1, sections: [] },
  });
  const list = await openList();
  expect(linesOf(list)).toMatchObject([
    'See what you showAllowed, while you show something',
    'ScreenShown now',
    'CameraNot shown',
    'Exchange filesAllowed, both ways',
    'Record what you showRecording now',
    expect.stringMatching(/^Read details of your phoneAllowed, last read /),
  ]);
  const stop = async (name: string, after: string): Promise<void> => {
    await act(async () => {
      fireEvent.click(within(list).getByRole('button', { name: `Stop: ${name}` }));
    });
    expect(linesOf(list)).toContain(`${name}${after}`);
  };
  await stop('Exchange files', 'Not allowed');
  await stop('Record what you show', 'Not allowed');
  await stop('Read details of your phone', 'Not allowed');
  await stop('Screen', 'Not shown');
  await stop('See what you show', 'Not allowed');
  await waitFor(() => expect(site.ofKind('stop-sharing')).toHaveLength(1));
  expect(site.ofKind('revoke-file-access')).toHaveLength(1);
  expect(site.ofKind('revoke-recording')).toHaveLength(1);
  expect(site.ofKind('revoke-system-information')).toHaveLength(1);
  expect(site.ofKind('stop-source')).toMatchObject([{ source: 'screen' }]);
});

test('taken back without a connection, it waits to be said and is kept over a reload', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  await appendOn(site, 'representative', { kind: 'system-information-requested' });
  await appendOn(site, 'customer', { kind: 'system-information-allowed' });
  await act(() => site.lose());
  const list = await openList();
  fireEvent.click(within(list).getByRole('button', { name: 'Stop: Read details of your phone' }));
  expect(site.kept.read()?.pending.map(({ kind }) => kind)).toContain('revoke-system-information');
});

test('system information: one question, one answer, and the question goes with it', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  await appendOn(site, 'representative', { kind: 'system-information-requested' });
  const dialog = await screen.findByRole('dialog', { name: 'Astrid Holm asks for details of your phone' });
  expect(document.activeElement).toBe(within(dialog).getByRole('heading'));
  await act(async () => press('Decline'));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(site.ofKind('decline-system-information')).toHaveLength(1);
  expect(site.ofKind('allow-system-information')).toEqual([]);
});
