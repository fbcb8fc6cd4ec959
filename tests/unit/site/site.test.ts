import { createServer, type Server } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from './support/event-stream-client';
import { connectConsole, connectPhone, startSite } from './support/test-site';

async function occupy(host: string, port = 0): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: true }, resolve);
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe('the port', () => {
  test('is the wanted one where it is free', async () => {
    const first = await startSite();
    const { port } = first.site;
    await first.site.close();
    const { site } = await startSite({ port });
    expect([site.port, site.portWanted]).toEqual([port, port]);
  });

  test('is the next free one where the wanted one is taken', async () => {
    const taken = await occupy('127.0.0.1');
    const { site, base } = await startSite({ port: taken });
    expect(site.portWanted).toBe(taken);
    expect(site.port).toBeGreaterThan(taken);
    expect(site.port).toBeLessThan(taken + 50);
    expect((await ask(`${base}/`)).status).toBe(503);
  });

  test('is one the system chooses where all those tried are taken', async () => {
    const taken = await occupy('127.0.0.1');
    const { site } = await startSite({ port: taken, portsTried: 1 });
    expect(site.port).not.toBe(taken);
  });

  test('counts as taken when another program has it on IPv6 only', async ({ skip }) => {
    const taken = await occupy('::1').catch(() => undefined);
    if (taken === undefined) return skip('no IPv6 here');
    const { site } = await startSite({ port: taken });
    expect(site.port).not.toBe(taken);
  });
});

describe('the reach', () => {
  const network = [
    { address: '192.0.2.24', family: 'IPv4', interfaceName: 'en0', isVirtual: false },
    { address: '2001:db8::24', family: 'IPv6', interfaceName: 'en0', isVirtual: false },
  ] as const;

  test('of this computer only leaves the network out', async () => {
    const { site } = await startSite({ localAddresses: network });
    expect(site.addresses[0]).toBe(`https://localhost:${site.port}`);
    expect(site.addresses.join()).not.toContain('192.0.2.24');
  });

  test('of the local network names its addresses first', async () => {
    const { site } = await startSite({ reach: 'local-network', localAddresses: network });
    expect(site.addresses[0]).toBe(`https://192.0.2.24:${site.port}`);
    expect(site.addresses).toContain(`https://127.0.0.1:${site.port}`);
    for (const address of site.addresses) expect(URL.canParse(address)).toBe(true);
    const answer = await ask(`https://127.0.0.1:${site.port}/`);
    expect(answer.status).toBe(503);
  });
});

describe('closing', () => {
  test('leaves no socket, no server and no timer, whoever is connected', async () => {
    const handles = () =>
      process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout|Immediate/.test(name)).length;
    const before = handles();
    const { site, base, clock } = await startSite();
    const console = await connectConsole(site);
    const phones = [
      connectPhone(base, 'websocket'),
      connectPhone(base, 'event-stream'),
      connectPhone(base, 'websocket'),
    ];
    await Promise.all(phones.map((phone) => phone.next('welcome')));
    phones[0]?.submit(await console.generateKey());
    await console.next('customer-joined');
    await console.generateKey();
    await site.close();
    await Promise.all(phones.map((phone) => phone.whenClosed));
    expect(clock.pending).toBe(0);
    await expect.poll(handles).toBeLessThanOrEqual(before);
    await expect(ask(`${base}/`)).rejects.toThrow();
  });

  test('may be asked for twice', async () => {
    const { site } = await startSite();
    await Promise.all([site.close(), site.close()]);
  });

  test('nothing secret is logged in a whole session', async () => {
    const { site, base, logged } = await startSite();
    const console = await connectConsole(site);
    const sessionKey = await console.generateKey();
    const phone = connectPhone(base, 'event-stream');
    phone.submit(sessionKey);
    const { connectionId } = await console.next('customer-joined');
    phone.connection.close('done');
    await console.next('customer-disconnected');
    await site.close();
    expect(logged.length).toBeGreaterThan(0);
    for (const secret of [sessionKey, connectionId, 'Alva']) expect(logged.join()).not.toContain(secret);
  });
});
