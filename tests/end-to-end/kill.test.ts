import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { canonicalJson, chainHash, chainStart } from '../../main/history/chain';
import { forCustomer, sessionEventSchema } from '../../shared/session/session-event';
import { repeats } from '../support/amounts';
import { AnnotatingLoad } from '../support/kill/annotating-load';
import { buildConsoleProcess, KilledConsole } from '../support/kill/killed-console';
import { randomId, SocketPhone } from '../support/kill/socket-phone';
import { TransferLoad } from '../support/kill/transfer-load';
import { sha256 } from '../support/pictures';

const kills = repeats({ short: 20, long: 100 });
const names = ['Maria', 'Juan', 'Li'];
/** At most so many entries are written between one kill and the next. */
const mostEntries = 60;

/** A pause of a random length. */
function pause(mostMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs));
}

/** Resolves once the console has written `count` more entries, however quick or slow the machine is. */
function written(console: KilledConsole, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    console.onPublished = () => {
      left -= 1;
      if (left <= 0) resolve();
    };
  });
}

/** Whether a phone is to say more: it resends all that is unanswered, which together stays within the limits. */
function isReady(phone: SocketPhone): boolean {
  return phone.isConnected && phone.unanswered < 40;
}

/** What goes on in one session. */
interface Busy {
  readonly phone: SocketPhone;
  readonly annotating: AnnotatingLoad;
  readonly transfers: TransferLoad;
}

/** Both sides write, pictures are shown, marked and cleared, and files go both ways, until it is told to stop; `stop` rejects with what went wrong. */
function load(console: KilledConsole, sessions: readonly Busy[]): { stop(): Promise<void> } {
  let isOver = false;
  const keepOn = async (step: () => Promise<boolean>, mostMs: number): Promise<void> => {
    while (!isOver && (await step())) await pause(mostMs);
  };
  const works = sessions.flatMap(({ phone, annotating, transfers }) => {
    const chat = async (): Promise<boolean> => {
      const body = { kind: 'chat-message-sent', text: `from the console ${randomId()}` };
      const { sessionId } = phone;
      const answer = await console.ask({ kind: 'record', id: randomId(), sessionId, body }, 'recorded');
      return answer !== undefined;
    };
    return [
      keepOn(chat, 16),
      keepOn(() => annotating.step(), 24),
      keepOn(() => transfers.step(), 50),
      keepOn(async () => {
        if (isReady(phone)) phone.type(`from a phone ${randomId()}`);
        return true;
      }, 80),
      keepOn(async () => {
        if (isReady(phone)) void phone.showPicture(console.port);
        return true;
      }, 140),
    ];
  });
  // Waited for when it stops; until then nobody listens.
  const all = Promise.all(works);
  all.catch(() => undefined);
  return {
    stop: async () => {
      isOver = true;
      await all;
    },
  };
}

test(`a console killed ${kills} times at random instants loses nothing that either side had seen`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-kill-'));
  const console = new KilledConsole(await buildConsoleProcess(), folder);
  const phones = names.map((name) => new SocketPhone(name));
  const sessions = phones.map((phone) => ({
    phone,
    annotating: new AnnotatingLoad(console, phone),
    transfers: new TransferLoad(console, phone, folder),
  }));
  const checked = new Map<string, Checked>();
  try {
    expect(await console.start().ready).toBe(true);
    for (const phone of phones) {
      const key = await console.ask({ kind: 'generate-key', id: randomId() }, 'key');
      await phone.join(console.port, key?.sessionKey ?? '');
      const start = { kind: 'session-started', representative: { name: 'Dana' }, waitedMs: 1 };
      const { sessionId } = phone;
      await console.ask({ kind: 'record', id: randomId(), sessionId, body: start }, 'recorded');
      phone.command({ kind: 'allow-sharing', id: randomId() });
      phone.shareFiles();
    }

    let killedWhileStarting = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const worked = written(console, 1 + Math.floor(Math.random() * mostEntries));
      const { stop } = load(console, sessions);
      await worked;
      // Not at the end of an entry but at any instant after it.
      await pause(30);
      await console.kill();
      await stop();
      for (;;) {
        const { ready } = console.start();
        // One start in five is killed too, wherever it is: opening the database, taking sessions up, opening the site.
        if (Math.random() >= 0.2) {
          expect(await ready).toBe(true);
          break;
        }
        await pause(250);
        await console.kill();
        killedWhileStarting += 1;
      }
      for (const phone of phones) phone.resume(console.port);
      await checkLogs(console, sessions, checked, 'new');
    }

    // The console stays now: the load goes on until there is enough of each kind to look at.
    const sum = (count: (session: Busy) => number): number =>
      sessions.reduce((total, session) => total + count(session), 0);
    const { stop } = load(console, sessions);
    await expect
      .poll(async () => {
        await checkLogs(console, sessions, checked, 'new');
        return {
          marks: sum(({ annotating }) => annotating.marks) > kills,
          transferred: sum(({ transfers }) => transfers.completed) > kills / 2,
        };
      })
      .toEqual({ marks: true, transferred: true });
    await stop();
    // Everything typed comes through.
    await expect
      .poll(() => phones.map(({ unanswered, isConnected }) => ({ unanswered, isConnected })), {
        message: phones.map(({ refusals }) => refusals.slice(-5).join()).join(' / '),
      })
      .toEqual(phones.map(() => ({ unanswered: 0, isConnected: true })));
    // Every file that the console said is queued arrives, and none is left half way.
    await expect
      .poll(
        async () => {
          await checkLogs(console, sessions, checked, 'new');
          const unfinished: string[] = [];
          for (const { phone, transfers } of sessions) {
            const { sessionId } = phone;
            const queue = await console.ask({ kind: 'read-queue', id: randomId(), sessionId }, 'queue');
            for (const transferId of transfers.unfinished()) {
              unfinished.push(
                queue?.files.find((file) => file.startsWith(transferId)) ?? `${transferId} is not queued`,
              );
            }
          }
          return unfinished;
        },
        { intervals: [250] },
      )
      .toEqual([]);
    for (const { annotating } of sessions) await annotating.step();
    // Once more from the first entry on: nothing that was found whole before has changed or gone since.
    checked.clear();
    await checkLogs(console, sessions, checked, 'again');
    let pictures = 0;
    for (const { phone, annotating } of sessions) {
      const log = await logOf(console, phone.sessionId);
      annotating.check(log.map(({ entry }) => entry));
      expect(new Set(log.map(({ entry }) => entry.commandId)).size).toBe(log.length);
      const texts = log.flatMap(({ entry }) =>
        entry.kind === 'chat-message-sent' && entry.by === 'customer' ? [entry.text] : [],
      );
      expect(texts).toEqual(phone.typed);
      for (const { entry } of log) {
        const event = sessionEventSchema.parse(entry);
        if (event.kind !== 'photo-shown') continue;
        pictures += 1;
        const { hash } = event.blob;
        if (sha256(readFileSync(join(folder, 'sessions', phone.sessionId, hash))) !== hash) {
          throw new Error(`the picture of entry ${event.seq} is not what was sent`);
        }
      }
    }
    const entries = [...checked.values()].reduce((sum, { seq }) => sum + seq, 0);
    expect(console.setAside).toEqual([]);
    const seen = [...console.seen.values(), ...phones.map((phone) => phone.seen)].reduce(
      (sum, { size }) => sum + size,
      0,
    );
    const marks = sum(({ annotating }) => annotating.marks);
    const transferred = sum(({ transfers }) => transfers.completed);
    const counts =
      `${kills + killedWhileStarting} kills (${killedWhileStarting} of them while starting), ${entries} entries and ` +
      `${pictures} pictures in ${phones.length} logs, ${marks} marks on ${sum(({ annotating }) => annotating.freezes)} frozen ` +
      `pictures (${sum(({ annotating }) => annotating.refused)} commands rightly refused), ${transferred} files of ` +
      `${Math.round(sum(({ transfers }) => transfers.bytes) / 1e6)} MB transferred, ${seen} entries seen by either side, 0 lost`;
    process.stdout.write(`${counts}\n`);
    test.info().annotations.push({ type: 'kill test', description: counts });
    expect(entries).toBeGreaterThan(kills * phones.length);
    expect(pictures).toBeGreaterThan(0);
  } finally {
    for (const phone of phones) phone.close();
    await console.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

async function logOf(console: KilledConsole, sessionId: string, afterSeq = 0) {
  const answer = await console.ask({ kind: 'read-log', id: randomId(), sessionId, afterSeq }, 'log');
  if (answer === undefined) throw new Error('the console ended by itself');
  return answer.entries;
}

/** How far a log was found whole, and the hash it had there. */
interface Checked {
  readonly seq: number;
  readonly hash: string;
}

/**
 * Finds every log whole after `checked`: its numbers and its chain without a gap, and whatever either side saw of it in it,
 * unchanged. Throws where anything is not.
 */
async function checkLogs(
  console: KilledConsole,
  sessions: readonly Busy[],
  checked: Map<string, Checked>,
  entries: 'new' | 'again',
): Promise<void> {
  for (const { phone, transfers } of sessions) {
    const { sessionId, seen: onPhone, contradictions } = phone;
    let { seq, hash } = checked.get(sessionId) ?? { seq: 0, hash: chainStart(sessionId) };
    const atConsole = console.seen.get(sessionId);
    // What was seen up to here; what comes while the log is read is looked at the next time.
    const newest = Math.max(seq, ...(atConsole?.keys() ?? []), ...onPhone.keys());
    for (const { hash: written, entry } of await logOf(console, sessionId, seq)) {
      seq += 1;
      hash = chainHash(hash, entry);
      if (entry.seq !== seq || written !== hash) throw new Error(`the log breaks at ${seq}`);
      const event = sessionEventSchema.parse(entry);
      const shown = atConsole?.get(seq);
      const sent = onPhone.get(seq);
      if (shown !== undefined && canonicalJson(shown) !== canonicalJson(event)) {
        throw new Error(`entry ${seq} is another than the console showed`);
      }
      if (sent !== undefined && canonicalJson(sent) !== canonicalJson(forCustomer(event))) {
        throw new Error(`entry ${seq} is another than the phone was sent`);
      }
      if (entries === 'new') await transfers.note(event);
    }
    if (newest > seq) throw new Error(`entry ${newest} was seen, but the log ends at ${seq}`);
    if (contradictions > 0) throw new Error('the phone was sent two entries of one number');
    checked.set(sessionId, { seq, hash });
  }
}
