import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { consoleEventChannel } from '../../../../shared/ipc/console-event';
import { dropChannel } from '../../../../shared/ipc/file-requests';
import { requestChannel } from '../../../../shared/ipc/requests';

const electron = vi.hoisted(() => {
  const listeners = new Map<string, Set<(event: unknown, published: unknown) => void>>();
  const exposed = new Map<string, unknown>();
  const invoked: unknown[][] = [];
  return {
    listeners,
    exposed,
    invoked,
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args);
        return Promise.resolve({ ok: true, value: null });
      },
      on: (channel: string, listener: (event: unknown, published: unknown) => void) => {
        const known = listeners.get(channel) ?? new Set();
        listeners.set(channel, known.add(listener));
      },
      off: (channel: string, listener: (event: unknown, published: unknown) => void) =>
        listeners.get(channel)?.delete(listener),
    },
  };
});
vi.mock('electron', () => ({
  contextBridge: electron.contextBridge,
  ipcRenderer: electron.ipcRenderer,
  // A file the page made itself has no path.
  webUtils: { getPathForFile: ({ name }: File) => (name.startsWith('dropped') ? `/elsewhere/${name}` : '') },
}));

const source = readFileSync(join(resolve(import.meta.dirname, '../../../..'), 'preload/preload.ts'), 'utf8');

interface Bridge {
  readonly request: (name: string, args: unknown) => Promise<unknown>;
  readonly grantDropped: (files: readonly unknown[]) => Promise<unknown>;
  readonly onEvent: (listener: (event: unknown) => void) => () => void;
}

async function bridge(): Promise<Bridge> {
  await import('../../../../preload/preload');
  return electron.exposed.get('sightline') as Bridge;
}

describe('the preload script', () => {
  test('names the channels as shared/ipc does, and no other', () => {
    const named = [...source.matchAll(/'(sightline:[^']*)'/g)].map((match) => match[1]);
    expect(named).toEqual([requestChannel, consoleEventChannel, dropChannel]);
    expect(source).toContain(`const requestChannel = '${requestChannel}';`);
    expect(source).toContain(`const consoleEventChannel = '${consoleEventChannel}';`);
    expect(source).toContain(`const dropChannel = '${dropChannel}';`);
  });

  test('puts three functions on the window, frozen, and nothing else', async () => {
    const exposed = await bridge();
    expect([...electron.exposed.keys()]).toEqual(['sightline']);
    expect(Object.keys(exposed).sort()).toEqual(['grantDropped', 'onEvent', 'request']);
    expect(Object.isFrozen(exposed)).toBe(true);
    for (const value of Object.values(exposed)) expect(typeof value).toBe('function');
  });

  test('names to main only files that were dropped, and never what a page made up', async () => {
    const exposed = await bridge();
    const files = [new File(['a'], 'dropped.txt'), new File(['b'], 'made-up.txt'), '/etc/passwd', null];
    await exposed.grantDropped(files);
    expect(electron.invoked.splice(0)).toEqual([[dropChannel, { paths: ['/elsewhere/dropped.txt'] }]]);
  });

  test('sends a request on its one channel and passes an event on without the sender', async () => {
    const exposed = await bridge();
    await exposed.request('get-snapshot', {});
    expect(electron.invoked).toEqual([[requestChannel, { name: 'get-snapshot', args: {} }]]);

    const heard: unknown[][] = [];
    const unsubscribe = exposed.onEvent((...args: unknown[]) => heard.push(args));
    const [listener] = electron.listeners.get(consoleEventChannel) ?? [];
    listener?.({ sender: 'electron' }, { kind: 'customer-typing' });
    expect(heard).toEqual([[{ kind: 'customer-typing' }]]);
    unsubscribe();
    expect(electron.listeners.get(consoleEventChannel)?.size).toBe(0);
  });
});
