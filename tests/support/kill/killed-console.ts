import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import type { SessionEvent } from '../../../shared/session/session-event';
import { projectRoot } from '../electron-path';
import type { FromConsole, ToConsole } from './messages';

/** Builds the console process into a file that Node runs as it is. */
export async function buildConsoleProcess(): Promise<string> {
  const outDir = join(projectRoot, 'node_modules/.cache/sightline/kill');
  await build({
    configFile: false,
    logLevel: 'error',
    root: projectRoot,
    build: {
      ssr: join(import.meta.dirname, 'console-process.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      rolldownOptions: { output: { entryFileNames: 'console-process.mjs' } },
    },
    ssr: { noExternal: true, external: ['libsql'] },
  });
  return join(outDir, 'console-process.mjs');
}

type Waiter = (message: FromConsole | undefined) => void;

/** A console process that is killed and started again over the same folder. */
export class KilledConsole {
  /** Every entry that the console's window would have been told of, by session and `seq`. */
  readonly seen = new Map<string, Map<number, SessionEvent>>();
  /** Where a database that did not open was moved; there must never be one. */
  readonly setAside: string[] = [];
  onPublished: (sessionId: string, event: SessionEvent) => void = () => undefined;
  port = 0;
  readonly #script: string;
  readonly #folder: string;
  readonly #waiters = new Set<Waiter>();
  #child: ChildProcess | undefined;

  constructor(script: string, folder: string) {
    this.#script = script;
    this.#folder = folder;
  }

  /** Starts the process; `ready` resolves to false where it was killed before it was ready. */
  start(): { readonly ready: Promise<boolean> } {
    const child = fork(this.#script, [this.#folder, String(this.port)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    child.on('message', (message: FromConsole) => this.#take(message));
    const ready = this.#next((message) => message.kind === 'ready').then((message) => message !== undefined);
    return { ready };
  }

  /** Kills the process with SIGKILL and waits until it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    for (const waiter of [...this.#waiters]) waiter(undefined);
    this.#waiters.clear();
  }

  /** Asks and waits for the answer; undefined where the process was killed first. */
  ask<Kind extends FromConsole['kind']>(
    message: ToConsole,
    kind: Kind,
  ): Promise<Extract<FromConsole, { kind: Kind }> | undefined> {
    const answer = this.#next((told) => told.kind === kind && 'id' in told && told.id === message.id);
    // A process that is just ending no longer hears; its answer is then undefined.
    this.#child?.send(message, () => undefined);
    return answer as Promise<Extract<FromConsole, { kind: Kind }> | undefined>;
  }

  #next(fits: (message: FromConsole) => boolean): Promise<FromConsole | undefined> {
    if (this.#child === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const waiter: Waiter = (message) => {
        if (message !== undefined && !fits(message)) return;
        this.#waiters.delete(waiter);
        resolve(message);
      };
      this.#waiters.add(waiter);
    });
  }

  #take(message: FromConsole): void {
    if (message.kind === 'ready') {
      this.port = message.port;
      if (message.setAside !== null) this.setAside.push(message.setAside);
    }
    if (message.kind === 'published') {
      const { sessionId, event } = message;
      const seen = this.seen.get(sessionId) ?? new Map<number, SessionEvent>();
      this.seen.set(sessionId, seen.set(event.seq, event));
      this.onPublished(sessionId, event);
    }
    for (const waiter of [...this.#waiters]) waiter(message);
  }
}
