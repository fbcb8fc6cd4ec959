import { createHash } from 'node:crypto';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { framePoint } from '../../../../shared/annotation/frame-point';
import type { SourceCapabilities } from '../../../../shared/session/session-event';
import { noCapabilities } from '../../../../shared/session/session-event';
import { appendOn, joinOn, openCustomerPage } from '../../../support/phone/customer-page';
import type { ScriptedCustomerSite } from '../../../support/played/scripted-customer-site';

const bytes = new TextEncoder().encode('the very picture');
const hash = createHash('sha256').update(bytes).digest('hex');
const frameId = 'frame-000001';
const capabilities: SourceCapabilities = { ...noCapabilities, pause: true };

let answers: (path: string) => Promise<Response>;

beforeEach(() => {
  // The page tells sizes to nobody here; happy-dom lays nothing out.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ close: () => undefined }));
  answers = () => Promise.resolve(new Response(bytes));
  vi.stubGlobal('fetch', (path: string) => answers(path));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const press = (name: string | RegExp): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const frozen = (): HTMLElement | null => screen.queryByRole('region', { name: 'Frozen picture' });

async function shareAndFreeze(): Promise<ScriptedCustomerSite> {
  const site = await openCustomerPage();
  await joinOn(site);
  site.onMessage = (message) => {
    if (message.kind !== 'request-picture') return;
    expect(message.hash).toBe(hash);
    site.say({ kind: 'picture-granted', id: message.id, path: '/pictures/ticket-000001', expiresAt: 1 });
  };
  await appendOn(site, 'customer', { kind: 'sharing-allowed' });
  await appendOn(site, 'customer', {
    kind: 'source-started',
    source: 'screen',
    method: 'broadcast',
    facing: 'unknown',
    capabilities,
  });
  await appendOn(site, 'representative', {
    kind: 'annotation-began',
    frameId,
    image: { hash, type: 'image/png', size: bytes.length },
    width: 1920,
    height: 1080,
  });
  return site;
}

test('in the chat a notice says that something is frozen, and leads to it and back', async () => {
  await shareAndFreeze();
  expect(screen.getByText('Astrid draws on a frozen picture.')).toBeTruthy();
  expect(screen.getByText('Sees a frozen picture and draws on it')).toBeTruthy();
  expect(screen.getByText('A frozen picture is shared')).toBeTruthy();
  expect(frozen()).toBeNull();
  press('Show it');
  await waitFor(() => expect(frozen()).not.toBeNull());
  expect(screen.queryByText('Astrid draws on a frozen picture.')).toBeNull();
  expect(screen.getByText(/^Frozen at /)).toBeTruthy();
  press('Hide the frozen picture');
  expect(frozen()).toBeNull();
  press('Show it');
  press(/Chat$/);
  expect(frozen()).toBeNull();
});

test('what arrived is shown under its own hash, with what lies on it in words', async () => {
  const site = await shareAndFreeze();
  press('Show it');
  const picture = await screen.findByRole('img', { name: 'Frozen picture without annotations' });
  expect(picture.getAttribute('data-frozen')).toBe(hash);
  await appendOn(site, 'representative', {
    kind: 'annotation-changed',
    frameId,
    changes: [
      {
        kind: 'add',
        frameId,
        element: {
          kind: 'text',
          id: 'mark-000001',
          version: 1,
          order: 0,
          colour: 'red',
          width: 'medium',
          at: framePoint(10, 10),
          text: 'Press here',
        },
      },
    ],
  });
  expect(screen.getByText('Astrid wrote: Press here')).toBeTruthy();
  expect(picture.getAttribute('aria-label')).toBe(
    'Frozen picture with one annotation by Astrid. Written on it: Press here',
  );
});

test('another picture than the one in the log is not shown, and the customer is told', async () => {
  answers = () => Promise.resolve(new Response('another picture'));
  await shareAndFreeze();
  press('Show it');
  expect(await screen.findByText(/What arrived is not the picture Astrid sees/)).toBeTruthy();
  answers = () => Promise.resolve(new Response(bytes));
  press('Try again');
  expect(await screen.findByRole('img', { name: /^Frozen picture/ })).toBeTruthy();
});

test('on the tab of what was frozen it opens by itself, and another tab puts it aside', async () => {
  const site = await openCustomerPage();
  await joinOn(site);
  await appendOn(site, 'customer', { kind: 'sharing-allowed' });
  await appendOn(site, 'customer', {
    kind: 'source-started',
    source: 'screen',
    method: 'broadcast',
    facing: 'unknown',
    capabilities,
  });
  press(/Screen$/);
  await appendOn(site, 'representative', {
    kind: 'annotation-began',
    frameId,
    image: { hash, type: 'image/png', size: bytes.length },
    width: 1920,
    height: 1080,
  });
  await waitFor(() => expect(frozen()).not.toBeNull());
  press(/Chat$/);
  expect(frozen()).toBeNull();
  press(/Screen$/);
  expect(frozen()).not.toBeNull();
});

test('a lost connection is said, and the picture stays', async () => {
  const site = await shareAndFreeze();
  press('Show it');
  await screen.findByRole('img', { name: /^Frozen picture/ });
  expect(screen.getByText(/Your video is paused and goes on afterwards/)).toBeTruthy();
  await act(() => site.lose());
  expect(screen.getByText(/^Connection lost\. The picture stays frozen/)).toBeTruthy();
  expect(screen.getByRole('img', { name: /^Frozen picture/ })).toBeTruthy();
});

test.each([
  ['cleared', 'representative', { kind: 'annotation-cleared', frameId }],
  ['sharing stopped', 'customer', { kind: 'sharing-stopped' }],
] as const)('%s, nothing frozen is left', async (_name, by, body) => {
  const site = await shareAndFreeze();
  press('Show it');
  await waitFor(() => expect(frozen()).not.toBeNull());
  await appendOn(site, by, body);
  expect(frozen()).toBeNull();
  expect(screen.queryByText('Astrid draws on a frozen picture.')).toBeNull();
});

test('before the log can say that sharing has stopped, nothing frozen is shown', async () => {
  const site = await shareAndFreeze();
  press('Show it');
  await waitFor(() => expect(frozen()).not.toBeNull());
  await act(() => site.lose());
  press('Stop');
  press('Stop sharing');
  expect(frozen()).toBeNull();
});
