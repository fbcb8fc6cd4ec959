import type { OpenSessionKey } from '../../shared/ipc/view';
import type { SiteToRepresentative } from '../../shared/wire/representative-link';
import { newIdentifier } from '../../site/identifiers';
import type { SessionKeyStore } from '../history/session-key-store';
import type { SiteLink } from './site-link';

/** Why a session key was not generated or changed. */
export class SessionKeyError extends Error {
  constructor(
    readonly code: 'site-off' | 'too-many-session-keys' | 'session-key-not-found',
    message: string,
  ) {
    super(message);
    this.name = 'SessionKeyError';
  }
}

interface Wanted {
  readonly reference: string;
  readonly note: string;
  readonly resolve: (key: OpenSessionKey) => void;
  readonly reject: (error: Error) => void;
}

/** The representative's open session keys, with what they noted for each. */
export class OpenSessionKeys {
  /** Kept keys that could not be read at the start. */
  readonly unreadable: number;
  readonly #keys = new Map<string, OpenSessionKey>();
  readonly #wanted = new Map<string, Wanted>();
  readonly #store: SessionKeyStore;
  readonly #changed: (keys: OpenSessionKey[]) => void;

  constructor(store: SessionKeyStore, now: number, changed: (keys: OpenSessionKey[]) => void) {
    this.#store = store;
    this.#changed = changed;
    const { keys, unreadable } = store.all();
    this.unreadable = unreadable;
    for (const key of keys) {
      if (key.expiresAt > now) this.#keys.set(key.sessionKey, key);
      else store.delete(key.sessionKey);
    }
  }

  list(): OpenSessionKey[] {
    return [...this.#keys.values()];
  }

  /** Asks the site for a new key. @throws SessionKeyError */
  generate(
    link: SiteLink | undefined,
    wanted: { lifetimeMs: number; reference: string; note: string },
  ): Promise<OpenSessionKey> {
    if (link === undefined || !link.isOpen) {
      throw new SessionKeyError(
        'site-off',
        'The site is off, so no customer could connect. See Settings, Site.',
      );
    }
    const id = newIdentifier();
    return new Promise((resolve, reject) => {
      this.#wanted.set(id, { reference: wanted.reference, note: wanted.note, resolve, reject });
      link.send({ kind: 'generate-session-key', id, lifetimeMs: wanted.lifetimeMs });
    });
  }

  /** Changes what is noted for a key, or how long it lives. @throws SessionKeyError */
  change(
    link: SiteLink | undefined,
    sessionKey: string,
    change: { lifetimeMs?: number | undefined; reference?: string | undefined; note?: string | undefined },
  ): void {
    const key = this.#find(sessionKey);
    this.#put({ ...key, reference: change.reference ?? key.reference, note: change.note ?? key.note });
    if (change.lifetimeMs !== undefined) {
      link?.send({ kind: 'change-session-key-lifetime', sessionKey, lifetimeMs: change.lifetimeMs });
    }
  }

  /** Takes a key back: nobody can use it from now on. @throws SessionKeyError */
  revoke(link: SiteLink | undefined, sessionKey: string): void {
    this.#find(sessionKey);
    link?.send({ kind: 'revoke-session-key', sessionKey });
    this.#drop(sessionKey);
  }

  /** What was noted for a key that a customer has just used; the key is closed. */
  take(sessionKey: string): { reference: string; note: string } {
    const key = this.#keys.get(sessionKey);
    this.#drop(sessionKey);
    return { reference: key?.reference ?? '', note: key?.note ?? '' };
  }

  /** Follows what the site says of keys. */
  receive(message: SiteToRepresentative): void {
    switch (message.kind) {
      case 'session-key-generated': {
        const wanted = this.#wanted.get(message.id);
        this.#wanted.delete(message.id);
        const { sessionKey, generatedAt, expiresAt, linkSecret } = message;
        const key = {
          sessionKey,
          generatedAt,
          expiresAt,
          reference: wanted?.reference ?? '',
          note: wanted?.note ?? '',
          linkSecret,
        };
        this.#put(key);
        wanted?.resolve(key);
        return;
      }
      case 'session-key-not-generated': {
        const wanted = this.#wanted.get(message.id);
        this.#wanted.delete(message.id);
        wanted?.reject(new SessionKeyError('too-many-session-keys', message.reason));
        return;
      }
      case 'session-key-linked': {
        const key = this.#keys.get(message.sessionKey);
        if (key === undefined) return;
        this.#keys.set(key.sessionKey, { ...key, linkSecret: message.linkSecret });
        this.#changed(this.list());
        return;
      }
      case 'session-key-lifetime-changed': {
        const key = this.#keys.get(message.sessionKey);
        if (key !== undefined) this.#put({ ...key, expiresAt: message.expiresAt });
        return;
      }
      case 'session-key-closed':
        // A used key stays until `take` has read what was noted for it.
        if (message.reason !== 'used') this.#drop(message.sessionKey);
        return;
      default:
        return;
    }
  }

  /** The site went off: nobody will answer what was asked of it. */
  siteLost(): void {
    for (const wanted of this.#wanted.values()) {
      wanted.reject(new SessionKeyError('site-off', 'The site went off. Try again in a moment.'));
    }
    this.#wanted.clear();
  }

  #find(sessionKey: string): OpenSessionKey {
    const key = this.#keys.get(sessionKey);
    if (key === undefined) {
      throw new SessionKeyError('session-key-not-found', 'This session key is no longer open.');
    }
    return key;
  }

  #put(key: OpenSessionKey): void {
    this.#keys.set(key.sessionKey, key);
    // The site makes the same secret of the same key after a restart, so it stands on no disk.
    const { linkSecret: _secret, ...kept } = key;
    this.#store.put(kept);
    this.#changed(this.list());
  }

  #drop(sessionKey: string): void {
    if (!this.#keys.delete(sessionKey)) return;
    this.#store.delete(sessionKey);
    this.#changed(this.list());
  }
}
