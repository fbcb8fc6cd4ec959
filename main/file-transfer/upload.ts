import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { FromReceiver, FromSender } from '../../shared/file-transfer/messages';
import { offerFile, restartSender, stepSender } from '../../shared/file-transfer/sender';
import type { Sender, SenderEffect, SenderEvent, SenderStep } from '../../shared/file-transfer/sender-state';
import type { SenderJournal, SourceFile } from '../../shared/file-transfer/transfer';
import { sourceFailureOf } from './disk-refusal';
import { digestOf, FileDigest } from './file-digest';
import { type Place, PlaceError, sourceOf } from './place';
import { silentAfterMs, type TransferOutside, transferLimits } from './transfer-outside';

export interface UploadOptions {
  readonly transferId: string;
  /** As this disk spells it. */
  readonly name: string;
  /** Where it goes on the phone, and what to do where one of that name is there. */
  readonly offer: Pick<FromSender & { kind: 'offer-file' }, 'folder' | 'onCollision'>;
  /** Finds the file again, inside what was granted. */
  readonly find: () => Promise<Place>;
}

const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** One file on its way to the phone: the pure sender, with a disk and a road. */
export class Upload {
  readonly #options: UploadOptions;
  readonly #outside: TransferOutside<SenderJournal>;
  #state: Sender | undefined;
  #handle: FileHandle | undefined;
  #digest = new FileDigest();
  #heardAt = 0;
  /** Counts roads, so that what was read for one is not sent on the next. */
  #roads = 0;
  /** Reads follow one another, so that chunks leave in their order. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: UploadOptions, outside: TransferOutside<SenderJournal>) {
    this.#options = options;
    this.#outside = outside;
  }

  get state(): Sender | undefined {
    return this.#state;
  }

  /** Resolves when nothing more is being read. */
  get settled(): Promise<void> {
    return this.#work;
  }

  /** Looks at the file and begins, or takes it up where `journal` says. */
  begin(journal: SenderJournal | undefined): void {
    this.#do(async () => {
      const source = await this.#open();
      const { transferId, name } = this.#options;
      this.#apply(
        journal === undefined
          ? offerFile({ transferId, name, source }, transferLimits)
          : restartSender(journal, source, transferLimits),
      );
    });
  }

  /** The road is open, and it is this file's turn. */
  connect(): void {
    this.#heardAt = this.#outside.clock.now();
    this.#later({ kind: 'connected' });
    this.#later({ kind: 'unpause', at: this.#outside.clock.now() });
  }

  /** The road is gone: what is being read for it is sent nowhere. */
  disconnect(): void {
    this.#roads += 1;
  }

  pause(): void {
    this.#later({ kind: 'pause' });
  }

  cancel(): void {
    this.#step({ kind: 'cancel' });
  }

  /** Tries a failed transfer again with the file as it is now. */
  retry(): void {
    this.#do(async () => {
      await this.#close();
      const source = await this.#open();
      if (this.#state === undefined) {
        const { transferId, name } = this.#options;
        this.#apply(offerFile({ transferId, name, source }, transferLimits));
      } else this.#step({ kind: 'retry', source });
    });
  }

  share(bytes: number): void {
    this.#step({ kind: 'credit-shared', bytes, at: this.#outside.clock.now() });
  }

  receive(message: FromReceiver): void {
    this.#heardAt = this.#outside.clock.now();
    this.#step({ kind: 'received', message, at: this.#heardAt });
  }

  /** Notices that the phone fell silent; called now and then while the road is open. */
  tick(): void {
    const state = this.#state;
    if (state === undefined || state.phase === 'ended' || state.pausedHere || state.pausedThere) return;
    const isDue =
      state.phase === 'offered' ||
      state.asking ||
      state.sent > state.onDisk ||
      state.digesting.kind === 'known';
    const now = this.#outside.clock.now();
    if (!isDue || now - this.#heardAt < silentAfterMs) return;
    this.#heardAt = now;
    this.#step({ kind: 'silence' });
  }

  /** Lets go of the file; the transfer can be taken up from its journal. */
  async dispose(): Promise<void> {
    this.#state = undefined;
    await this.#work.catch(() => undefined);
    await this.#close();
  }

  async #open(): Promise<SourceFile> {
    const { path } = await this.#options.find();
    this.#handle ??= await open(path, openFlags);
    const stats = await this.#handle.stat();
    if (!stats.isFile()) throw new PlaceError('not-plain');
    return sourceOf(stats);
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close().catch(() => undefined);
  }

  /** Steps once all that was asked of the disk before is done. */
  #later(event: SenderEvent): void {
    this.#do(async () => this.#step(event));
  }

  #step(event: SenderEvent): void {
    if (this.#state !== undefined) this.#apply(stepSender(this.#state, event));
  }

  #apply({ state, effects }: SenderStep): void {
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
    if (state.phase === 'sending') this.#outside.progress(state.onDisk, state.source.size);
    // A retry that waits already has its own look at the file.
    if (state.phase === 'ended') {
      this.#do(async () => {
        if (this.#state?.phase === 'ended') await this.#close();
      });
    }
  }

  #carryOut(effect: SenderEffect): void {
    switch (effect.kind) {
      case 'send':
        this.#outside.send(
          effect.message.kind === 'offer-file'
            ? { ...effect.message, ...this.#options.offer }
            : effect.message,
        );
        return;
      case 'send-chunk': {
        const roads = this.#roads;
        this.#do(async () => {
          if (roads === this.#roads) await this.#sendChunk(effect.round, effect.offset, effect.length);
        });
        return;
      }
      case 'digest-source':
        this.#do(() => this.#digestSource());
        return;
      case 'remember':
        this.#do(() => this.#outside.remember(effect.journal));
        return;
      case 'report':
        if (effect.report.kind === 'began-anew') this.#digest = new FileDigest();
        this.#outside.report(effect.report);
        return;
    }
  }

  async #sendChunk(round: number, offset: number, length: number): Promise<void> {
    const state = this.#state;
    if (state?.phase !== 'sending' || state.round !== round) return;
    const handle = this.#handle;
    if (handle === undefined) throw new PlaceError('not-found');
    const bytes = Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await handle.read(bytes, 0, length, offset);
    const source = sourceOf(await handle.stat());
    const now = this.#state;
    if (now?.phase !== 'sending' || now.round !== round) return;
    if (source.size !== now.source.size || source.modifiedAt !== now.source.modifiedAt) {
      this.#step({ kind: 'source-changed', source });
      return;
    }
    if (bytesRead !== length) throw new PlaceError('not-readable');
    this.#digest.update(offset, bytes);
    const { transferId, attempt } = now;
    const place = { transferId, attempt, round, offset, length };
    this.#outside.sendChunk({ kind: 'deliver-chunk', ...place, digest: digestOf(bytes) }, bytes);
  }

  async #digestSource(): Promise<void> {
    const handle = this.#handle;
    const size = this.#state?.source.size ?? 0;
    if (handle === undefined) throw new PlaceError('not-found');
    const digest = this.#digest.at(size) ?? (await FileDigest.ofFile(handle, size));
    this.#step({ kind: 'source-digested', source: sourceOf(await handle.stat()), digest });
  }

  #do(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    const failure =
      error instanceof PlaceError
        ? error.problem === 'not-readable'
          ? 'source-unreadable'
          : 'source-gone'
        : sourceFailureOf(error);
    if (this.#state !== undefined) this.#step({ kind: 'failed', failure });
    else this.#outside.report({ kind: 'ended', outcome: { kind: 'failed', failure, by: 'here' } });
  }
}
