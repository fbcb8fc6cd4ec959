import { expect, test } from 'vitest';
import { type SourceParts, Sources } from '../../../../customer/sharing/sources';
import type { Pane } from '../../../../shared/session/pane';
import { noCapabilities } from '../../../../shared/session/session-event';

const live: Pane = {
  kind: 'live',
  source: 'camera',
  method: 'camera',
  facing: 'rear',
  torch: false,
  zoom: 1,
  capabilities: noCapabilities,
  at: 1,
};

/** Sources whose parts write down what is asked of them, in order. */
function parts() {
  const happened: string[] = [];
  const note = (name: string) => (argument?: unknown) => {
    happened.push(argument === undefined ? name : `${name} ${JSON.stringify(argument)}`);
  };
  let follow: () => void = () => undefined;
  let state: object = { kind: 'joining' };
  const source = (name: string) => ({
    stop: note(`${name} stop`),
    start: note(`${name} start`),
    showAgain: note(`${name} show`),
    sendStill: note('still'),
    getState: () => ({ kind: 'on' }),
  });
  const made = {
    client: {
      subscribe: (listener: () => void) => {
        follow = listener;
        return () => undefined;
      },
      getState: () => state,
      command: ({ kind }: { kind: string }) => note('command')(kind),
    },
    sender: {
      hide: note('hide'),
      stop: note('sender stop'),
      setQuality: note('quality'),
      setFrozen: (isFrozen: boolean) => {
        if (isFrozen) note('frozen')();
      },
    },
    uploads: { stop: note('uploads stop') },
    camera: source('camera'),
    screen: source('screen'),
    photo: { clear: note('photo clear'), beginChoosing: note('choose') },
    broadcast: { forget: note('broadcast forget') },
  };
  const sources = new Sources(made as unknown as SourceParts);
  const log = (pane: Pane, more: object = {}): void => {
    state = {
      kind: 'in-session',
      state: { phase: 'active', pane, quality: 'automatic', stillRequested: false, freeze: null, ...more },
    };
    follow();
  };
  const take = (): string[] => happened.splice(0);
  const end = (): void => {
    state = { kind: 'joining' };
    follow();
  };
  return { sources, log, take, end };
}

test('the chat leaves what is shown alone', () => {
  const { sources, take } = parts();
  sources.openTab('chat', true);
  expect(take().filter((entry) => /^(camera|screen) /.test(entry))).toEqual([]);
});

test('a photo that is shown stays shown in the chat and on its own tab, and goes with another', () => {
  const { sources, log, take } = parts();
  const photo: Pane = {
    kind: 'photo',
    blob: { hash: 'a'.repeat(64), type: 'image/jpeg', size: 1 },
    name: 'IMG_2041.JPG',
    origin: 'photo',
    width: 1,
    height: 1,
    at: 1,
  };
  log(photo);
  take();
  sources.openTab('chat', true);
  expect(take()).toEqual(['command "open-tab"']);
  sources.openTab('photos', true);
  expect(take()).not.toContain('choose');
  sources.openTab('camera', true);
  expect(take()).toContain('photo clear');
});

test('a source tab ends the other sources before it is opened', () => {
  const { sources, take } = parts();
  sources.openTab('camera', true);
  expect(take()).toEqual(['screen stop true', 'broadcast forget', 'photo clear', 'command "open-tab"']);
  sources.openTab('screen', true);
  expect(take()).toEqual(['camera stop true', 'photo clear', 'command "open-tab"']);
});

test('the Photos tab ends every source, then says that a photo is chosen', () => {
  const { sources, take } = parts();
  sources.openTab('photos', true);
  expect(take()).toEqual([
    'camera stop false',
    'screen stop false',
    'broadcast forget',
    'photo clear',
    'command "open-tab"',
    'choose',
  ]);
});

test('a pause hides first and tells afterwards; resuming shows the same source', () => {
  const { sources, log, take } = parts();
  log(live);
  take();
  sources.pause();
  expect(take()).toEqual(['hide', 'command "pause-sharing"']);
  log({ kind: 'paused', resumes: live, at: 2 });
  sources.resume();
  expect(take()).toEqual(['command "resume-sharing"', 'camera show']);
});

test('follows the log: quality, a still, and the end of sharing or of the session', () => {
  const { log, take, end } = parts();
  log(live, { quality: 'few-colors' });
  expect(take()).toEqual(['quality "few-colors"']);
  log(live, { quality: 'few-colors', stillRequested: true });
  expect(take()).toEqual(['still']);
  log({ kind: 'stopped', at: 3 }, { quality: 'few-colors' });
  expect(take()).toContain('sender stop');
  end();
  expect(take()).toContain('sender stop');
});

test('what the log says is frozen stops at the sender before anything else', () => {
  const { log, take } = parts();
  log(live, { freeze: { frameId: 'frame-000001' } });
  expect(take()[0]).toBe('frozen');
});
