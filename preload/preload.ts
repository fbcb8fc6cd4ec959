import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { SightlineBridge } from '../shared/ipc/bridge';

// Spelled out here so that the schemas of shared/ipc stay out of this script; a test holds them equal.
const requestChannel = 'sightline:request';
const consoleEventChannel = 'sightline:event';
const dropChannel = 'sightline:grant-dropped';

const bridge: SightlineBridge = Object.freeze({
  request: (name: string, args: unknown): Promise<unknown> =>
    ipcRenderer.invoke(requestChannel, { name, args }),
  // Only here does a dropped file become a path: a page cannot make a `File` that has one.
  grantDropped: (files: readonly unknown[]): Promise<unknown> => {
    const paths = files.flatMap((file) => {
      const path = file instanceof File ? webUtils.getPathForFile(file) : '';
      return path === '' ? [] : [path];
    });
    return ipcRenderer.invoke(dropChannel, { paths });
  },
  onEvent: (listener: (event: unknown) => void) => {
    const forward = (_event: unknown, published: unknown): void => listener(published);
    ipcRenderer.on(consoleEventChannel, forward);
    return () => {
      ipcRenderer.off(consoleEventChannel, forward);
    };
  },
});

contextBridge.exposeInMainWorld('sightline', bridge);
