import { Arch } from 'electron-builder';
import { ensureNativeLibrary } from './native-library.mjs';

/** Runs before each package is put together: brings the native library of the system it is for. */
export const beforePack = ({ electronPlatformName, arch }) =>
  ensureNativeLibrary(electronPlatformName, Arch[arch]);
