import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createConnection } from 'node:net';
import type { IceServer } from '../../../shared/settings/settings';

/** A running TURN server. */
export interface TurnServer {
  readonly iceServer: Required<IceServer>;
  /** What the server printed. */
  readonly output: () => string;
  /** Holds every packet up, or lets them through again: the process is stopped as a whole. */
  readonly hold: (held: boolean) => void;
  readonly close: () => Promise<void>;
}

const username = 'sightline';
const credential = 'only-for-tests';

/** Starts Debian's coturn on loopback, with credentials, and waits until it answers. */
export async function startTurnServer(): Promise<TurnServer> {
  const port = await freePort();
  const child = spawn(
    'turnserver',
    [
      '-n',
      '--listening-ip=127.0.0.1',
      '--relay-ip=127.0.0.1',
      `--listening-port=${port}`,
      '--lt-cred-mech',
      `--user=${username}:${credential}`,
      '--realm=sightline.test',
      // Both ends of a call are relayed by this one server, so each relay's peer is on loopback.
      '--allow-loopback-peers',
      '--no-tls',
      '--no-dtls',
      '--no-cli',
      '--no-multicast-peers',
      '--log-file=stdout',
      '--simple-log',
      `--pidfile=/tmp/sightline-turn-${port}.pid`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  }
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`turnserver ended with ${code}:\n${output}`)));
  });
  failed.catch(() => undefined);
  await Promise.race([answers(port, child), failed]);
  return {
    iceServer: { urls: `turn:127.0.0.1:${port}?transport=udp`, username, credential },
    output: () => output,
    hold: (held) => child.kill(held ? 'SIGSTOP' : 'SIGCONT'),
    close: async () => {
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/** Resolves once the server takes a TCP connection; it listens to UDP by then too. */
async function answers(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ host: '127.0.0.1', port });
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => setTimeout(() => resolve(false), 50));
    });
    if (isUp) return;
  }
}
