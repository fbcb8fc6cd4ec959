import { contextBridge, ipcRenderer } from 'electron';
import type { SightlineBridge } from '../shared/ipc/bridge';

// Spelled out here so that the schemas of shared/ipc stay out of this script; a test holds them equal.
const requestChannel = 'sightline:request';
const consoleEventChannel = 'sightline:event';

const bridge: SightlineBridge = Object.freeze({
  request: (name: string, args: unknown): Promise<unknown> =>
    ipcRenderer.invoke(requestChannel, { name, args }),
  onEvent: (listener: (event: unknown) => void) => {
    const forward = (_event: unknown, published: unknown): void => listener(published);
    ipcRenderer.on(consoleEventChannel, forward);
    return () => {
      ipcRenderer.off(consoleEventChannel, forward);
    };
  },
});

contextBridge.exposeInMainWorld('sightline', bridge);
