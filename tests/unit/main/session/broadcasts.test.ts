import { describe, expect, test } from 'vitest';
import { connectsWithinMs } from '../../../../main/session/broadcasts';
import { hashToken } from '../../../../main/session/identifiers';
import type { EventBody } from '../../../../shared/session/session-event';
import { cameraStarted } from '../../../support/pictures';
import { settle } from '../../../support/scripted-site';
import { kindsOf, messagesOf, SessionHouse } from '../../../support/session-house';
import { temporaryFolder } from '../../../support/temporary-folder';

const sdp = 'v=0\r\n';

async function onScreenTab() {
  const house = new SessionHouse(temporaryFolder());
  const { session, sessionId } = await house.joinAndStart('phone-0001');
  session.record('customer', { kind: 'sharing-allowed' });
  session.record('customer', { kind: 'tab-opened', tab: 'screen' });
  return { house, session, sessionId };
}

async function open(house: SessionHouse, id = 'broadcast-0001') {
  house.site.fromPhone('phone-0001', { kind: 'open-broadcast', id });
  await settle();
  const opened = messagesOf(house.site, 'phone-0001', 'broadcast-opened').at(-1);
  if (opened === undefined) throw new Error('not opened');
  return { ...opened, endpointId: opened.path.replace('/whip/', '') };
}

async function offer(house: SessionHouse, endpointId: string, resourceId: string) {
  house.site.send({ kind: 'whip-offered', endpointId, resourceId, sdp });
  await settle();
}

/** A broadcast whose pictures flow. */
async function flowing(resourceId = 'resource-0001') {
  const home = await onScreenTab();
  const { house, sessionId } = home;
  const opened = await open(house);
  await offer(house, opened.endpointId, resourceId);
  house.watching.broadcasts.answer(sessionId, resourceId, sdp);
  house.watching.broadcasts.report(sessionId, resourceId, 'connected');
  await settle();
  return { ...home, ...opened, resourceId };
}

const published = (house: SessionHouse, kind: string) =>
  house.published.filter((event) => event.kind === kind);
const logOf = (house: SessionHouse, sessionId: string) => house.store.eventsAfter(sessionId, 0, 100);

describe('opening [W1]', () => {
  test('gives an address and a token, of which the site gets the hash only; again gives the same', async () => {
    const { house } = await onScreenTab();
    const opened = await open(house);
    expect(opened).toMatchObject({
      id: 'broadcast-0001',
      path: expect.stringMatching(/^\/whip\/[\w-]{22}$/),
    });
    const { endpointId, token } = opened;
    expect(house.site.receivedOf('open-whip')).toEqual([
      { kind: 'open-whip', endpointId, tokenHash: hashToken(token) },
    ]);
    expect(JSON.stringify(house.site.receivedOf('open-whip'))).not.toContain(token);
    expect(await open(house, 'broadcast-0002')).toMatchObject({ id: 'broadcast-0002', endpointId, token });
    expect(house.site.receivedOf('open-whip')).toHaveLength(1);
    house.close();
  });

  test('needs the permission and the Screen tab', async () => {
    const house = new SessionHouse(temporaryFolder());
    const { session } = await house.joinAndStart('phone-0001');
    await expect(open(house)).rejects.toThrow();
    session.record('customer', { kind: 'sharing-allowed' });
    await expect(open(house)).rejects.toThrow();
    expect(messagesOf(house.site, 'phone-0001', 'refusal').map(({ code }) => code)).toEqual([
      'not-allowed',
      'not-allowed',
    ]);
    house.close();
  });

  test('goes on at a new site, with the same address and token', async () => {
    const { house } = await onScreenTab();
    const { endpointId, token } = await open(house);
    house.site.close();
    await settle();
    house.attachSite();
    await settle();
    expect(house.site.receivedOf('open-whip')).toEqual([
      { kind: 'open-whip', endpointId, tokenHash: hashToken(token) },
    ]);
    house.close();
  });
});

describe('a broadcast', () => {
  test('is offered to the renderer, answered through the site, and logged once its pictures flow [W3]', async () => {
    const { house, session, sessionId, resourceId } = await flowing();
    expect(published(house, 'broadcast-offered')).toEqual([
      { kind: 'broadcast-offered', sessionId, resourceId, sdp },
    ]);
    expect(house.site.receivedOf('answer-whip')).toEqual([{ kind: 'answer-whip', resourceId, sdp }]);
    expect(session.state).toMatchObject({
      pane: {
        kind: 'live',
        source: 'screen',
        method: 'broadcast',
        capabilities: { quality: false, pause: false },
      },
    });
    const started = logOf(house, sessionId).at(-1);
    expect(started).toMatchObject({ kind: 'source-started', by: 'customer', facing: 'unknown' });
    house.close();
  });

  test('that the renderer refuses, or answers twice or too late, changes nothing', async () => {
    const { house, session, sessionId } = await onScreenTab();
    const { endpointId } = await open(house);
    await offer(house, endpointId, 'resource-0001');
    const { broadcasts } = house.watching;
    broadcasts.report(sessionId, 'resource-0001', 'connected');
    broadcasts.answer(sessionId, 'resource-0002', sdp);
    broadcasts.answer('session-0009', 'resource-0001', sdp);
    broadcasts.answer(sessionId, 'resource-0001', null);
    broadcasts.answer(sessionId, 'resource-0001', sdp);
    broadcasts.report(sessionId, 'resource-0001', 'connected');
    await settle();
    expect(house.site.receivedOf('answer-whip')).toEqual([
      { kind: 'answer-whip', resourceId: 'resource-0001', sdp: null },
    ]);
    expect(session.state).toMatchObject({ pane: { kind: 'allowed' } });
    house.close();
  });

  test('that is answered and never flows is ended', async () => {
    const { house, sessionId } = await onScreenTab();
    const { endpointId } = await open(house);
    await offer(house, endpointId, 'resource-0001');
    house.watching.broadcasts.answer(sessionId, 'resource-0001', sdp);
    house.clock.advance(connectsWithinMs);
    await settle();
    expect(house.site.receivedOf('end-whip')).toEqual([{ kind: 'end-whip', resourceId: 'resource-0001' }]);
    expect(published(house, 'broadcast-ended')).toHaveLength(1);
    house.close();
  });

  test.each([
    [
      'the broadcaster',
      (house: SessionHouse, endpointId: string, resourceId: string) =>
        house.site.send({ kind: 'whip-ended', endpointId, resourceId }),
    ],
    [
      'the renderer',
      (house: SessionHouse, _: string, resourceId: string) =>
        house.watching.broadcasts.report(house.registry.list()[0]?.sessionId ?? '', resourceId, 'ended'),
    ],
    ['the loss of the page', (house: SessionHouse) => house.watching.broadcasts.pageLost()],
  ] as const)('ended by %s stops the source, and the endpoint stays', async (_who, end) => {
    const { house, session, sessionId, endpointId, resourceId } = await flowing();
    end(house, endpointId, resourceId);
    await settle();
    expect(session.state).toMatchObject({ pane: { kind: 'allowed' } });
    expect(logOf(house, sessionId).at(-1)).toMatchObject({ kind: 'source-stopped', source: 'screen' });
    expect(published(house, 'broadcast-ended')).toEqual([{ kind: 'broadcast-ended', sessionId, resourceId }]);
    expect(house.site.receivedOf('close-whip')).toEqual([]);
    await offer(house, endpointId, 'resource-0002');
    expect(published(house, 'broadcast-offered')).toHaveLength(2);
    house.close();
  });

  const closings: ReadonlyArray<readonly [EventBody, readonly string[]]> = [
    [{ kind: 'tab-opened', tab: 'camera' }, ['tab-opened', 'source-stopped']],
    [{ kind: 'sharing-stopped' }, ['source-started', 'sharing-stopped']],
    [{ kind: 'session-ended', reason: 'customer-ended' }, ['source-started', 'session-ended']],
  ];
  test.each(closings)('is over with its endpoint after %o', async (body, last) => {
    const { house, session, sessionId, endpointId, resourceId } = await flowing();
    session.record('customer', body);
    await settle();
    expect(house.site.receivedOf('end-whip')).toEqual([{ kind: 'end-whip', resourceId }]);
    expect(house.site.receivedOf('close-whip')).toEqual([{ kind: 'close-whip', endpointId }]);
    expect(published(house, 'broadcast-ended')).toHaveLength(1);
    expect(kindsOf(logOf(house, sessionId)).slice(-2)).toEqual(last);
    expect(house.clock.pending).toBe(0);
    house.close();
  });

  test('goes on while the customer replies in the chat', async () => {
    const { house, session, resourceId } = await flowing();
    session.record('customer', { kind: 'tab-opened', tab: 'chat' });
    await settle();
    expect(house.site.receivedOf('end-whip')).not.toContainEqual({ kind: 'end-whip', resourceId });
    expect(session.state).toMatchObject({ pane: { kind: 'live', method: 'broadcast' } });
    house.close();
  });

  test('gives way to another source, and its endpoint stays for the next', async () => {
    const { house, session, sessionId, resourceId } = await flowing();
    session.record('customer', cameraStarted());
    await settle();
    expect(session.state).toMatchObject({ pane: { kind: 'live', source: 'camera' } });
    expect(house.site.receivedOf('end-whip')).toEqual([{ kind: 'end-whip', resourceId }]);
    expect(kindsOf(logOf(house, sessionId)).filter((kind) => kind === 'source-stopped')).toEqual([]);
    expect(house.site.receivedOf('close-whip')).toEqual([]);
    house.close();
  });

  test('offered where none may be is refused', async () => {
    const { house, session } = await onScreenTab();
    const { endpointId } = await open(house);
    await offer(house, 'endpoint-of-nobody', 'resource-0001');
    session.record('customer', { kind: 'photo-choosing-began' });
    await offer(house, endpointId, 'resource-0002');
    expect(house.site.receivedOf('answer-whip').map(({ sdp: answered }) => answered)).toEqual([null, null]);
    expect(published(house, 'broadcast-offered')).toEqual([]);
    house.close();
  });

  test('goes on when the site is started anew; another broadcaster then takes its place', async () => {
    const { house, session, sessionId, endpointId, resourceId } = await flowing();
    house.site.close();
    await settle();
    house.attachSite();
    expect(session.state).toMatchObject({ pane: { kind: 'live' } });
    await offer(house, endpointId, 'resource-0002');
    expect(published(house, 'broadcast-ended')).toEqual([{ kind: 'broadcast-ended', sessionId, resourceId }]);
    expect(session.state).toMatchObject({ pane: { kind: 'allowed' } });
    house.close();
  });
});
