import { createHash } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../shared/limits';
import { freeGuesses } from '../../../site/guess-throttle';
import { orphanedForMs, whipAnswerMs } from '../../../site/whip-endpoints';
import { ask } from './support/event-stream-client';
import { connectConsole, startSite, type TestConsole } from './support/test-site';

const endpointId = 'endpoint-0000000000001';
const token = 'token-of-the-broadcast';
const tokenHash = createHash('sha256').update(token).digest('hex');
const offer = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
  'a=setup:actpass',
  'a=sendonly',
  'a=rtpmap:96 VP8/90000',
  '',
].join('\r\n');
const answer = offer.replace('a=sendonly', 'a=recvonly').replace('actpass', 'active');

const post = (over: { token?: string | null; type?: string; body?: string } = {}) => ({
  method: 'POST',
  headers: {
    ...(over.token === null ? {} : { Authorization: `Bearer ${over.token ?? token}` }),
    'Content-Type': over.type ?? 'application/sdp',
  },
  body: over.body ?? offer,
});

async function openEndpoint() {
  const site = await startSite();
  const console = await connectConsole(site.site);
  console.send({ kind: 'open-whip', endpointId, tokenHash });
  await console.settled();
  return { ...site, console, url: `${site.base}/whip/${endpointId}` };
}

/** Posts an offer and has the console answer it. */
async function broadcast(url: string, console: TestConsole) {
  const posted = ask(url, post());
  const { resourceId } = await console.next('whip-offered');
  console.send({ kind: 'answer-whip', resourceId, sdp: answer });
  return { answer: await posted, resourceId, resource: `${url}/${resourceId}` };
}

describe('a broadcast [W2]', () => {
  test('begins with an offer and the console’s answer, and ends with DELETE', async () => {
    const { url, console } = await openEndpoint();
    const posted = ask(url, post());
    const offered = await console.next('whip-offered');
    expect(offered).toMatchObject({ endpointId, sdp: offer });
    console.send({ kind: 'answer-whip', resourceId: offered.resourceId, sdp: answer });
    const created = await posted;
    expect([created.status, created.body.toString()]).toEqual([201, answer]);
    expect(created.headers).toMatchObject({
      'content-type': 'application/sdp',
      location: `/whip/${endpointId}/${offered.resourceId}`,
      etag: expect.stringMatching(/^"[\w-]+"$/),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringContaining('Location'),
    });
    const { resourceId } = offered;
    const headers = { Authorization: `Bearer ${token}` };
    expect((await ask(`${url}/${resourceId}`, { method: 'DELETE' })).status).toBe(401);
    expect((await ask(`${url}/${resourceId}`, { method: 'DELETE', headers })).status).toBe(200);
    expect(await console.next('whip-ended')).toMatchObject({ endpointId, resourceId });
    expect((await ask(`${url}/${resourceId}`, { method: 'DELETE', headers })).status).toBe(404);
    expect((await broadcast(url, console)).answer.status).toBe(201);
  });

  test('refuses a second broadcaster with 409 until the first has ended [W4]', async () => {
    const { url, console } = await openEndpoint();
    const first = ask(url, post());
    const { resourceId } = await console.next('whip-offered');
    expect((await ask(url, post())).status).toBe(409);
    console.send({ kind: 'answer-whip', resourceId, sdp: answer });
    expect((await first).status).toBe(201);
    expect((await ask(url, post())).status).toBe(409);
    console.send({ kind: 'end-whip', resourceId });
    await console.settled();
    expect((await broadcast(url, console)).answer.status).toBe(201);
    expect(console.all.filter(({ kind }) => kind === 'whip-ended')).toEqual([]);
  });

  test.each([
    ['another type', 415, post({ type: 'application/json' })],
    ['no type', 415, post({ type: '' })],
    ['no offer', 400, post({ body: 'hello' })],
    ['nothing', 400, post({ body: '' })],
    ['an offer of sound only', 400, post({ body: offer.replace('m=video', 'm=audio') })],
    ['an offer to receive only', 400, post({ body: offer.replace('a=sendonly', 'a=recvonly') })],
    ['an offer without encryption', 400, post({ body: offer.replace(/a=fingerprint.*\r\n/, '') })],
    ['too much', 413, post({ body: offer + 'a=x\r\n'.repeat(limits.sdpCharacters / 4) })],
    ['no token', 401, post({ token: null })],
    ['the wrong token', 401, post({ token: 'token-of-nobody' })],
    ['GET', 405, { method: 'GET' }],
    ['PUT', 405, { ...post(), method: 'PUT' }],
  ] as const)('%s is refused with %i, and any page may read that', async (_name, status, init) => {
    const { url, console } = await openEndpoint();
    const refused = await ask(url, init);
    expect(refused.status).toBe(status);
    expect(refused.headers['access-control-allow-origin']).toBe('*');
    if (status === 401) expect(refused.headers['www-authenticate']).toMatch(/^Bearer /);
    if (status === 405) expect(refused.headers.allow).toBe('POST, OPTIONS');
    if (status === 415) expect(refused.headers['accept-post']).toBe('application/sdp');
    expect(console.all).toEqual([]);
  });

  test('an offer the console refuses is answered with 406, and the endpoint is free', async () => {
    const { url, console } = await openEndpoint();
    const posted = ask(url, post());
    const { resourceId } = await console.next('whip-offered');
    console.send({ kind: 'answer-whip', resourceId, sdp: null });
    expect((await posted).status).toBe(406);
    expect((await broadcast(url, console)).answer.status).toBe(201);
  });

  test('a console that does not answer in time is told that it ended; the broadcaster gets 503', async () => {
    const { url, console, clock } = await openEndpoint();
    const posted = ask(url, post());
    const { resourceId } = await console.next('whip-offered');
    clock.advance(whipAnswerMs);
    const late = await posted;
    expect([late.status, late.headers['retry-after']]).toEqual([503, '2']);
    expect(await console.next('whip-ended')).toMatchObject({ resourceId });
    console.send({ kind: 'answer-whip', resourceId, sdp: answer });
    await console.settled();
    expect((await broadcast(url, console)).answer.status).toBe(201);
  });

  test('a broadcaster that goes away while it waits frees the endpoint', async () => {
    const { url, console } = await openEndpoint();
    const request = httpsRequest(url, { ...post(), rejectUnauthorized: false, agent: false });
    request.on('error', () => undefined);
    request.end(offer);
    const { resourceId } = await console.next('whip-offered');
    request.destroy();
    expect(await console.next('whip-ended')).toMatchObject({ resourceId });
    expect((await broadcast(url, console)).answer.status).toBe(201);
  });

  test('PATCH is refused with 501, as neither trickle ICE nor restarts are supported [W5]', async () => {
    const { url, console } = await openEndpoint();
    const { resource, answer: created } = await broadcast(url, console);
    expect(created.headers).not.toHaveProperty('accept-patch');
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/trickle-ice-sdpfrag' };
    expect((await ask(resource, { method: 'PATCH', headers, body: 'a=ice-ufrag:abcd' })).status).toBe(501);
    expect((await ask(url, { method: 'PATCH', headers })).status).toBe(405);
    expect((await ask(resource, { method: 'POST', headers })).status).toBe(405);
    expect((await ask(resource, { method: 'DELETE', headers })).status).toBe(200);
  });

  test('OPTIONS says what may be posted, to a page of any origin, without the token [W4]', async () => {
    const { url } = await openEndpoint();
    const asked = await ask(url, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://broadcaster.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
        'Access-Control-Request-Private-Network': 'true',
      },
    });
    expect(asked.status).toBe(200);
    expect(asked.headers).toMatchObject({
      'accept-post': 'application/sdp',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': expect.stringContaining('Authorization'),
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-private-network': 'true',
    });
    expect(asked.headers).not.toHaveProperty('access-control-allow-credentials');
    const resource = await ask(`${url}/resource-0001`, { method: 'OPTIONS' });
    expect(resource.headers['access-control-allow-methods']).toContain('DELETE');
  });
});

describe('an endpoint [W1]', () => {
  test('is unknown before it is opened and after it is closed, and closing ends the broadcast', async () => {
    const { url, base, console } = await openEndpoint();
    for (const path of ['/whip/', '/whip/short', '/whip/endpoint-0000000000002', `/whip/${endpointId}/a/b`]) {
      expect((await ask(`${base}${path}`, post())).status, path).toBe(404);
    }
    const { resource } = await broadcast(url, console);
    console.send({ kind: 'close-whip', endpointId });
    await console.settled();
    expect((await ask(url, post())).status).toBe(404);
    const headers = { Authorization: `Bearer ${token}` };
    expect((await ask(resource, { method: 'DELETE', headers })).status).toBe(404);
  });

  test('closed while an offer waits answers with 404; opened anew it has a new token', async () => {
    const { url, console } = await openEndpoint();
    const posted = ask(url, post());
    await console.next('whip-offered');
    const other = 'another-token';
    const otherHash = createHash('sha256').update(other).digest('hex');
    console.send({ kind: 'open-whip', endpointId, tokenHash: otherHash });
    expect((await posted).status).toBe(404);
    expect((await ask(url, post())).status).toBe(401);
  });

  test('whose console is gone says so for a while, also to who waits; then it is unknown', async () => {
    const { url, console, clock } = await openEndpoint();
    const posted = ask(url, post());
    await console.next('whip-offered');
    console.connection.close('gone');
    expect((await posted).status).toBe(503);
    expect((await ask(url, post())).status).toBe(503);
    expect((await ask(url, post({ token: 'wrong' }))).status).toBe(401);
    clock.advance(orphanedForMs);
    expect((await ask(url, post())).status).toBe(404);
  });

  test('can be opened again by a console that comes back, not by another while it is there', async () => {
    const { url, site, console } = await openEndpoint();
    const stranger = await connectConsole(site);
    const strange = createHash('sha256').update('strange').digest('hex');
    stranger.send({ kind: 'open-whip', endpointId, tokenHash: strange });
    stranger.send({ kind: 'close-whip', endpointId });
    await stranger.settled();
    expect((await broadcast(url, console)).answer.status).toBe(201);
    console.connection.close('gone');
    await console.settled();
    const returned = await connectConsole(site);
    returned.send({ kind: 'open-whip', endpointId, tokenHash });
    await returned.settled();
    expect((await broadcast(url, returned)).answer.status).toBe(201);
  });

  test('slows the guessing of its token, but never who has it', async () => {
    const { url, clock, console } = await openEndpoint();
    for (let guess = 0; guess < freeGuesses; guess += 1) {
      expect((await ask(url, post({ token: `guess-${guess}` }))).status).toBe(401);
    }
    const throttled = await ask(url, post({ token: 'wrong' }));
    expect([throttled.status, throttled.headers['retry-after']]).toEqual([429, '2']);
    expect((await broadcast(url, console)).answer.status).toBe(201);
    clock.advance(2_000);
    expect((await ask(url, post({ token: 'wrong' }))).status).toBe(401);
  });

  test('leaves no timer and no waiting broadcaster when the site closes', async () => {
    const { url, site, console, clock } = await openEndpoint();
    const posted = ask(url, post()).catch(() => undefined);
    await console.next('whip-offered');
    await site.close();
    await posted;
    expect(clock.pending).toBe(0);
  });
});
