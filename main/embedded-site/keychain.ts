import { safeStorage } from 'electron';
import type { SystemSecrets } from './secret-store';

/** The system's keychain as Electron reaches it; asked only once the app is ready. */
export const keychain: SystemSecrets = {
  // On Linux without a keychain Electron encrypts with a password everybody knows, which is no seal.
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (sealed) => safeStorage.decryptString(sealed),
};
