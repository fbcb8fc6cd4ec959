import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { limits, silenceLimitMs } from '../../shared/limits';
import { codesIn, tableRows } from '../support/wire/protocol-document';
import { connectConsole, startSite, submission, type TestSite } from './site/support/test-site';

interface OpenSocket {
  readonly socket: WebSocket;
  readonly opened: Promise<void>;
  readonly closed: Promise<readonly [status: number, reason: string]>;
}

function open({ base }: TestSite): OpenSocket {
  const socket = new WebSocket(`${base.replace('https:', 'wss:')}/session`, { rejectUnauthorized: false });
  onTestFinished(() => socket.terminate());
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.on('close', (status, reason) => resolve([status, reason.toString()]));
  });
  const opened = new Promise<void>((resolve) => socket.once('message', () => resolve()));
  return { socket, opened, closed };
}

/** A phone that joined, with the console it joined and its connection's name. */
async function joined(host: TestSite) {
  const console = await connectConsole(host.site);
  const phone = open(host);
  phone.socket.once('message', () =>
    console.generateKey().then((key) => phone.socket.send(JSON.stringify(submission(key)))),
  );
  const { connectionId } = await console.next('customer-joined');
  return { phone, console, connectionId };
}

/** Brings each reason about; resolves to the socket that is closed for it. */
const causes: Readonly<Record<string, (host: TestSite) => Promise<OpenSocket>>> = {
  silent: async (host) => {
    const phone = open(host);
    await phone.opened;
    host.clock.advance(silenceLimitMs);
    return phone;
  },
  'disconnected-by-representative': async (host) => {
    const { phone, console, connectionId } = await joined(host);
    console.send({ kind: 'disconnect-customer', connectionId });
    return phone;
  },
  'site-closing': async (host) => {
    const phone = open(host);
    await phone.opened;
    void host.site.close();
    return phone;
  },
  'representative-left': async (host) => {
    const { phone, console } = await joined(host);
    console.connection.close('quit');
    return phone;
  },
  'too-many-messages': async (host) => {
    const phone = open(host);
    await phone.opened;
    for (let sent = 0; sent <= limits.messagesPerTenSeconds * 2; sent += 1) phone.socket.send('{}');
    return phone;
  },
  'too-slow': async (host) => {
    const { phone, console, connectionId } = await joined(host);
    phone.socket.pause();
    const text = JSON.stringify({ kind: 'signal', peerId: 'peer-0001', data: 'x'.repeat(1024 * 1024) });
    // The buffers of both systems take some megabytes before the site has to hold anything itself.
    while (!console.all.some(({ kind }) => kind === 'customer-disconnected')) {
      console.send({ kind: 'relay', connectionId, text });
      await console.settled();
    }
    phone.socket.resume();
    return phone;
  },
  'site-full': async (host) => {
    const console = await connectConsole(host.site);
    for (let count = 0; count < limits.connectionsPerAddress; count += 1) {
      const other = open(host);
      await other.opened;
      other.socket.send(JSON.stringify(submission(await console.generateKey())));
      await console.next('customer-joined');
    }
    return open(host);
  },
  'not-joined': async (host) => {
    const oldest = open(host);
    await oldest.opened;
    for (let count = 0; count < limits.connectionsPerAddress; count += 1) await open(host).opened;
    return oldest;
  },
};

describe('closing a connection', () => {
  test('happens for the documented reasons only [C12]', () => {
    expect(tableRows('reason').map(([reason]) => codesIn(reason).join())).toEqual(Object.keys(causes));
  });

  test.each(tableRows('reason'))('%s is told with status %s [C12]', async (reason, status) => {
    const name = codesIn(reason).join();
    const phone = await causes[name]?.(await startSite());
    expect(await phone?.closed).toEqual([Number(status), name]);
  });
});
