import { createHash } from 'node:crypto';
import { transferLimits } from '../../../main/file-transfer/transfer-outside';
import type { FolderEntry } from '../../../shared/file-transfer/browse';
import { fileLimits } from '../../../shared/file-transfer/file-limits';
import { safeFileName } from '../../../shared/file-transfer/file-name';
import { fromReceiverSchema, fromSenderSchema } from '../../../shared/file-transfer/messages';
import { stepReceiver, takeOffer } from '../../../shared/file-transfer/receiver';
import type {
  ChunkMessage,
  Receiver,
  ReceiverEvent,
  ReceiverStep,
} from '../../../shared/file-transfer/receiver-state';
import { encodeRecord, RecordDecoder, recordHeader } from '../../../shared/file-transfer/record';
import {
  decodeFromConsole,
  type FromConsole,
  type FromPhone,
} from '../../../shared/file-transfer/road-message';
import { offerFile, stepSender } from '../../../shared/file-transfer/sender';
import type { Sender, SenderEvent, SenderStep } from '../../../shared/file-transfer/sender-state';

/** A file of a played phone. */
export interface PlayedFile {
  bytes: Uint8Array;
  modifiedAt: number;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The customer's files on a phone that a test plays, with the real machines of both directions; its disk is memory. */
export class PlayedFiles {
  readonly files = new Map<string, PlayedFile>();
  readonly folders = new Set<string>();
  readonly received: FromConsole[] = [];
  /** Sends bytes to the console; set while a road is open. */
  send: ((bytes: Uint8Array) => void) | undefined;
  /** Called with each chunk before it is sent or taken; false loses it. */
  passChunk: (message: ChunkMessage, bytes: Uint8Array) => boolean = () => true;
  now = 0;
  readonly #senders = new Map<string, { state: Sender; path: string }>();
  readonly #receivers = new Map<
    string,
    { state: Receiver; place: string; room: Uint8Array; partial: Uint8Array }
  >();
  #decoder = new RecordDecoder();
  #announced: ChunkMessage | undefined;

  /** A road opened. */
  open(send: (bytes: Uint8Array) => void): void {
    this.#decoder = new RecordDecoder();
    this.#announced = undefined;
    this.send = send;
    this.tell({ kind: 'storage-changed', usage: 1, quota: 1000 });
  }

  /** The road is gone. */
  closed(): void {
    this.send = undefined;
  }

  tell(message: FromPhone): void {
    this.send?.(encodeRecord({ type: 'message', payload: Buffer.from(JSON.stringify(message)) }));
  }

  /** Takes bytes of the console. */
  take(bytes: Uint8Array): void {
    for (const { type, payload } of this.#decoder.push(bytes)) {
      if (type === 'chunk') this.#chunk(payload);
      else {
        const decoded = decodeFromConsole(Buffer.from(payload).toString('utf8'));
        if (!decoded.ok) throw new Error(decoded.problem);
        this.#message(decoded.message);
      }
    }
  }

  #message(message: FromConsole): void {
    this.received.push(message);
    switch (message.kind) {
      case 'ping':
        this.tell({ kind: 'pong' });
        return;
      case 'list-folder': {
        const all = this.#entries(message.path).filter(
          ({ name }) => message.after === null || name > message.after,
        );
        const entries = all.slice(0, fileLimits.entriesPerPage);
        const next = all.length > entries.length ? (entries.at(-1)?.name ?? null) : null;
        this.tell({ kind: 'folder-listed', requestId: message.requestId, entries, next });
        return;
      }
      case 'create-folder': {
        const { requestId, path } = message;
        if (this.folders.has(path)) {
          this.tell({ kind: 'request-refused', requestId, reason: 'name-taken' });
          return;
        }
        this.folders.add(path);
        this.tell({ kind: 'request-done', requestId });
        return;
      }
      case 'rename-entry': {
        const { requestId, path, name } = message;
        const file = this.files.get(path);
        if (file === undefined) {
          this.tell({ kind: 'request-refused', requestId, reason: 'not-found' });
          return;
        }
        this.files.delete(path);
        this.files.set([...path.split('/').slice(0, -1), name].join('/'), file);
        this.tell({ kind: 'request-done', requestId });
        return;
      }
      case 'delete-entries': {
        for (const path of message.paths) this.files.delete(path);
        this.tell({ kind: 'request-done', requestId: message.requestId });
        return;
      }
      case 'fetch-file':
        this.#fetch(message.requestId, message.transferId, message.path);
        return;
      case 'deliver-chunk':
        this.#announced = message;
        return;
      case 'offer-file':
        if (!this.#receivers.has(message.transferId)) {
          this.#offered(message);
          return;
        }
    }
    const sender = this.#senders.get(message.transferId);
    if (sender !== undefined) {
      const fromReceiver = fromReceiverSchema.parse(message);
      this.#sender(message.transferId, { kind: 'received', message: fromReceiver, at: this.now });
      return;
    }
    const fromSender = fromSenderSchema.safeParse(message);
    if (!fromSender.success || fromSender.data.kind === 'deliver-chunk') return;
    this.#receiver(message.transferId, { kind: 'received', message: fromSender.data });
  }

  #chunk(bytes: Uint8Array): void {
    const message = this.#announced;
    if (message === undefined) throw new Error('a chunk came that was not announced');
    this.#announced = undefined;
    if (!this.passChunk(message, bytes)) return;
    const held = this.#receivers.get(message.transferId);
    if (held === undefined) return;
    this.#apply(
      message.transferId,
      stepReceiver(held.state, { kind: 'chunk-received', message, found: sha256(bytes) }),
      bytes.slice(),
    );
  }

  #offered(message: FromConsole & { kind: 'offer-file' }): void {
    const step = takeOffer(message, transferLimits);
    const folder = message.folder === undefined ? '' : `${message.folder}/`;
    const checked = step.state.offered;
    const name = checked.kind === 'safe' ? checked.name : checked.kind === 'changed' ? checked.to : undefined;
    if (name === undefined) throw new Error('the played phone takes usable names only');
    let place = `${folder}${name}`;
    if (this.files.has(place) && message.onCollision === 'keep-both') {
      place = `${folder}${name.replace(/(\.[^.]*)?$/, ' (2)$1')}`;
    }
    this.#receivers.set(message.transferId, {
      state: step.state,
      place,
      room: new Uint8Array(0),
      partial: new Uint8Array(0),
    });
    this.#apply(message.transferId, step);
    const isTaken = this.files.has(place) && message.onCollision !== 'replace';
    this.#receiver(
      message.transferId,
      isTaken
        ? { kind: 'refuse', reason: 'name-taken' }
        : { kind: 'accept', target: { name, replace: true } },
    );
  }

  #fetch(requestId: string, transferId: string, path: string): void {
    const file = this.files.get(path);
    if (file === undefined) {
      this.tell({ kind: 'request-refused', requestId, reason: 'not-found' });
      return;
    }
    this.tell({ kind: 'request-done', requestId });
    if (!this.#senders.has(transferId)) {
      const source = { size: file.bytes.length, modifiedAt: file.modifiedAt };
      const { state } = offerFile({ transferId, name: path.split('/').at(-1) ?? '', source }, transferLimits);
      this.#senders.set(transferId, { state, path });
    } else {
      this.#sender(transferId, {
        kind: 'retry',
        source: { size: file.bytes.length, modifiedAt: file.modifiedAt },
      });
    }
    this.#sender(transferId, { kind: 'connected' });
  }

  #sender(transferId: string, event: SenderEvent): void {
    const held = this.#senders.get(transferId);
    if (held === undefined) return;
    const step: SenderStep = stepSender(held.state, event);
    held.state = step.state;
    for (const effect of step.effects) {
      const file = this.files.get(held.path);
      if (file === undefined) continue;
      if (effect.kind === 'send') this.tell(effect.message);
      if (effect.kind === 'digest-source') {
        const source = { size: file.bytes.length, modifiedAt: file.modifiedAt };
        this.#sender(transferId, { kind: 'source-digested', source, digest: null });
      }
      if (effect.kind !== 'send-chunk') continue;
      const bytes = file.bytes.subarray(effect.offset, effect.offset + effect.length);
      const { round, offset, length } = effect;
      const { attempt } = held.state;
      const message = {
        kind: 'deliver-chunk',
        transferId,
        attempt,
        round,
        offset,
        length,
        digest: sha256(bytes),
      } as const;
      if (!this.passChunk(message, bytes)) continue;
      this.tell(message);
      this.send?.(recordHeader('chunk', bytes.length));
      this.send?.(bytes);
    }
  }

  #receiver(transferId: string, event: ReceiverEvent): void {
    const held = this.#receivers.get(transferId);
    if (held !== undefined) this.#apply(transferId, stepReceiver(held.state, event));
  }

  #apply(transferId: string, step: ReceiverStep, bytes: Uint8Array = new Uint8Array(0)): void {
    const held = this.#receivers.get(transferId);
    if (held === undefined) return;
    held.state = step.state;
    for (const effect of step.effects) {
      switch (effect.kind) {
        case 'send':
          this.tell(effect.message);
          break;
        case 'truncate-partial':
          held.partial = held.partial.slice(0, effect.to);
          break;
        case 'write': {
          const { round, offset, length } = effect;
          if (held.room.length !== step.state.source.size) {
            held.room = new Uint8Array(step.state.source.size);
            held.room.set(held.partial);
          }
          held.room.set(bytes, offset);
          held.partial = held.room.subarray(0, offset + length);
          this.#receiver(transferId, { kind: 'written', round, upTo: offset + length });
          break;
        }
        case 'digest-partial':
          this.#receiver(transferId, { kind: 'partial-digested', round: effect.round, digest: null });
          break;
        case 'flush':
          this.#receiver(transferId, { kind: 'flushed', round: effect.round });
          break;
        case 'rename':
          this.files.set(held.place, { bytes: held.partial, modifiedAt: this.now });
          this.#receiver(transferId, { kind: 'renamed', round: effect.round });
          break;
        case 'inspect-partial':
          this.#receiver(transferId, { kind: 'inspected', round: effect.round, bytes: held.partial.length });
          break;
        case 'discard-partial':
          held.partial = new Uint8Array(0);
          break;
        case 'remember':
        case 'report':
          break;
      }
    }
  }

  #entries(folder: string): FolderEntry[] {
    const start = folder === '' ? '' : `${folder}/`;
    const found = new Map<string, FolderEntry>();
    const add = (path: string, kind: 'file' | 'folder', size: number, modifiedAt: number): void => {
      if (!path.startsWith(start) || path === folder) return;
      const [first = '', ...rest] = path.slice(start.length).split('/');
      const name = safeFileName(first);
      if (name === undefined) throw new Error(`${first} is not safe`);
      const isFolder = rest.length > 0 || kind === 'folder';
      if (found.has(name) && isFolder) return;
      found.set(name, { name, kind: isFolder ? 'folder' : 'file', size: isFolder ? 0 : size, modifiedAt });
    };
    for (const path of this.folders) add(path, 'folder', 0, 0);
    for (const [path, { bytes, modifiedAt }] of this.files) add(path, 'file', bytes.length, modifiedAt);
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
