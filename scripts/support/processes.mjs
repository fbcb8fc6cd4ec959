import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { modernNode, root, toolEnvironment } from './paths.mjs';

const windows = process.platform === 'win32';
const running = new Set();

/** How long a command may take unless it says otherwise, in minutes: far beyond what any takes on a slow machine. */
const mostMinutes = 45;
/** How long the output of a command that has ended may stay open, in milliseconds; a helper may hold it. */
const outputPatience = 2000;

function signalTree(child, signal) {
  if (child.pid === undefined) return;
  try {
    // Every child leads a process group of its own, so that what it started ends with it.
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: !windows,
    ...options,
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Ends a process and everything it started: the process itself is asked first, then all of them are made to. */
export async function stop(child, patience = 3000) {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const ended = new Promise((done) => child.once('exit', done));
    // Only the process itself is asked: an app whose helpers are taken away while it closes reports a crash.
    if (windows) signalTree(child, 'SIGTERM');
    else child.kill('SIGTERM');
    let timer;
    await Promise.race([ended, new Promise((done) => (timer = setTimeout(done, patience)))]);
    clearTimeout(timer);
  }
  signalTree(child, 'SIGKILL');
  running.delete(child);
}

/**
 * Runs a command to its end. With `capture`, its output is returned instead of shown; with `read`, each piece of it is
 * handed to that. A command that takes longer than `timeout` milliseconds (45 minutes; Infinity for one that a person
 * ends) is ended, and that is said; what it started ends with it in any case.
 */
export function run(
  command,
  args,
  { capture = false, read, timeout = mostMinutes * 60_000, ...options } = {},
) {
  return new Promise((done, fail) => {
    const stdio = capture || read ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = start(command, args, { stdio, ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (data) => {
        if (read) read(data);
        else output += data;
      });
    }
    const timer =
      timeout === Number.POSITIVE_INFINITY
        ? undefined
        : setTimeout(() => {
            const told = timeout < 60_000 ? `${timeout / 1000} s` : `${Math.round(timeout / 60_000)} minutes`;
            console.error(`${command} has not ended within ${told}, so it is ended with all it started.`);
            void stop(child);
          }, timeout);
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      // What it left running would hold its output open, and go on for ever.
      signalTree(child, 'SIGKILL');
      const cut = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, outputPatience);
      child.once('close', () => clearTimeout(cut));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      done({ code: code ?? 128 + (constants.signals[signal] ?? 0), output });
    });
  });
}

/** Runs one of the project's tools with a Node new enough for it. */
export const runNode = (args, { env, ...options } = {}) =>
  run(modernNode(), args, { ...options, env: toolEnvironment(env) });

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    if (ending) return;
    ending = true;
    console.log('\nEnding …');
    // One after another, the last first: an app is closed before its display.
    for (const child of [...running].reverse()) await stop(child);
    process.exit(128 + (constants.signals[signal] ?? 0));
  });
}
process.on('exit', () => {
  for (const child of running) signalTree(child, 'SIGKILL');
});

/** Waits until what was printed has left, as a pipe takes it when it can. */
const printed = (stream) => new Promise((done) => stream.write('', () => done()));

/**
 * Runs a script's work and ends the process, whatever is left open; what the work returns is the exit code, and an error
 * is one clear line.
 */
export async function script(work) {
  let code = 1;
  try {
    code = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  await Promise.all([printed(process.stdout), printed(process.stderr)]);
  // One that is being ended ends with the signal's code, once all it started has ended.
  if (!ending) process.exit(code);
}
