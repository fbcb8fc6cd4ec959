import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { InSession } from '../../../../customer/session/client-state';
import { SharingControlsProvider } from '../../../../customer/session/sharing-controls';
import { SharingBar } from '../../../../customer/sharing/sharing-bar';
import type { Pane } from '../../../../shared/session/pane';
import { noCapabilities } from '../../../../shared/session/session-event';
import type { ActiveSession } from '../../../../shared/session/session-state';

const live: Extract<Pane, { kind: 'live' }> = {
  kind: 'live',
  source: 'camera',
  method: 'camera',
  facing: 'rear',
  torch: false,
  zoom: 1,
  capabilities: { ...noCapabilities, pause: true },
  at: 1,
};
const photo: Pane = {
  kind: 'photo',
  blob: { hash: 'a'.repeat(64), type: 'image/jpeg', size: 1 },
  name: 'IMG_1.JPG',
  origin: 'photo',
  width: 4,
  height: 3,
  at: 1,
};

const freeze = { frameId: 'frame-000001' };

function show(
  pane: Pane,
  recording: object = { kind: 'off' },
  pending: readonly object[] = [],
  frozen: object | null = null,
) {
  const sources = { pause: vi.fn(), resume: vi.fn(), stopSharing: vi.fn() };
  const state = { pane, recording, freeze: frozen, representative: { name: 'Dana Example' } };
  render(
    <SharingControlsProvider value={sources}>
      <SharingBar session={{ pending } as unknown as InSession} state={state as unknown as ActiveSession} />
    </SharingControlsProvider>,
  );
  return sources;
}

test.each<[Pane, string]>([
  [live, 'Your camera is shared'],
  [{ ...live, source: 'screen', method: 'display-capture' }, 'Your screen is shared'],
  [{ ...live, source: 'screen', method: 'broadcast' }, 'Your screen is shared'],
  [photo, 'Your photo is shared'],
  [{ ...photo, origin: 'screenshot' }, 'Your screenshot is shared'],
  [{ kind: 'paused', resumes: live, at: 2 }, 'Paused. Dana sees nothing'],
])('%j is said as "%s"', (pane, words) => {
  show(pane);
  expect(screen.getByRole('status').textContent).toBe(words);
});

test.each<Pane>([
  { kind: 'not-requested' },
  { kind: 'allowed', at: 1 },
  { kind: 'hidden', at: 1 },
  { kind: 'stopped', at: 1 },
])('nothing is said while nothing is shown: $kind', (pane) => {
  show(pane);
  expect(screen.queryByRole('status')).toBeNull();
});

test('a pause takes one tap', () => {
  const sources = show(live);
  fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
  expect(sources.pause).toHaveBeenCalledOnce();
});

test('and so does going on', () => {
  const sources = show({ kind: 'paused', resumes: live, at: 2 });
  fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
  expect(sources.resume).toHaveBeenCalledOnce();
});

test('what cannot be paused offers no pause', () => {
  show({ ...live, source: 'screen', method: 'broadcast', capabilities: noCapabilities });
  expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
});

test('the badge shows while the recording runs, not while it is only asked for', () => {
  show(live, { kind: 'running', at: 1, recordedMs: 0 });
  expect(screen.getByText('Recording')).toBeTruthy();
});

test('no badge before the recording runs', () => {
  show(live, { kind: 'asked', at: 1 });
  expect(screen.queryByText('Recording')).toBeNull();
});

test('it is gone as soon as the customer has stopped, even while the log cannot say so', () => {
  show(live, { kind: 'off' }, [{ kind: 'stop-sharing' }]);
  expect(screen.queryByRole('status')).toBeNull();
});

test.each<[Pane, string]>([
  [live, 'A frozen picture is shared'],
  [photo, 'A frozen picture is shared'],
  [{ kind: 'hidden', at: 1 }, 'A frozen picture is shared'],
  [{ kind: 'allowed', at: 1 }, 'A frozen picture is shared'],
  [{ kind: 'paused', resumes: live, at: 2 }, 'Paused. Dana sees the frozen picture'],
])('while a picture is frozen, %j is said as "%s", and it can be stopped', (pane, words) => {
  const sources = show(pane, undefined, undefined, freeze);
  expect(screen.getByRole('status').textContent).toBe(words);
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  fireEvent.click(screen.getByRole('button', { name: 'Stop sharing' }));
  expect(sources.stopSharing).toHaveBeenCalledOnce();
});

test('a picture that is still frozen is not shared once the customer has stopped', () => {
  show({ kind: 'stopped', at: 1 }, undefined, undefined, freeze);
  expect(screen.queryByRole('status')).toBeNull();
});

test('the source ends and the frozen picture stays shared, until all is stopped', () => {
  show(live, undefined, [{ kind: 'stop-source' }], freeze);
  expect(screen.getByRole('status').textContent).toBe('A frozen picture is shared');
});

test('before the log can say so, stopping counts for the frozen picture too', () => {
  show(live, undefined, [{ kind: 'stop-sharing' }], freeze);
  expect(screen.queryByRole('status')).toBeNull();
});
