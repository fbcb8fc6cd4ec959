import { describe, expect, test } from 'vitest';
import { connectsWithinMs } from '../../../../main/session/broadcasts';
import { hashToken } from '../../../../main/session/tokens';
import type { EventBody } from '../../../../shared/session/session-event';
import { cameraStarted } from '../../../support/pictures';
import { ConsoleWithoutWindows, kindsOf, messagesOf } from '../../../support/played/console-without-windows';
import { settle } from '../../../support/played/scripted-site';
import { temporaryFolder } from '../../../support/temporary-folder';

const sdp = 'v=0\r\n';

async function onScreenTab() {
  const desk = new ConsoleWithoutWindows(temporaryFolder());
  const { session, sessionId } = await desk.joinAndStart('phone-0001');
  session.record('customer', { kind: 'sharing-allowed' });
  session.record('customer', { kind: 'tab-opened', tab: 'screen' });
  return { desk, session, sessionId };
}

async function open(desk: ConsoleWithoutWindows, id = 'broadcast-0001') {
  desk.site.fromPhone('phone-0001', { kind: 'open-broadcast', id });
  await settle();
  const opened = messagesOf(desk.site, 'phone-0001', 'broadcast-opened').at(-1);
  if (opened === undefined) throw new Error('not opened');
  return { ...opened, endpointId: opened.path.replace('/whip/', '') };
}

async function offer(desk: ConsoleWithoutWindows, endpointId: string, resourceId: string) {
  desk.site.send({ kind: 'whip-offered', endpointId, resourceId, sdp });
  await settle();
}

/** A broadcast whose pictures flow. */
async function flowing(resourceId = 'resource-0001') {
  const onTab = await onScreenTab();
  const { desk, sessionId } = onTab;
  const opened = await open(desk);
  await offer(desk, opened.endpointId, resourceId);
  desk.watching.broadcasts.answerOffer(sessionId, resourceId, sdp);
  desk.watching.broadcasts.report(sessionId, resourceId, 'connected');
  await settle();
  return { ...onTab, ...opened, resourceId };
}

const published = (desk: ConsoleWithoutWindows, kind: string) =>
  desk.published.filter((event) => event.kind === kind);
const logOf = (desk: ConsoleWithoutWindows, sessionId: string) => desk.store.eventsAfter(sessionId, 0, 100);

describe('opening [W1]', () => {
  test('gives an address and a token, of which the site gets the hash only; again gives the same', async () => {
    const { desk } = await onScreenTab();
    const opened = await open(desk);
    expect(opened).toMatchObject({
      id: 'broadcast-0001',
      path: expect.stringMatching(/^\/whip\/[\w-]{22}$/),
    });
    const { endpointId, token } = opened;
    expect(desk.site.receivedOf('open-whip')).toEqual([
      { kind: 'open-whip', endpointId, tokenHash: hashToken(token) },
    ]);
    expect(JSON.stringify(desk.site.receivedOf('open-whip'))).not.toContain(token);
    expect(await open(desk, 'broadcast-0002')).toMatchObject({ id: 'broadcast-0002', endpointId, token });
    expect(desk.site.receivedOf('open-whip')).toHaveLength(1);
    desk.close();
  });

  test('needs the permission and the Screen tab', async () => {
    const desk = new ConsoleWithoutWindows(temporaryFolder());
    const { session } = await desk.joinAndStart('phone-0001');
    await expect(open(desk)).rejects.toThrow();
    session.record('customer', { kind: 'sharing-allowed' });
    await expect(open(desk)).rejects.toThrow();
    expect(messagesOf(desk.site, 'phone-0001', 'refusal').map(({ code }) => code)).toEqual([
      'not-allowed',
      'not-allowed',
    ]);
    desk.close();
  });

  test('goes on at a new site, with the same address and token', async () => {
    const { desk } = await onScreenTab();
    const { endpointId, token } = await open(desk);
    desk.site.close();
    await settle();
    desk.attachSite();
    await settle();
    expect(desk.site.receivedOf('open-whip')).toEqual([
      { kind: 'open-whip', endpointId, tokenHash: hashToken(token) },
    ]);
    desk.close();
  });
});

describe('a broadcast', () => {
  test('is offered to the renderer, answered through the site, and logged once its pictures flow [W3]', async () => {
    const { desk, session, sessionId, resourceId } = await flowing();
    expect(published(desk, 'broadcast-offered')).toEqual([
      { kind: 'broadcast-offered', sessionId, resourceId, sdp },
    ]);
    expect(desk.site.receivedOf('answer-whip')).toEqual([{ kind: 'answer-whip', resourceId, sdp }]);
    expect(session.state).toMatchObject({
      pane: {
        kind: 'live',
        source: 'screen',
        method: 'broadcast',
        capabilities: { quality: false, pause: false },
      },
    });
    const started = logOf(desk, sessionId).at(-1);
    expect(started).toMatchObject({ kind: 'source-started', by: 'customer', facing: 'unknown' });
    desk.close();
  });

  test('that the renderer refuses, or answers twice or too late, changes nothing', async () => {
    const { desk, session, sessionId } = await onScreenTab();
    const { endpointId } = await open(desk);
    await offer(desk, endpointId, 'resource-0001');
    const { broadcasts } = desk.watching;
    broadcasts.report(sessionId, 'resource-0001', 'connected');
    broadcasts.answerOffer(sessionId, 'resource-0002', sdp);
    broadcasts.answerOffer('session-0009', 'resource-0001', sdp);
    broadcasts.answerOffer(sessionId, 'resource-0001', null);
    broadcasts.answerOffer(sessionId, 'resource-0001', sdp);
    broadcasts.report(sessionId, 'resource-0001', 'connected');
    await settle();
    expect(desk.site.receivedOf('answer-whip')).toEqual([
      { kind: 'answer-whip', resourceId: 'resource-0001', sdp: null },
    ]);
    expect(session.state).toMatchObject({ pane: { kind: 'allowed' } });
    desk.close();
  });

  test('that is answered and never flows is ended', async () => {
    const { desk, sessionId } = await onScreenTab();
    const { endpointId } = await open(desk);
    await offer(desk, endpointId, 'resource-0001');
    desk.watching.broadcasts.answerOffer(sessionId, 'resource-0001', sdp);
    desk.clock.advance(connectsWithinMs);
    await settle();
    expect(desk.site.receivedOf('end-whip')).toEqual([{ kind: 'end-whip', resourceId: 'resource-0001' }]);
    expect(published(desk, 'broadcast-ended')).toHaveLength(1);
    desk.close();
  });

  test.each([
    [
      'the broadcaster',
      (desk: ConsoleWithoutWindows, endpointId: string, resourceId: string) =>
        desk.site.send({ kind: 'whip-ended', endpointId, resourceId }),
    ],
    [
      'the renderer',
      (desk: ConsoleWithoutWindows, _: string, resourceId: string) =>
        desk.watching.broadcasts.report(desk.registry.list()[0]?.sessionId ?? '', resourceId, 'ended'),
    ],
    ['the loss of the page', (desk: ConsoleWithoutWindows) => desk.watching.broadcasts.pageLost()],
  ] as const)('ended by %s stops the source, and the endpoint stays', async (_who, end) => {
    const { desk, session, sessionId, endpointId, resourceId } = await flowing();
    end(desk, endpointId, resourceId);
    await settle();
    expect(session.state).toMatchObject({ pane: { kind: 'allowed' } });
    expect(logOf(desk, sessionId).at(-1)).toMatchObject({ kind: 'source-stopped', source: 'screen' });
    expect(published(desk, 'broadcast-ended')).toEqual([{ kind: 'broadcast-ended', sessionId, resourceId }]);
    expect(desk.site.receivedOf('close-whip')).toEqual([]);
    await offer(desk, endpointId, 'resource-0002');
    expect(published(desk, 'broadcast-offered')).toHaveLength(2);
    desk.close();
  });

  const closings: ReadonlyArray<readonly [EventBody, readonly string[]]> = [
    [{ kind: 'tab-opened', tab: 'camera' }, ['tab-opened', 'source-stopped']],
    [{ kind: 'sharing-stopped' }, ['source-started', 'sharing-stopped']],
    [{ kind: 'session-ended', reason: 'customer-ended' }, ['source-started', 'session-ended']],
  ];
  test.each(closings)('is over with its endpoint after %o', async (body, last) => {
    const { desk, session, sessionId, endpointId, resourceId } = await flowing();
    session.record('customer', body);
    await settle();
    expect(desk.site.receivedOf('end-whip')).toEqual([{ kind: 'end-whip', resourceId }]);
    expect(desk.site.receivedOf('close-whip')).toEqual([{ kind: 'close-whip', endpointId }]);
    expect(published(desk, 'broadcast-ended')).toHaveLength(1);
    expect(kindsOf(logOf(desk, sessionId)).slice(-2)).toEqual(last);
    expect(desk.clock.pending).toBe(0);
    desk.close();
  });

  test('goes on while the customer replies in the chat', async () => {
    const { desk, session, resourceId } = await flowing();
    session.record('customer', { kind: 'tab-opened', tab: 'chat' });
    await settle();
    expect(desk.site.receivedOf('end-whip')).not.toContainEqual({ kind: 'end-whip', resourceId });
    expect(session.state).toMatchObject({ pane: { kind: 'live', method: 'broadcast' } });
    desk.close();
  });

  test('gives way to another source, and its endpoint stays for the next', async () => {
    const { desk, session, sessionId, resourceId } = await flowing();
    session.record('customer', cameraStarted());
    await settle();
    expect(session.state).toMatchObject({ pane: { kind: 'live', source: 'camera' } });
    expect(desk.site.receivedOf('end-whip')).toEqual([{ kind: 'end-whip', resourceId }]);
    expect(kindsOf(logOf(desk, sessionId)).filter((kind) => kind === 'source-stopped')).toEqual([]);
    expect(desk.site.receivedOf('close-whip')).toEqual([]);
    desk.close();
  });

  test('offered where none may be is refused', async () => {
    const { desk, session } = await onScreenTab();
    const { endpointId } = await open(desk);
    await offer(desk, 'endpoint-of-nobody', 'resource-0001');
    session.record('customer', { kind: 'photo-choosing-began' });
    await offer(desk, endpointId, 'resource-0002');
    expect(desk.site.receivedOf('answer-whip').map(({ sdp: answered }) => answered)).toEqual([null, null]);
    expect(published(desk, 'broadcast-offered')).toEqual([]);
    desk.close();
  });

  test('goes on when the site is started anew; another broadcaster then takes its place', async () => {
    const { desk, session, sessionId, endpointId, resourceId } = await flowing();
    desk.site.close();
    await settle();
    desk.attachSite();
    expect(session.state).toMatchObject({ pane: { kind: 'live' } });
    await offer(desk, endpointId, 'resource-0002');
    expect(published(desk, 'broadcast-ended')).toEqual([{ kind: 'broadcast-ended', sessionId, resourceId }]);
    expect(session.state).toMatchObject({ pane: { kind: 'allowed' } });
    desk.close();
  });
});
