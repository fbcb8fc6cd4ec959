/** What a system offers to keep secrets, such as Electron's safeStorage. */
export interface SystemSecrets {
  /** Whether a secret is really out of reach of whoever reads the disk; false without a keychain. */
  readonly isAvailable: () => boolean;
  /** @throws where the keychain refuses. */
  readonly encrypt: (text: string) => Buffer;
  /** @throws where the keychain is locked, or the text was sealed by another person. */
  readonly decrypt: (sealed: Buffer) => string;
}

const sealedMark = 'sealed:';

export type OpenedSecret =
  | { readonly kind: 'opened'; readonly text: string; readonly wasSealed: boolean }
  /** Sealed, and the system does not open it. */
  | { readonly kind: 'locked' };

/** Seals secrets for the disk with the system's keychain; where there is none they stay plain text. */
export class SecretStore {
  readonly #system: SystemSecrets;

  constructor(system: SystemSecrets) {
    this.#system = system;
  }

  /** Whether `seal` seals. */
  get isAvailable(): boolean {
    try {
      return this.#system.isAvailable();
    } catch {
      return false;
    }
  }

  /** Returns what may be written: `text` sealed, or as it is where the system cannot seal it. */
  seal(text: string): string {
    if (!this.isAvailable) return text;
    try {
      return sealedMark + this.#system.encrypt(text).toString('base64');
    } catch {
      return text;
    }
  }

  /** Reads what `seal` returned, or plain text of an earlier version. */
  open(kept: string): OpenedSecret {
    if (!kept.startsWith(sealedMark)) return { kind: 'opened', text: kept, wasSealed: false };
    try {
      const text = this.#system.decrypt(Buffer.from(kept.slice(sealedMark.length), 'base64'));
      return { kind: 'opened', text, wasSealed: true };
    } catch {
      return { kind: 'locked' };
    }
  }
}
