import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionEvent } from '../../../shared/session/session-event';
import { sha256 } from '../pictures';
import type { KilledConsole } from './killed-console';
import { randomId, type SocketPhone } from './socket-phone';

interface Sent {
  readonly name: string;
  readonly digest: string;
}

/** Files that go both ways; each is compared where it arrived, and then taken away, so that one fetched or sent twice fails. */
export class TransferLoad {
  completed = 0;
  bytes = 0;
  /** What the console said is queued and the log does not yet say is over. */
  readonly open = new Map<string, Sent>();
  readonly #console: KilledConsole;
  readonly #phone: SocketPhone;
  readonly #downloads: string;
  /** Every file by its name, also those of which nobody knows whether they were queued. */
  readonly #digests = new Map<string, string>();
  readonly #offered = new Set<string>();
  readonly #over = new Set<string>();

  constructor(console: KilledConsole, phone: SocketPhone, folder: string) {
    this.#console = console;
    this.#phone = phone;
    this.#downloads = join(folder, 'downloads');
  }

  /** Queues one file where few are under way; false where the console was killed over it. */
  async step(): Promise<boolean> {
    if (this.open.size >= 3) return true;
    const name = `${randomId()}.bin`;
    const bytes = randomBytes(1 + Math.floor(Math.random() ** 3 * 1_200_000));
    const direction = Math.random() < 0.5 ? 'to-customer' : 'to-representative';
    this.#digests.set(name, sha256(bytes));
    if (direction === 'to-customer') await writeFile(join(this.#downloads, name), bytes);
    else this.#phone.files.files.set(name, { bytes, modifiedAt: 1 });
    const { sessionId } = this.#phone;
    const answer = await this.#console.ask(
      { kind: 'transfer', id: randomId(), sessionId, direction, name },
      'queued',
    );
    if (answer === undefined) return false;
    for (const transferId of answer.transferIds) {
      if (!this.#over.has(transferId)) this.open.set(transferId, { name, digest: sha256(bytes) });
    }
    return true;
  }

  /** Reads an entry of the log, each once and in order. @throws where a transfer went wrong or anything of it is there twice. */
  async note(event: SessionEvent): Promise<void> {
    switch (event.kind) {
      case 'file-transfer-offered':
        if (this.#offered.has(event.transferId)) throw new Error(`${event.name} was offered twice`);
        this.#offered.add(event.transferId);
        return;
      case 'file-transfer-completed': {
        const { transferId, name, direction, size } = event;
        if (this.#over.has(transferId)) throw new Error(`${name} was completed twice`);
        this.#over.add(transferId);
        this.open.delete(transferId);
        const path = join(this.#downloads, name);
        const there = this.#phone.files.files.get(name)?.bytes;
        const arrived = direction === 'to-customer' ? there : readFileSync(path);
        if (arrived === undefined || sha256(arrived) !== this.#digests.get(name) || arrived.length !== size) {
          throw new Error(`${name} did not arrive as it was sent`);
        }
        this.#phone.files.files.delete(name);
        await rm(path);
        this.completed += 1;
        this.bytes += size;
        return;
      }
      case 'file-transfer-failed':
      case 'file-transfer-refused':
      case 'file-transfer-cancelled':
      case 'file-transfer-begun-anew':
        throw new Error(`${event.name}: ${JSON.stringify(event)}`);
      default:
        return;
    }
  }

  /** Transfers that were queued or begun and have not ended. */
  unfinished(): ReadonlySet<string> {
    return new Set(
      [...this.open.keys(), ...this.#offered].filter((transferId) => !this.#over.has(transferId)),
    );
  }
}
