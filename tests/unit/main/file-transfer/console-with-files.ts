import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { collectDownloads, collectUploads } from '../../../../main/file-transfer/collect';
import { downloadsId } from '../../../../main/file-transfer/granted-folders';
import type { SessionTransfers } from '../../../../main/file-transfer/session-transfers';
import type { Session } from '../../../../main/session/session';
import type { CollisionChoice } from '../../../../shared/file-transfer/queue';
import {
  checkRelativePath,
  type FolderPath,
  type SafeRelativePath,
} from '../../../../shared/file-transfer/relative-path';
import type { RoadTraffic } from '../../../../site/file-road';
import { ConsoleWithoutWindows, messagesOf } from '../../../support/played/console-without-windows';
import { PlayedFiles } from '../../../support/played/played-files';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

export function path(text: string): SafeRelativePath {
  const checked = checkRelativePath(text);
  if (checked.kind !== 'safe') throw new Error(`${text} is not safe`);
  return checked.path;
}

/** What is at the phone's end of a road. */
export interface RoadEnd {
  open(send: (bytes: Uint8Array) => void): void;
  take(bytes: Uint8Array): void;
  closed(): void;
}

/** A console and a played phone with a road of memory between them. */
export class ConsoleWithFiles {
  readonly downloads: string;
  readonly phone = new PlayedFiles();
  /** Takes the road in place of the played phone. */
  otherPhone: RoadEnd | undefined;
  #restarts = 0;
  #token: string;
  #traffic: RoadTraffic | undefined;
  /** Bytes on their way to the console; delivered one task later, so that nothing calls itself. */
  #toConsole: Uint8Array[] = [];
  /** Bytes of the phone that the console took, on all roads. */
  taken = 0;

  private constructor(
    readonly console: ConsoleWithoutWindows,
    readonly session: Session,
    readonly sessionId: string,
    token: string,
    folder: string,
  ) {
    this.#token = token;
    this.downloads = join(folder, 'downloads');
  }

  static async start(): Promise<ConsoleWithFiles> {
    const folder = await temporaryFolder();
    const console = new ConsoleWithoutWindows(folder);
    onTestFinished(async () => {
      await console.files.dispose();
      console.close();
    });
    const { session, sessionId, token } = await console.joinAndStart('phone-0001');
    await mkdir(join(folder, 'downloads'), { recursive: true });
    return new ConsoleWithFiles(console, session, sessionId, token, folder);
  }

  /** With which the phone resumes the session. */
  get token(): string {
    return this.#token;
  }

  get #connectionId(): string {
    return this.#restarts === 0 ? 'phone-0001' : `phone-again-${this.#restarts}`;
  }

  get exchange(): SessionTransfers {
    const session = this.console.registry.find(this.sessionId);
    if (session === undefined) throw new Error('the session is gone');
    return this.console.files.transfersOf(session);
  }

  /** The customer allows access, and the phone opens a road. */
  async allow(): Promise<this> {
    this.console.site.fromPhone('phone-0001', {
      kind: 'allow-file-access',
      id: `allow-${Math.random()}`.replace('.', ''),
    });
    await settle();
    await this.openRoad();
    return this;
  }

  /** The path of a new road, as the phone asks for it. */
  async grant(connectionId = this.#connectionId): Promise<string | undefined> {
    const id = `road-${messagesOf(this.console.site, connectionId, 'file-road-granted').length}-request`;
    this.console.site.fromPhone(connectionId, { kind: 'request-file-road', id });
    await settle();
    return messagesOf(this.console.site, connectionId, 'file-road-granted').at(-1)?.path;
  }

  async openRoad(connectionId = this.#connectionId): Promise<void> {
    const path = await this.grant(connectionId);
    const token = path?.split('/').at(-1) ?? '';
    const phone = this.otherPhone ?? this.phone;
    let isOpen = true;
    const down: Uint8Array[] = [];
    const deliver = (): void => {
      for (let bytes = down.shift(); bytes !== undefined && isOpen; bytes = down.shift()) phone.take(bytes);
    };
    const traffic = this.console.files.open(token, {
      bufferedBytes: 0,
      write: (bytes) => {
        down.push(bytes.slice());
        setImmediate(deliver);
      },
      close: () => {
        isOpen = false;
      },
    });
    if (traffic === undefined) throw new Error('the road did not open');
    this.#traffic = traffic;
    this.#toConsole = [];
    phone.open((bytes) => {
      this.#toConsole.push(bytes.slice());
      setImmediate(() => {
        for (let next = this.#toConsole.shift(); next !== undefined; next = this.#toConsole.shift()) {
          if (!isOpen) continue;
          this.taken += next.length;
          traffic.received(next);
        }
      });
    });
  }

  /** The console is killed and started again; the phone resumes the session with it, and opens a road. */
  async restartConsole(): Promise<void> {
    this.breakRoad();
    await this.console.files.dispose();
    this.console.restart();
    this.#restarts += 1;
    const connectionId = `phone-again-${this.#restarts}`;
    this.console.site.resume(connectionId, this.sessionId, this.#token, 0);
    await settle();
    this.#token = messagesOf(this.console.site, connectionId, 'session-resumed').at(-1)?.token ?? this.#token;
    await this.openRoad(connectionId);
  }

  /** The connection breaks: what is on its way is lost. */
  breakRoad(): void {
    this.phone.closed();
    this.otherPhone?.closed();
    this.#toConsole = [];
    this.#traffic?.closed();
    this.#traffic = undefined;
  }

  /** Writes a file into the downloads folder. */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    const place = join(this.downloads, name);
    await mkdir(join(place, '..'), { recursive: true });
    await writeFile(place, bytes);
  }

  async upload(names: readonly string[], folder: FolderPath = '', choice: CollisionChoice | 'ask' = 'ask') {
    const sources = names.map((name) => ({ folderId: downloadsId, path: path(name) }));
    const collected = await collectUploads(this.console.granted, sources, folder);
    this.exchange.add(collected.items, choice);
    return collected;
  }

  async download(names: readonly string[], folder: FolderPath = '', choice: CollisionChoice | 'ask' = 'ask') {
    const { browse } = this.exchange;
    const paths = names.map(path);
    const collected = await collectDownloads(browse, this.console.granted, paths, downloadsId, folder);
    this.exchange.add(collected.items, choice);
    return collected;
  }

  /** Resolves once `isSo`; each look comes after everything that was due. */
  async until(isSo: () => boolean): Promise<void> {
    const began = performance.now();
    while (!isSo()) {
      if (performance.now() - began > 4_500)
        throw new Error(`it never came so: ${JSON.stringify(this.statuses())}`);
      await settle();
      this.exchange.board.applyProgress();
    }
  }

  statuses(): string[] {
    return this.exchange.board.queue.files.map(({ name, status }) =>
      status.kind === 'ended'
        ? `${name} ${status.outcome.kind}${status.outcome.kind === 'failed' ? ` ${status.outcome.failure}` : ''}`
        : `${name} ${status.kind}`,
    );
  }

  /** Resolves once every file of the queue is over. */
  over(): Promise<void> {
    return this.until(() =>
      this.exchange.board.queue.files.every(
        ({ status }) => status.kind === 'ended' || status.kind === 'skipped',
      ),
    );
  }

  kinds(): string[] {
    const session = this.console.registry.find(this.sessionId);
    return (session?.log.eventsAfter(0, 1000) ?? [])
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('file') || kind.startsWith('customer-f'));
  }
}
