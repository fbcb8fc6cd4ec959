import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { captionOf } from '../../../../renderer/captured/caption';
import { CapturedIndex } from '../../../../renderer/captured/captured';
import { fileNameOf } from '../../../../renderer/captured/shown-picture';
import { FrameAge } from '../../../../renderer/screen/frame-age';
import { commandOfKey } from '../../../../renderer/screen/pane-keys';
import { paneTools, type ToolsContext } from '../../../../renderer/screen/pane-tools';
import { appendToLog, emptyLog } from '../../../../renderer/store/log-pages';
import { curvePoints } from '../../../../renderer/video/curve';
import { DetachedPanes, type PaneChannel, paneOfHash } from '../../../../renderer/video/detached-panes';
import { bodies, eventOf } from '../chat/samples';
import { liveCamera } from './samples';

describe('names of kept pictures', () => {
  const at = new Date(2026, 2, 3, 10, 46, 2).getTime();

  it('tells who, what and when', () => {
    expect(fileNameOf('Maria Lindqvist', 'Snapshot', at, 'image/png')).toBe(
      'Maria Lindqvist, snapshot 2026-03-03 10.46.02.png',
    );
    expect(fileNameOf('..', 'Recording', at, 'video/webm')).toBe(
      'Customer, recording 2026-03-03 10.46.02.webm',
    );
  });

  it('is a file name on every system, whatever the customer is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const file = fileNameOf(name, 'Still', at, 'image/jpeg');
        expect(file).not.toMatch(/[\p{Cc}<>:"/\\|?*]/u);
        expect(file.startsWith('.')).toBe(false);
        expect(file.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('what was captured', () => {
  it('is read from the log, newest first, each entry once', () => {
    const index = new CapturedIndex();
    const events = [bodies['photo-shown'], bodies['tab-opened'], bodies['snapshot-saved']].map(
      (body, place) => eventOf(body, place + 1, 0),
    );
    const log = appendToLog(emptyLog, events);
    const items = index.items(log);
    expect(items.map(({ what }) => what)).toEqual(['Snapshot', 'Photo']);
    expect(index.items(log)).toBe(items);
    const longer = appendToLog(log, [
      eventOf(bodies['recording-stopped'], 4, 0),
      eventOf({ kind: 'recording-stopped', blob: null, durationMs: 0 }, 5, 0),
      eventOf(bodies['still-sent'], 6, new Date(2026, 2, 3, 10, 45).getTime()),
    ]);
    const now = index.items(longer);
    expect(now.map(({ what }) => what)).toEqual(['Still', 'Recording', 'Snapshot', 'Photo']);
    expect(now[0] && captionOf(now[0])).toBe('Still, 10:45');
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    ...more,
  });

  it('does each thing by its key, arrows and copying only on the picture', () => {
    expect(commandOfKey(press('+'), 'linux', false)).toBe('zoom-in');
    expect(commandOfKey(press('='), 'linux', false)).toBe('zoom-in');
    expect(commandOfKey(press('0'), 'linux', true)).toBe('fit');
    expect(commandOfKey(press('S'), 'linux', true)).toBe('snapshot');
    expect(commandOfKey(press('ArrowUp'), 'linux', true)).toBe('pan-up');
    expect(commandOfKey(press('ArrowUp'), 'linux', false)).toBeUndefined();
    expect(commandOfKey(press('c', { ctrlKey: true }), 'linux', true)).toBe('copy');
    expect(commandOfKey(press('c', { metaKey: true }), 'darwin', true)).toBe('copy');
    expect(commandOfKey(press('c', { ctrlKey: true }), 'linux', false)).toBeUndefined();
  });

  it('leaves other shortcuts alone', () => {
    expect(commandOfKey(press('0', { ctrlKey: true }), 'linux', true)).toBeUndefined();
    expect(commandOfKey(press('s', { metaKey: true }), 'linux', true)).toBeUndefined();
    expect(commandOfKey(press('s', { isComposing: true }), 'linux', true)).toBeUndefined();
    expect(commandOfKey(press('constructor'), 'linux', true)).toBeUndefined();
  });
});

describe('tools', () => {
  const context: ToolsContext = {
    state: { pane: liveCamera, recording: { kind: 'off' }, stillRequested: false },
    name: 'Maria',
    hasPicture: true,
    isFullScreen: false,
    isDetached: false,
    isHeld: false,
  };
  const names = (change: Partial<ToolsContext>) =>
    paneTools({ ...context, ...change }).map(({ label, reason }) => (reason === '' ? label : `(${label})`));

  it('offers only what the source can do', () => {
    expect(names({})).toEqual(['Snapshot', 'Still', 'Record', 'Detach', 'Full screen']);
    const pane = { ...liveCamera, capabilities: { ...liveCamera.capabilities, still: false } };
    expect(names({ state: { ...context.state, pane } })).not.toContain('Still');
    expect(names({ isDetached: true })).toEqual(['Snapshot', 'Still', 'Put back', 'Full screen']);
  });

  it('waits for a still and for consent, and says why', () => {
    expect(names({ state: { ...context.state, stillRequested: true } })).toContain('(Still asked for)');
    const asked = { ...context.state, recording: { kind: 'asked', at: 0 } } as const;
    expect(names({ state: asked })).toEqual([
      'Snapshot',
      'Still',
      '(Asked to record)',
      '(Detach)',
      'Full screen',
    ]);
  });

  it('stops and pauses a recording under way', () => {
    const recording = { kind: 'running', at: 0, recordedMs: 0 } as const;
    const state = { ...context.state, recording };
    expect(names({ state })).toContain('Stop recording');
    expect(names({ state })).toContain('Pause recording');
    expect(names({ state, isHeld: true })).toContain('Go on recording');
  });
});

describe('detached panes', () => {
  function channels(): () => PaneChannel {
    const all: ((event: MessageEvent) => void)[] = [];
    return () => {
      let own: ((event: MessageEvent) => void) | undefined;
      return {
        postMessage: (data: unknown) => {
          for (const each of all) if (each !== own) each({ data } as MessageEvent);
        },
        addEventListener: (_type: string, listener: unknown) => {
          own = listener as (event: MessageEvent) => void;
          all.push(own);
        },
      };
    };
  }

  it('reads the session of a window from its address', () => {
    expect(paneOfHash('#pane=session-1_x')).toBe('session-1_x');
    expect(paneOfHash('')).toBeNull();
    expect(paneOfHash('#pane=../x')).toBeNull();
  });

  it('is received by one window only, also after the main window began anew', () => {
    const channel = channels();
    const main = new DetachedPanes(null);
    main.connect(channel());
    const heard = vi.fn();
    main.subscribe(heard);
    expect(main.isHere('one')).toBe(true);
    const detached = new DetachedPanes('one');
    detached.connect(channel());
    expect(heard).toHaveBeenCalledTimes(1);
    expect([main.isHere('one'), main.isHere('two')]).toEqual([false, true]);
    expect([detached.isHere('one'), detached.isHere('two')]).toEqual([true, false]);

    const again = new DetachedPanes(null);
    again.connect(channel());
    expect(again.isHere('one')).toBe(false);
    again.remove('one');
    expect(again.isHere('one')).toBe(true);
  });
});

describe('frame age', () => {
  it('is the middle of the newest, and unknown where it was not measured of late', () => {
    const age = new FrameAge();
    expect(age.age(0)).toBeNull();
    age.add({ expectedDisplayTime: 100 });
    expect(age.age(100)).toBeNull();
    for (const [shown, captured] of [
      [200, 160],
      [300, 262],
      [400, 100],
      [500, 900],
    ] as const) {
      age.add({ expectedDisplayTime: shown, captureTime: captured });
    }
    expect(age.age(600)).toBe(40);
    expect(age.sinceShown(800)).toBe(300);
    expect(age.age(3000)).toBeNull();
  });
});

describe('curves', () => {
  it('puts the newest value at the right', () => {
    const points = curvePoints([1, 2], 60, 20, 4).split(' ');
    expect(points.map((point) => point.split(',')[0])).toEqual(['40.0', '60.0']);
  });
});
