import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../shared/clock';
import { limits } from '../shared/limits';
import { parseSessionKey, type SessionKey, sessionKeyFromNumber } from '../shared/session-key/session-key';

/** Why a session key can no longer be used. */
export type SessionKeyClosing = 'used' | 'expired' | 'revoked';

/** A session key that a customer can still use. */
export interface OpenKey<Owner> {
  readonly sessionKey: SessionKey;
  readonly owner: Owner;
  /** Identifier of the request that made it. */
  readonly requestId: string;
  readonly generatedAt: number;
  readonly expiresAt: number;
}

interface Entry<Owner> {
  open: OpenKey<Owner>;
  cancelExpiry: () => void;
}

/** A key used up by one submission, kept until it would have expired so that the submission can be repeated. */
interface UsedKey<Owner> {
  readonly digest: string;
  readonly owner: Owner;
  readonly expiresAt: number;
}

const repeatsKept = 1000;

/**
 * The open session keys of a site. A key is found by its HMAC under a secret of this process,
 * so how long a look-up takes says nothing about how near a guess was.
 */
export class SessionKeys<Owner> {
  readonly #clock: Clock;
  readonly #onClosed: (key: OpenKey<Owner>, reason: SessionKeyClosing) => void;
  readonly #secret = randomBytes(32);
  readonly #linkKey: Buffer;
  readonly #open = new Map<string, Entry<Owner>>();
  readonly #usedBySubmission = new Map<string, UsedKey<Owner>>();

  /** `onClosed` hears of each key that was used, expired or revoked. */
  constructor(
    clock: Clock,
    onClosed: (key: OpenKey<Owner>, reason: SessionKeyClosing) => void,
    linkKey: Buffer = randomBytes(32),
  ) {
    this.#clock = clock;
    this.#linkKey = linkKey;
    this.#onClosed = onClosed;
  }

  /** Makes a key for `owner` that expires in `lifetimeMs`; a repeated `requestId` gives the same key. Undefined when the owner has too many open. */
  generate(owner: Owner, requestId: string, lifetimeMs: number): OpenKey<Owner> | undefined {
    const own = this.openOf(owner);
    const repeated = own.find((key) => key.requestId === requestId);
    if (repeated !== undefined) return repeated;
    if (own.length >= limits.openSessionKeys) return undefined;
    const generatedAt = this.#clock.now();
    const sessionKey = this.#unusedKey();
    const key = { sessionKey, owner, requestId, generatedAt, expiresAt: generatedAt + lifetimeMs };
    this.#keep(key);
    return key;
  }

  /** Opens a key again that outlived a restart; false when it has expired, is open already or cannot be a key. */
  restore(owner: Owner, key: { sessionKey: string; generatedAt: number; expiresAt: number }): boolean {
    const parsed = parseSessionKey(key.sessionKey);
    if (parsed.kind !== 'complete' || key.expiresAt <= this.#clock.now()) return false;
    const { sessionKey } = parsed;
    const existing = this.#open.get(this.#digest(sessionKey));
    if (existing !== undefined) return existing.open.owner === owner;
    if (this.openOf(owner).length >= limits.openSessionKeys) return false;
    this.#keep({ ...key, sessionKey, owner, requestId: '' });
    return true;
  }

  /** Sets a key's expiry to `lifetimeMs` after it was generated; undefined when `owner` has no such open key. */
  changeLifetime(owner: Owner, sessionKey: string, lifetimeMs: number): OpenKey<Owner> | undefined {
    const entry = this.#entryOf(owner, sessionKey);
    if (entry === undefined) return undefined;
    entry.cancelExpiry();
    entry.open = { ...entry.open, expiresAt: entry.open.generatedAt + lifetimeMs };
    entry.cancelExpiry = this.#armExpiry(entry.open);
    if (entry.open.expiresAt <= this.#clock.now()) this.#close(entry, 'expired');
    return entry.open;
  }

  /** Revokes a key; false when `owner` has no such open key. */
  revoke(owner: Owner, sessionKey: string): boolean {
    const entry = this.#entryOf(owner, sessionKey);
    if (entry === undefined) return false;
    this.#close(entry, 'revoked');
    return true;
  }

  /** Looks a typed key up without using it; undefined alike for one that is wrong, expired, revoked or used. */
  find(typed: string): OpenKey<Owner> | undefined {
    const parsed = parseSessionKey(typed);
    const entry = this.#open.get(this.#digest(parsed.kind === 'complete' ? parsed.sessionKey : ''));
    return entry !== undefined && entry.open.expiresAt > this.#clock.now() ? entry.open : undefined;
  }

  /** Makes the secret that a link carries beside the key: 128 bits that only this site can compute. */
  linkSecret({ sessionKey, generatedAt }: Pick<OpenKey<Owner>, 'sessionKey' | 'generatedAt'>): string {
    const mac = createHmac('sha256', this.#linkKey).update(`${sessionKey} ${generatedAt}`).digest();
    return mac.subarray(0, 16).toString('base64url');
  }

  /** Finds the key of a link without using it; undefined where the secret is not the key's. */
  findByLink(typed: string, secret: string): OpenKey<Owner> | undefined {
    const key = this.find(typed);
    if (key === undefined) return undefined;
    const own = createHmac('sha256', this.#secret).update(this.linkSecret(key)).digest();
    const given = createHmac('sha256', this.#secret).update(secret).digest();
    return timingSafeEqual(own, given) ? key : undefined;
  }

  /** Uses up a key that `find` gave; the same submission may claim it again until it would have expired. */
  use(key: OpenKey<Owner>, submissionId: string): void {
    const digest = this.#digest(key.sessionKey);
    const entry = this.#open.get(digest);
    if (entry === undefined) return;
    this.#forgetExpiredRepeats();
    this.#usedBySubmission.set(submissionId, { digest, owner: key.owner, expiresAt: key.expiresAt });
    this.#close(entry, 'used');
  }

  /** Returns the owner of the key that this very submission used before, as long as that key would still be valid. */
  ownerOfRepeat(typed: string, submissionId: string): Owner | undefined {
    const used = this.#usedBySubmission.get(submissionId);
    if (used === undefined || used.expiresAt <= this.#clock.now()) return undefined;
    const parsed = parseSessionKey(typed);
    if (parsed.kind !== 'complete' || this.#digest(parsed.sessionKey) !== used.digest) return undefined;
    return used.owner;
  }

  openOf(owner: Owner): readonly OpenKey<Owner>[] {
    return [...this.#open.values()].filter(({ open }) => open.owner === owner).map(({ open }) => open);
  }

  /** Forgets everything of a representative who is gone, without telling of each key. */
  forget(owner: Owner): void {
    for (const [digest, entry] of this.#open) {
      if (entry.open.owner !== owner) continue;
      entry.cancelExpiry();
      this.#open.delete(digest);
    }
    for (const [submissionId, used] of this.#usedBySubmission) {
      if (used.owner === owner) this.#usedBySubmission.delete(submissionId);
    }
  }

  /** Clears every timer; no key can be used afterwards. */
  clear(): void {
    for (const entry of this.#open.values()) entry.cancelExpiry();
    this.#open.clear();
    this.#usedBySubmission.clear();
  }

  #unusedKey(): SessionKey {
    for (;;) {
      const sessionKey = sessionKeyFromNumber(randomInt(0, 100_000_000));
      if (!this.#open.has(this.#digest(sessionKey))) return sessionKey;
    }
  }

  #keep(open: OpenKey<Owner>): void {
    this.#open.set(this.#digest(open.sessionKey), { open, cancelExpiry: this.#armExpiry(open) });
  }

  #armExpiry(key: OpenKey<Owner>): () => void {
    const digest = this.#digest(key.sessionKey);
    const delay = Math.min(Math.max(0, key.expiresAt - this.#clock.now()), 2 ** 31 - 1);
    return this.#clock.setTimer(() => {
      const entry = this.#open.get(digest);
      if (entry === undefined) return;
      if (entry.open.expiresAt <= this.#clock.now()) this.#close(entry, 'expired');
      else entry.cancelExpiry = this.#armExpiry(entry.open);
    }, delay);
  }

  #close(entry: Entry<Owner>, reason: SessionKeyClosing): void {
    entry.cancelExpiry();
    this.#open.delete(this.#digest(entry.open.sessionKey));
    this.#onClosed(entry.open, reason);
  }

  #entryOf(owner: Owner, sessionKey: string): Entry<Owner> | undefined {
    const entry = this.#open.get(this.#digest(sessionKey));
    return entry?.open.owner === owner ? entry : undefined;
  }

  #forgetExpiredRepeats(): void {
    const now = this.#clock.now();
    for (const [submissionId, used] of this.#usedBySubmission) {
      if (used.expiresAt <= now || this.#usedBySubmission.size >= repeatsKept) {
        this.#usedBySubmission.delete(submissionId);
      }
    }
  }

  #digest(sessionKey: string): string {
    return createHmac('sha256', this.#secret).update(sessionKey).digest('base64');
  }
}
